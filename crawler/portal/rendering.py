"""One column read in the browser (浏览器渲染): what its snapshots say, and when the walk has seen enough."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import HtmlResponse, Response

from county.page import Listing, Query
from county.visit import Verdict
from crawler import failures
from crawler.browser.allowance import Allowance
from crawler.browser.snapshot import CONTENT_TYPE, Pager, Snapshot
from crawler.portal.keeper import Fetched
from crawler.portal.run import Run
from crawler.portal.walk import ColumnWalk
from crawler.reading.waiting import only_waits
from crawler.wire.archive import RECORD

_ROUTE = "#!rendered"
_NEXT_WORDS = ("下", "后")
"""The words of a pager that the browser can click begin so; others (加载更多, rows opened by script) stay unread."""
_NOT_QUIET = "页面在浏览器里一直没有加载完，条目可能不全。"
_LOST = "渲染时有 {lost} 个请求没有成功，空白列表不能作数。"
_STUCK = "点击“下一页”后列表没有变化，更早的条目没有读到。"
_STOPPED = "本夜采集已到时间，后面的页没有渲染。"
_TOO_SLOW = "列表由脚本生成，浏览器渲染超过时限，没有完成。"
_CRASHED = "列表由脚本生成，浏览器渲染没有成功（{name}）。"
_FAULT = "读取列表时程序出错，详见采集日志。"

logger = logging.getLogger(__name__)

Opened = Iterator[Request]
Shape = Callable[[Listing], Listing]
"""Adds to a listing what only the browser can tell of it."""


def first_drawn(url: str) -> str:
    """The address by which the drawn page at `url` is known; the plain answer keeps the plain one."""
    return f"{url.partition('#')[0]}{_ROUTE}"


def failure_of(error: BaseException, timeout: float) -> str:
    """Why a page could not be rendered, as a Chinese sentence."""
    if isinstance(error, DownloadTimeoutError):
        return _TOO_SLOW
    if isinstance(error, IgnoreRequest):
        return failures.of_exception(error, timeout, "").reason
    if type(error).__module__.startswith("playwright"):
        logger.warning("rendering failed: %s", type(error).__name__)
        return _CRASHED.format(name=type(error).__name__)
    logger.error("reading a rendered page failed", exc_info=error)
    return _FAULT


@dataclass(frozen=True, slots=True)
class Steps:
    """What the spider does for a rendered column: `take` reads a snapshot as any list page and gives what the walk asks
    for next with the articles to open, `ask` requests a list page, `after` ends a step, `may_go_on` is false where the
    crawl was told to end or its time is up."""

    take: Callable[[ColumnWalk, Response, Shape], tuple[Query | None, Opened]]
    ask: Callable[[Query, ColumnWalk], Request]
    after: Callable[[ColumnWalk], None]
    may_go_on: Callable[[], bool]


class Rendering:
    """The visitor (crawler.browser.snapshot.Visitor) of one column. `following` is what the walk asks for next by its
    address, `opened` are the requests for the articles of the pages seen."""

    def __init__(self, walk: ColumnWalk, plain: Fetched, run: Run, allowance: Allowance, steps: Steps) -> None:
        self.walk = walk
        self.following: Query | None = None
        self.opened: list[Opened] = []
        self._plain = plain
        self._allowance = allowance
        self._run = run
        self._steps = steps
        self._turned = 0
        allowance.take()

    def take(self, snapshot: Snapshot) -> bool:
        """Reads one snapshot; whether the page is to be turned."""
        turns = False

        def shape(listing: Listing) -> Listing:
            nonlocal turns
            turns = self._turns(snapshot, listing)
            return _shaped(snapshot, listing, turns)

        following, opened = self._steps.take(self.walk, self._response(snapshot), shape)
        self.opened.append(opened)
        self._doubt(snapshot)
        if following is None or self.walk.done:
            return False
        if not turns:
            self.following = following
            return False
        return self._may_turn()

    def requests(self) -> Opened:
        """What is to be asked for after the browser is through."""
        if self.following:
            yield self._steps.ask(self.following, self.walk)
        for opened in self.opened:
            yield from opened

    def stuck(self) -> None:
        """The page was to be turned and showed nothing new."""
        self.walk.fail(Verdict.PARTIAL, _STUCK)

    def broke_off(self, reason: str) -> None:
        """The browser did not come through."""
        if self.walk.done:
            return
        if not self.walk.rows:
            self.walk.note = ""
        self._fail(reason)

    def _fail(self, reason: str) -> None:
        self.walk.fail(Verdict.PARTIAL if self.walk.rows else Verdict.LAYOUT_CHANGED, reason)

    def _turns(self, snapshot: Snapshot, listing: Listing) -> bool:
        """Whether the list goes on where only a click leads."""
        all_read = 0 < listing.pages <= self.walk.pages + 1
        return snapshot.pager is Pager.READY and bool(listing.entries) and not listing.next and not all_read

    def _may_turn(self) -> bool:
        why_not = self._allowance.why_not() if self._steps.may_go_on() else _STOPPED
        if why_not:
            self.walk.fail(Verdict.PARTIAL, why_not)
            return False
        self._allowance.take()
        self._turned += 1
        return True

    def _doubt(self, snapshot: Snapshot) -> None:
        """A page that never came to rest, or an empty list behind a request that was lost, is no witness."""
        if not snapshot.quiet:
            self._fail(_NOT_QUIET)
        elif not self.walk.rows and self.walk.is_empty and snapshot.lost:
            self.walk.fail(Verdict.PARTIAL, _LOST.format(lost=snapshot.lost))

    def _response(self, snapshot: Snapshot) -> Response:
        """The snapshot as an answer: archived, with an id of its own."""
        address = first_drawn(self._plain.url) + (f"-{self._turned + 1}" if self._turned else "")
        wire = self._run.archive.keep_drawn(snapshot.url, snapshot.body, snapshot.browser, self._plain.wire)
        meta = {
            "page": self._run.page_id(address),
            "kind": self._plain.kind,
            "asked": self._plain.url,
            RECORD: wire,
        }
        return HtmlResponse(
            snapshot.url,
            status=snapshot.status,
            headers={"Content-Type": CONTENT_TYPE},
            body=snapshot.body,
            encoding="utf-8",
            request=Request(self._plain.url, meta=meta),
        )


def _shaped(snapshot: Snapshot, listing: Listing, turns: bool) -> Listing:
    """The listing with what the browser knows of its pager; a data endpoint is not asked beside the browser."""
    clickable = listing.dead_pager.startswith(_NEXT_WORDS)
    if turns:
        return replace(listing, queries=(), next=(f"{first_drawn(snapshot.url)}-next",), dead_pager="")
    if clickable and snapshot.pager is not Pager.NONE:
        return replace(listing, queries=(), dead_pager="")
    dead = "" if only_waits(listing) else listing.dead_pager
    return replace(listing, queries=(), drawn_by_script=_loader(listing), dead_pager=dead)


def _loader(listing: Listing) -> str:
    return listing.drawn_by_script if listing.entries or listing.empty_because else listing.drawn_by_script or "script"
