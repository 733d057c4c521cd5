"""Answers taken in (收录): what each one is, what is wrong with it, and whether it is what was seen before."""

from __future__ import annotations

import logging
from dataclasses import replace
from http import HTTPStatus

from scrapy.http import Response

from county.visit import Verdict
from crawler import failures
from crawler.endings import NOT_READ, Failure
from crawler.portal.asking import DOCUMENT, LIST
from crawler.portal.keeper import Fetched
from crawler.portal.patience import Patience
from crawler.portal.run import Run
from crawler.progress import Progress
from crawler.readers import PageRead, ReaderError, Sent
from crawler.reading import Effective, Judgement, decode
from crawler.wire.answers import content_type, headers_of, is_cut, shown_at
from crawler.wire.archive import RECORD, Wire

logger = logging.getLogger(__name__)


class Intake:
    """The answers of one run."""

    def __init__(self, run: Run, patience: Patience, counts: Progress) -> None:
        self._run = run
        self._patience = patience
        self._counts = counts

    def sent(self, response: Response) -> Sent:
        """The answer as a reader takes it."""
        asked = response.meta["asked"]
        url = shown_at(response.url, asked)
        return Sent(response.body, url, content_type(response), response.status, headers_of(response), asked)

    def fetched(self, response: Response, read: PageRead) -> Fetched:
        """The answer with its hash and what was read of it as a page."""
        return replace(self._came(response, read.encoding), tags=read.tags, traces=read.traces)

    def file(self, response: Response) -> Fetched:
        """The same of a file, whatever was asked for."""
        return replace(self._came(response, decode(response.body, content_type(response)).encoding), kind=DOCUMENT)

    def unread(self, response: Response, error: ReaderError) -> Failure:
        """Notes an answer that no reader came through with; why it is no witness."""
        logger.error("nothing was read of page %s", response.meta["page"], exc_info=error)
        failure = Failure(Verdict.PARTIAL, str(error), NOT_READ)
        self._run.keeper.bad(self._came(response), failure)
        return failure

    def _came(self, response: Response, encoding: str = "") -> Fetched:
        meta = response.meta
        wire: Wire = meta[RECORD]
        sha256 = wire.sha256_of(response.body)
        return Fetched(meta["page"], meta["kind"], meta["asked"], response, wire, sha256, encoding)

    def trouble(self, response: Response, judgement: Judgement) -> Failure | None:
        """Why the answer is no witness, None for a good one; counted either way."""
        failure = self._failure(response, judgement)
        if failure is None:
            self._patience.answered()
        else:
            self._patience.failed(failure)
        return failure

    def _failure(self, response: Response, judgement: Judgement) -> Failure | None:
        asked = response.meta["asked"]
        if judgement.effective is Effective.EMPTY_SHELL and not response.body.strip():
            return failures.BLANK
        if judgement.effective is not Effective.OK:
            return failures.of_effective(judgement.effective, judgement.reason)
        if self._run.bounced_home(asked, response.url):
            return Failure(Verdict.UNREACHABLE, "该地址被转到了网站首页，栏目或文章已不在原处。", Effective.MISSING)
        if response.meta["kind"] == LIST and self._run.led_elsewhere(asked, response.url):
            return Failure(Verdict.UNREACHABLE, "栏目地址转到了别的页面；请核对栏目网址。", Effective.MISSING)
        if is_cut(response):
            return failures.CUT
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
