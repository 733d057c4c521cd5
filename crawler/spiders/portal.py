"""The portal spider: walks every unit's columns, opens new and changed articles, fetches their attachments."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure as TwistedFailure

from county.page import Query
from county.times import utc_now
from county.visit import Verdict
from crawler import failures
from crawler.linking.checker import LinkChecker
from crawler.memory import MEMORY_BYTES, resident_bytes
from crawler.policy import scrapy_settings
from crawler.portal.articles import Articles
from crawler.portal.asker import Asker, Callbacks, Requests
from crawler.portal.asking import ARTICLE, DOCUMENT, LIST, PART, PRIORITY, PROBE
from crawler.portal.intake import Intake
from crawler.portal.lists import Lists
from crawler.portal.parts import Parts
from crawler.portal.patience import Patience
from crawler.portal.run import Run
from crawler.portal.scratch import prepare_scratch
from crawler.portal.walk import ColumnWalk
from crawler.progress import Progress, ProgressReporter, report_failure
from crawler.readers import ReaderError, Readers
from crawler.reading import Effective
from crawler.wire.archive import Archive
from crawler.wire.borders import Borders
from evidence.pack import EvidenceError


class PortalSpider(Spider):
    """`scrapy crawl portal -a home=DIR` walks a configured portal into DIR/scratch; `-a pack=DIR` runs a prepared
    order, as the night does."""

    name = "portal"

    def __init__(self, run: Run, readers: Readers, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        self.archive: Archive = run.archive
        self.borders = Borders(run.spec.portal, run.spec.policy.allowed_hosts)
        self.readers = readers
        self.links = LinkChecker(run, self.readers)
        self._started = time.monotonic()
        self._patience = Patience()
        self._progress = ProgressReporter(Progress(run.spec.portal.id, len(run.walks)))
        intake = self._intake = Intake(run, self._patience, self._progress.counts)
        self._asker = Asker(run, self.links)
        self._articles = Articles(
            run, intake, self.readers, self._asker, self.links, self._progress.counts, self._after
        )
        self._lists = Lists(run, intake, self.readers, self._asker, self._articles, self._after, self._may_go_on)
        answers = {
            LIST: self._lists.parse_list,
            ARTICLE: self._articles.parse_article,
            PART: self._articles.parse_part,
            DOCUMENT: self._articles.parse_document,
        }
        self._asker.callbacks = Callbacks(answers, self.no_answer)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PortalSpider:
        """Reads the order and lets the county's policy set the limits."""
        pack, home, portal = (kwargs.pop(name, "") for name in ("pack", "home", "portal"))
        run = Run(Path(pack) if pack else prepare_scratch(Path(home or "var"), portal))
        crawler.settings.setdict(scrapy_settings(run.spec.policy), priority="spider")
        readers = Readers(first=kwargs.pop("first_reader", None))
        spider = super().from_crawler(crawler, run, readers, *args, **kwargs)
        crawler.settings.setdict(spider._lists.rendered.settings(crawler.settings), priority="spider")
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.links.idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.readers.open, signal=signals.spider_opened)
        crawler.signals.connect(spider.readers.close, signal=signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """First pages of all columns, then the pages that must be seen every night."""
        if not self.run.window_open():
            raise CloseSpider("window")
        for walk in self.run.walks.values():
            yield self._asker.list_page(Query(walk.column.url), walk)
        for known in self.run.known.watched():
            # an address from before the portal moved is left to the lists, which know the new one
            here = known.kind in (ARTICLE, DOCUMENT) and self.run.on_portal(known.url)
            if here and self._asker.first_time(known.id):
                yield self._asker.page(known.url, known.kind, known.id)

    def _may_go_on(self) -> bool:
        """Whether the crawl may go on asking: not told to end, within its window and its time."""
        seconds = self.run.spec.policy.minutes * 60
        return self.crawler.engine.running and self.run.window_open() and time.monotonic() - self._started < seconds

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
            walk.lose(reason.verdict, reason.reason)
            yield from self._lists.instead(walk)
        parts: Parts | None = request.meta.get("parts")
        self._patience.failed(reason)
        if parts is not None:
            parts.lose(reason.reason)
            yield from self._articles.go_on(parts)
        self._after(walk)

    def callback_failed(self, failure: TwistedFailure, response: Response) -> None:
        """A fault of ours must not pass for a fault of the unit, and a full disk must not pass for a sealed pack."""
        if isinstance(failure.value, EvidenceError | OSError):
            self.run.broken = str(failure.value)
        walk: ColumnWalk | None = response.meta.get("walk")
        if walk is not None:
            walk.fail(Verdict.PARTIAL, "读取列表时程序出错，详见采集日志。")

    def _after(self, walk: ColumnWalk | None = None) -> None:
        """Progress, and the reasons to stop early."""
        self._progress.counts.pages += 1
        if walk is not None and walk.done:
            self._progress.counts.columns_done += 1
        if self._progress.tick() and resident_bytes() > MEMORY_BYTES:
            raise CloseSpider("memusage_exceeded")
        if self.run.broken:
            raise CloseSpider("broken")
        if self._patience.has_to_probe():
            self.crawler.engine.crawl(self._probe())
        if not self.run.window_open():
            raise CloseSpider("window")

    def _probe(self) -> Request:
        """Asks for the front page: after it, patience decides."""
        home = self.run.spec.portal.home
        meta = {"page": "", "kind": PROBE, "asked": home}
        return Request(home, self.front_page, errback=self.no_front_page, meta=meta, priority=PRIORITY[PROBE])

    async def front_page(self, response: Response) -> None:
        """The portal answers: whatever failed is not the portal, as long as its front page is one."""
        try:
            effective = (await self.readers.page(self._intake.sent(response))).judgement.effective
        except ReaderError:
            self.logger.exception("nothing was read of the front page, but it came")
            effective = Effective.OK
        if why := self._patience.given_up_after(effective):
            raise CloseSpider(why)

    def no_front_page(self, failure: TwistedFailure) -> Requests:
        """The portal does not answer at all."""
        raise CloseSpider(self._patience.given_up_without())

    def closed(self, reason: str) -> None:
        """Scrapy's last word. A pack that could not be written whole is never sealed."""
        try:
            self.run.end(self.links.ended_as(reason))
        except (EvidenceError, OSError) as error:
            self.run.broken = str(error)
        self._progress.report()
        if self.run.broken:
            report_failure(self.run.broken)
