"""The discovery spider: fetches what the survey asks for, as politely as the night does, and hands it the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure as TwistedFailure

from county.visit import Verdict
from crawler import failures
from crawler.discovery import PRIORITY, Answer, DiscoveryOrder, Survey, Task, propose, write_proposal
from crawler.documenttypes import is_document
from crawler.endings import FINISHED
from crawler.policy import scrapy_settings
from crawler.progress import Progress, ProgressReporter, report_failure
from crawler.reading import Effective, Page, judge

GIVE_UP_AFTER = 10
"""Failures in a row, of no answer or of refusal, after which the portal is left in peace."""
_JUMPS = frozenset({Effective.STUB, Effective.EMPTY_SHELL})
"""Answers that may only lead on: the survey looks where to."""

_CUT_SHORT: dict[str, str] = {
    "closespider_timeout": "时限已到，没有读完；可用 --minutes 放宽后再运行一次。",
    "closespider_pagecount": "达到页数上限，没有读完；可用 --pages 放宽后再运行一次。",
    "shutdown": "被人工中止，没有读完。",
    "memusage_exceeded": "内存超限，没有读完。",
    "portal-down": "网站连续多次打不开或拦截访问，已停止；请过些时候再运行一次。",
}
"""Why a discovery ended before its time, by Scrapy's or our own finish reason."""
_UNKNOWN_END = "提前结束，没有读完。"

Requests = Iterator[Request]


class DiscoverSpider(Spider):
    """`-a folder=DIR` carries out the order in DIR and leaves the proposal there."""

    name = "discover"

    def __init__(self, folder: Path, order: DiscoveryOrder, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = Survey(order.site, order.units, order.county, order.today)
        self.allowed_domains = order.site.domains()
        self._folder = folder
        self._timeout = order.policy.timeout
        self._streak = 0
        self._progress = ProgressReporter(Progress(order.site.domains()[0], 1))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> DiscoverSpider:
        """Reads the order and lets its policy set the limits."""
        folder = Path(kwargs.pop("folder"))
        order = DiscoveryOrder.read(folder)
        crawler.settings.setdict(scrapy_settings(order.policy), priority="spider")
        spider = super().from_crawler(crawler, folder, order, *args, **kwargs)
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The front page."""
        yield self._ask(self.survey.start())

    def _ask(self, task: Task) -> Request:
        return Request(
            task.url,
            self.parse,
            errback=self.no_answer,
            meta={"task": task},
            priority=PRIORITY[task.role] - task.depth,
        )

    def parse(self, response: Response) -> Requests:
        """Any answer."""
        yield from self._read(response.meta["task"], self._answer(response))

    def _answer(self, response: Response) -> Answer:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if is_document(response.body, content_type):
            self._streak = 0
            return Answer(response.url, failure="是一个文件而不是栏目。")
        page = Page.parse(response.body, response.url, content_type)
        judgement = judge(response.status, _headers(response), page, response.meta["task"].url)
        if judgement.effective is Effective.OK or judgement.effective in _JUMPS:
            self._streak = 0
            reason = "" if judgement.effective is Effective.OK else judgement.reason
            return Answer(response.url, page, reason)
        general = failures.of_effective(judgement.effective, judgement.reason).general
        self._streak = self._streak + 1 if general else 0
        return Answer(response.url, None, judgement.reason, judgement.effective is not Effective.MISSING)

    def no_answer(self, failure: TwistedFailure) -> Requests:
        """Errback of every request."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error: BaseException = failure.value  # type: ignore[assignment]
        reason = failures.of_exception(error, self._timeout, urlparse_cached(request).hostname or "")
        self._streak = self._streak + 1 if reason.general else 0
        # what led to another site is no column of this one; what robots.txt forbids may well be
        passing = reason.effective != "ignored" or reason.verdict is Verdict.BLOCKED
        yield from self._read(request.meta["task"], Answer(request.url, None, reason.reason, passing=passing))

    def _read(self, task: Task, answer: Answer) -> Requests:
        following = self.survey.read(task, answer)
        counts = self._progress.counts
        counts.pages += 1
        counts.columns_done += 1
        counts.columns += len(following)
        self._progress.tick()
        yield from map(self._ask, following)
        if self._streak >= GIVE_UP_AFTER:
            raise CloseSpider("portal-down")

    def callback_failed(self, failure: TwistedFailure, response: Response) -> None:
        """A fault of ours is a page that was not read."""
        task: Task = response.meta["task"]
        self.survey.read(task, Answer(response.url, None, "读取页面时程序出错，详见日志。", passing=True))

    def closed(self, reason: str) -> None:
        """Scrapy's last word: leaves the proposal, or says why there is none."""
        self._progress.report()
        if not self.survey.reached:
            report_failure(f"门户首页没有读到：{self.survey.failure or '没有等到答复。'}")
            return
        early = "" if reason == FINISHED else _CUT_SHORT.get(reason, _UNKNOWN_END)
        write_proposal(self._folder, propose(self.survey, early))


def _headers(response: Response) -> dict[str, str]:
    pairs = response.headers.items()
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in pairs}
