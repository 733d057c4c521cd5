"""The portal spider: walks every unit's columns, opens new and changed articles, fetches their attachments."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure as TwistedFailure

from county.logs import mask_logging
from county.page import Article, Attachment, Entry, Listing
from county.times import utc_now
from county.visit import Verdict
from crawler import failures
from crawler.archive import RECORD, Archive, Wire
from crawler.borders import Borders
from crawler.documents import read_document
from crawler.documenttypes import is_document, names_document
from crawler.endings import Failure
from crawler.keeper import Fetched
from crawler.linking.checker import LinkChecker
from crawler.memory import MEMORY_BYTES, resident_bytes
from crawler.policy import scrapy_settings
from crawler.progress import Progress, ProgressReporter, report_failure
from crawler.reading import Effective, Page, judge, read_article, read_listing
from crawler.run import Run
from crawler.scratch import prepare_scratch
from crawler.walk import ColumnWalk, Row
from evidence.pack import EvidenceError

LIST, ARTICLE, DOCUMENT, PROBE = "list", "article", "document", "probe"
PRIORITY = {PROBE: 30, LIST: 20, ARTICLE: 10, DOCUMENT: 0}
"""Lists first: they are the witnesses, and a night that ends early should have seen them all."""

GIVE_UP_AFTER = 10
"""Failures in a row, of no answer or of refusal, after which the front page is asked; if that fails too, the portal is
left in peace for the night."""
MOST_PROBES = 10
"""A portal that refuses again and again between good answers is not pressed further."""

STATIC_LETTERS = 30
"""A page without dated rows and with as much text is itself the content of its column."""

_TAIL = 4096
"""Bytes at the end of a page in which its end tag is looked for."""

Requests = Iterator[Request]


class PortalSpider(Spider):
    """`scrapy crawl portal -a home=DIR` walks a configured portal into DIR/scratch; `-a pack=DIR` runs a prepared
    order, as the night does."""

    name = "portal"

    def __init__(self, run: Run, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        self.archive: Archive = run.archive
        self.borders = Borders(run.spec.portal, run.spec.policy.allowed_hosts)
        self.links = LinkChecker(run)
        self._asked: set[str] = set()
        self._streak = 0
        self._probing = False
        self._probes = 0
        self._last_verdict = Verdict.COMPLETE
        columns = len(run.walks)
        self._progress = ProgressReporter(Progress(run.spec.portal.id, columns))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PortalSpider:
        """Reads the order and lets the county's policy set the limits."""
        pack, home, portal = (kwargs.pop(name, "") for name in ("pack", "home", "portal"))
        run = Run(Path(pack) if pack else prepare_scratch(Path(home or "var"), portal))
        crawler.settings.setdict(scrapy_settings(run.spec.policy), priority="spider")
        spider = super().from_crawler(crawler, run, *args, **kwargs)
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.links.idle, signal=signals.spider_idle)
        mask_logging()
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """First pages of all columns, then the pages that must be seen every night."""
        if not self.run.window_open():
            raise CloseSpider("window")
        for walk in self.run.walks.values():
            yield self._ask_list(walk.column.url, walk)
        for known in self.run.known.watched():
            # an address from before the portal moved is left to the lists, which know the new one
            here = known.kind != LIST and self.run.on_portal(known.url)
            if here and self._first_time(known.id):
                yield self._ask(known.url, known.kind, known.id)

    def _first_time(self, page: str) -> bool:
        if page in self._asked:
            return False
        self._asked.add(page)
        return True

    def _ask_list(self, url: str, walk: ColumnWalk) -> Request:
        full = walk.pages > 0 or not walk.may_ask_if_changed
        return self._ask(url, LIST, self.run.page_id(url), full=full, walk=walk)

    def _ask(self, url: str, kind: str, page: str, *, full: bool = False, **context: Any) -> Request:
        """A request for one page; unless `full` is set or due, only if it changed."""
        self.links.asked.add(page)
        known = self.run.known.page(page)
        unconditional = full or known is None or self.run.needs_full_look(known)
        callback: Callable[..., Requests] = {
            LIST: self.parse_list,
            ARTICLE: self.parse_article,
            DOCUMENT: self.parse_document,
        }[kind]
        meta: dict[str, Any] = {"page": page, "kind": kind, "asked": url, **context}
        if kind == DOCUMENT or names_document(url):
            meta["download_maxsize"] = self.run.spec.policy.attachment_bytes
        headers = {} if unconditional or known is None else _validators(known.etag, known.last_modified)
        return Request(url, callback, headers=headers, errback=self.no_answer, meta=meta, priority=PRIORITY[kind])

    def parse_list(self, response: Response) -> Requests:
        """One list page of a column."""
        walk: ColumnWalk = response.meta["walk"]
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._unchanged(response)
            self._list_page(walk, response, "")
            walk.unchanged()
        else:
            fetched, page = self._fetched(response)
            failure = self._trouble(response, page)
            if failure is None:
                yield from self._read_list(walk, fetched, page)
            else:
                self._list_failed(walk, fetched, failure)
        self._after(walk)

    def _list_failed(self, walk: ColumnWalk, fetched: Fetched, failure: Failure) -> None:
        self._list_page(walk, fetched.response, self.run.keeper.bad(fetched, failure))
        walk.fail(failure.verdict, failure.reason)

    def _read_list(self, walk: ColumnWalk, fetched: Fetched, page: Page) -> Requests:
        listing = read_listing(page)
        if not walk.pages and not any(entry.date for entry in listing.entries):
            article = read_article(page)
            if self._stands_alone(walk, listing, article):
                yield from self._read_static(walk, fetched, article)
                return
        capture = "" if self._same_body(fetched) else self.run.keeper.listing(fetched)
        self._list_page(walk, fetched.response, capture)
        rows = [self._row(entry) for entry in listing.entries]
        self.run.keeper.entries(walk.column.key, walk.pages + 1, rows, len(walk.rows))
        changed = [row for row in rows if walk.changed(row)]
        if following := walk.read(listing, rows):
            yield self._ask_list(following, walk)
        yield from self._open(rows, {row.page for row in changed})

    def _stands_alone(self, walk: ColumnWalk, listing: Listing, article: Article) -> bool:
        """Whether the column's page is its content (领导之窗、工作职责) rather than a list. A column that has to post
        by date is a list, and one that was a list stays one: else a changed layout would pass for a page of text."""
        if walk.column.duty_days is not None or listing.drawn_by_script or listing.empty_because:
            return False
        if walk.has_known_rows(besides=self.run.page_id(walk.column.url)):
            return False
        return sum(letter.isalpha() for letter in article.text.content) >= STATIC_LETTERS

    def _read_static(self, walk: ColumnWalk, fetched: Fetched, article: Article) -> Requests:
        yield from self._read_article(replace(fetched, kind=ARTICLE), article)
        self._list_page(walk, fetched.response, "")
        walk.static()

    def _row(self, entry: Entry) -> Row:
        return Row(self.run.page_id(entry.url), replace(entry, title=self.run.keeper.mask(entry.title)))

    def _open(self, rows: Iterable[Row], changed: set[str]) -> Requests:
        """Requests for the articles of a list page that are new, changed or due."""
        for row in rows:
            entry = row.entry
            too_old = entry.date is not None and entry.date < self.run.spec.window_from
            if too_old or not self.run.on_portal(entry.url) or row.page in self._asked:
                continue
            known = self.run.known.page(row.page)
            if known is not None and row.page not in changed and not self.run.needs_full_look(known):
                continue
            self._asked.add(row.page)
            kind = DOCUMENT if names_document(entry.url) else ARTICLE
            yield self._ask(entry.url, kind, row.page, full=row.page in changed, entry=entry)

    def parse_article(self, response: Response) -> Requests:
        """An article, or a file where an article was expected."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._unchanged(response)
        elif is_document(response.body, _content_type(response)):
            yield from self.parse_document(response)
            return
        else:
            fetched, page = self._fetched(response)
            if failure := self._trouble(response, page):
                self.run.keeper.bad(fetched, failure)
            else:
                yield from self._read_article(fetched, read_article(page, response.meta.get("entry")))
        self._after()

    def _read_article(self, fetched: Fetched, article: Article) -> Requests:
        if not self._same_body(fetched):
            self.links.found(self.run.keeper.article(fetched, article), article)
        links = [(self.run.page_id(link.url), link) for link in article.attachments]
        self.run.keeper.attachments(fetched.page, links)
        yield from self._fetch_attachments(links)

    def _fetch_attachments(self, links: Iterable[tuple[str, Attachment]]) -> Requests:
        for page, link in links:
            known = self.run.known.page(page)
            due = known is None or self.run.needs_full_look(known)
            if due and self.run.on_portal(link.url) and self._first_time(page):
                yield self._ask(link.url, DOCUMENT, page, name=link.name)

    def parse_document(self, response: Response) -> Requests:
        """An attachment."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._unchanged(response)
        else:
            self._read_document(response)
        self._after()
        yield from ()

    def _read_document(self, response: Response) -> None:
        fetched, page = self._fetched(response, kind=DOCUMENT)
        is_file = response.status == HTTPStatus.OK and is_document(response.body, _content_type(response))
        if not is_file and (failure := self._trouble(response, page)):
            self.run.keeper.bad(fetched, failure)
            return
        entry: Entry | None = response.meta.get("entry")
        name = response.meta.get("name") or (entry.title if entry else "")
        if not is_file:
            self.links.no_file(fetched, name)
        if self._same_body(fetched):
            return
        suffix = response.url.partition("?")[0].rpartition("/")[2]
        document = read_document(response.body, suffix or name, _content_type(response))
        self.run.keeper.document(fetched, name or suffix, document)
        self._progress.counts.documents += 1

    def no_answer(self, failure: TwistedFailure) -> Requests:
        """Errback of every request."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error: BaseException = failure.value  # type: ignore[assignment]
        if isinstance(error, EvidenceError | MemoryError):
            self.run.broken = str(error)
        reason = failures.of_exception(error, self.run.spec.policy.timeout, urlparse_cached(request).hostname or "")
        walk: ColumnWalk | None = request.meta.get("walk")
        self.run.keeper.unanswered(request.meta["page"], request.meta["kind"], request.url, utc_now(), reason)
        if walk is not None:
            walk.fail(reason.verdict, reason.reason)
        self._count_failure(reason)
        self._after(walk)
        yield from ()

    def callback_failed(self, failure: TwistedFailure, response: Response) -> None:
        """A fault of ours must not pass for a fault of the unit, and a full disk must not pass for a sealed pack."""
        if isinstance(failure.value, EvidenceError | OSError):
            self.run.broken = str(failure.value)
        walk: ColumnWalk | None = response.meta.get("walk")
        if walk is not None:
            walk.fail(Verdict.PARTIAL, "读取列表时程序出错，详见采集日志。")

    def _fetched(self, response: Response, kind: str = "") -> tuple[Fetched, Page]:
        wire: Wire = response.meta[RECORD]
        page = Page.parse(response.body, response.url, _content_type(response))
        meta = response.meta
        fetched = Fetched(
            page=meta["page"],
            kind=kind or meta["kind"],
            url=meta["asked"],
            response=response,
            wire=wire,
            sha256=hashlib.sha256(response.body).hexdigest(),
            encoding=page.decoded.encoding,
        )
        return fetched, page

    def _trouble(self, response: Response, page: Page) -> Failure | None:
        asked = response.meta["asked"]
        judgement = judge(response.status, _headers(response), page, asked)
        if judgement.effective is not Effective.OK:
            failure = failures.of_effective(judgement.effective, judgement.reason)
        elif self.run.bounced_home(asked, response.url):
            failure = Failure(Verdict.UNREACHABLE, "该地址被转到了网站首页，栏目或文章已不在原处。", Effective.MISSING)
        elif response.meta["kind"] == LIST and self.run.led_elsewhere(asked, response.url):
            failure = Failure(Verdict.UNREACHABLE, "栏目地址转到了别的页面；请核对栏目网址。", Effective.MISSING)
        elif _is_cut(response):
            failure = Failure(Verdict.UNREACHABLE, "连接中断，只收到一部分内容。", "transport", general=True)
        else:
            self._streak = 0
            return None
        self._count_failure(failure)
        return failure

    def _count_failure(self, failure: Failure) -> None:
        self._streak = self._streak + 1 if failure.general else 0
        self._last_verdict = failure.verdict

    def _same_body(self, fetched: Fetched) -> bool:
        """Whether the page is what it was; noted as a sighting then."""
        known = self.run.known.page(fetched.page)
        if known is None or known.body_sha256 != fetched.sha256 or fetched.response.status != HTTPStatus.OK:
            return False
        self.run.keeper.sighting(fetched.page, fetched.wire.at, "same-body", full=True)
        self._progress.counts.unchanged += 1
        return True

    def _unchanged(self, response: Response) -> None:
        wire: Wire = response.meta[RECORD]
        self.run.keeper.sighting(response.meta["page"], wire.at, "304", full=False)
        self._progress.counts.unchanged += 1
        self._streak = 0

    def _list_page(self, walk: ColumnWalk, response: Response, capture: str) -> None:
        self.run.keeper.list_page(walk.column.key, walk.pages + 1, response.meta["page"], capture)

    def _after(self, walk: ColumnWalk | None = None) -> None:
        """Progress, and the reasons to stop early."""
        self._progress.counts.pages += 1
        if walk is not None and walk.done:
            self._progress.counts.columns_done += 1
        self._progress.tick()
        if self.run.broken:
            raise CloseSpider("broken")
        if resident_bytes() > MEMORY_BYTES:
            raise CloseSpider("memusage_exceeded")
        if self._streak >= GIVE_UP_AFTER and not self._probing:
            self._probing = True
            self.crawler.engine.crawl(self._probe())
        if not self.run.window_open():
            raise CloseSpider("window")

    def _probe(self) -> Request:
        """Asks for the front page: one dead unit must not end the night of all the others."""
        home = self.run.spec.portal.home
        meta = {"page": "", "kind": PROBE, "asked": home}
        return Request(home, self.front_page, errback=self.no_front_page, meta=meta, priority=PRIORITY[PROBE])

    def front_page(self, response: Response) -> Requests:
        """The portal answers: whatever failed is not the portal, as long as its front page is one."""
        page = Page.parse(response.body, response.url, _content_type(response))
        judgement = judge(response.status, _headers(response), page, response.meta["asked"])
        self._probes += 1
        if judgement.effective is Effective.BLOCKED or self._probes > MOST_PROBES:
            raise CloseSpider("portal-blocked")
        if judgement.effective in (Effective.ERROR, Effective.MAINTENANCE):
            raise CloseSpider("portal-down")
        self._probing, self._streak = False, 0
        yield from ()

    def no_front_page(self, failure: TwistedFailure) -> Requests:
        """The portal does not answer at all."""
        raise CloseSpider("portal-blocked" if self._last_verdict is Verdict.BLOCKED else "portal-down")

    def closed(self, reason: str) -> None:
        """Scrapy's last word. A pack that could not be written whole is never sealed."""
        try:
            self.run.end(self.links.ended_as(reason))
        except (EvidenceError, OSError) as error:
            self.run.broken = str(error)
        self._progress.report()
        if self.run.broken:
            report_failure(self.run.broken)


def _is_cut(response: Response) -> bool:
    """Whether the connection ended before the body did, as far as can be told."""
    wire: Wire = response.meta[RECORD]
    if wire.unpacked is not None:
        return wire.unpacked != len(response.body)
    return "partial" in response.flags and b"</html" not in response.body[-_TAIL:].lower()


def _validators(etag: str, last_modified: str) -> dict[str, str]:
    pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in pairs.items() if value}


def _headers(response: Response) -> dict[str, str]:
    pairs = response.headers.items()
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in pairs}


def _content_type(response: Response) -> str:
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else ""
