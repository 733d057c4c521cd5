"""Answers taken in (收录): what each one is, what is wrong with it, and whether it is what was seen before."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from scrapy.http import Response

from county.visit import Verdict
from crawler import failures
from crawler.endings import Failure
from crawler.portal.asking import DOCUMENT, LIST
from crawler.portal.keeper import Fetched
from crawler.portal.patience import Patience
from crawler.portal.run import Run
from crawler.progress import Progress
from crawler.reading import Effective, Page, judge, read_tags
from crawler.wire.answers import content_type, headers_of, is_cut, shown_at
from crawler.wire.archive import RECORD, Wire


class Intake:
    """The answers of one run."""

    def __init__(self, run: Run, patience: Patience, counts: Progress) -> None:
        self._run = run
        self._patience = patience
        self._counts = counts

    def fetched(self, response: Response, kind: str = "") -> tuple[Fetched, Page]:
        """The answer with its hash and its page. `kind` is what it turned out to be where that is not what was asked
        for."""
        wire: Wire = response.meta[RECORD]
        meta = response.meta
        page = Page.parse(response.body, shown_at(response.url, meta["asked"]), content_type(response))
        is_page = DOCUMENT not in (kind, meta["kind"])
        fetched = Fetched(
            page=meta["page"],
            kind=kind or meta["kind"],
            url=meta["asked"],
            response=response,
            wire=wire,
            sha256=hashlib.sha256(response.body).hexdigest(),
            encoding=page.decoded.encoding,
            tags=read_tags(page) if is_page else None,
            read=page if is_page else None,
        )
        return fetched, page

    def trouble(self, response: Response, page: Page) -> Failure | None:
        """Why the answer is no witness, None for a good one; counted either way."""
        failure = self._failure(response, page)
        if failure is None:
            self._patience.answered()
        else:
            self._patience.failed(failure)
        return failure

    def _failure(self, response: Response, page: Page) -> Failure | None:
        asked = response.meta["asked"]
        judgement = judge(response.status, headers_of(response), page, asked)
        if judgement.effective is not Effective.OK:
            return failures.of_effective(judgement.effective, judgement.reason)
        if self._run.bounced_home(asked, response.url):
            return Failure(Verdict.UNREACHABLE, "该地址被转到了网站首页，栏目或文章已不在原处。", Effective.MISSING)
        if response.meta["kind"] == LIST and self._run.led_elsewhere(asked, response.url):
            return Failure(Verdict.UNREACHABLE, "栏目地址转到了别的页面；请核对栏目网址。", Effective.MISSING)
        if is_cut(response):
            return Failure(Verdict.UNREACHABLE, "连接中断，只收到一部分内容。", "transport", general=True)
        return None

    def is_same(self, fetched: Fetched) -> bool:
        """Whether the page is byte for byte what it was."""
        known = self._run.known.page(fetched.page)
        same = known is not None and known.body_sha256 == fetched.sha256
        return same and fetched.response.status == HTTPStatus.OK

    def same_body(self, fetched: Fetched) -> bool:
        """The same; noted as a sighting then."""
        if same := self.is_same(fetched):
            self.sighted(fetched)
        return same

    def sighted(self, fetched: Fetched) -> None:
        """Notes that the page stands as it was."""
        self._run.keeper.sighting(fetched.page, fetched.wire.at, "same-body", full=True)
        self._counts.unchanged += 1

    def unchanged(self, response: Response) -> None:
        """Notes that the portal says so (304)."""
        wire: Wire = response.meta[RECORD]
        self._run.keeper.sighting(response.meta["page"], wire.at, "304", full=False)
        self._counts.unchanged += 1
        self._patience.answered()
