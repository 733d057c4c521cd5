"""The probe spider: visits home pages once, as any visitor would, and leaves what it met."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure as TwistedFailure

from county.configuration.web_address import host_name, is_private
from county.probe import Outcome
from county.times import utc_now
from crawler.discovery.site import Site
from crawler.policy import scrapy_settings
from crawler.probing.order import ProbeAnswer, ProbeOrder, write_answers
from crawler.probing.outcome import Meaning, of_exception, of_judgement
from crawler.reading import Effective, Page, judge
from crawler.reading.jumps import jump_target
from crawler.wire.timing import SECONDS

MOST_JUMPS = 3
"""Pages that only lead on by refresh or script, followed as a browser would."""
_LEADING_ON = frozenset({Effective.STUB, Effective.EMPTY_SHELL})
_TIMED = "crawler.wire.timing.TimedHandler"
_INSIDE = "首页在内网地址，没有访问；门户确在内网时请在 county.toml 写 allow_private = true。"
_AWAY = "首页跳转到了别的网站，或反复跳转；请核对 county.toml 里的首页网址。"
_OURS = "读取首页时程序出错，详见日志。"
_NOT_ASKED = "本轮没有等到结果。"


class ProbeSpider(Spider):
    """`-a folder=DIR` carries out the order in DIR and leaves the answers there."""

    name = "probe"

    def __init__(self, folder: Path, order: ProbeOrder, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._folder = folder
        self._order = order
        self._site = Site(
            order.homes[0], (*order.hosts, *(urlparse_cached(Request(url)).netloc for url in order.homes))
        )
        self.allowed_domains = self._site.domains()
        self._answers: dict[str, ProbeAnswer] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ProbeSpider:
        """Reads the order and lets its policy set the limits."""
        folder = Path(kwargs.pop("folder"))
        order = ProbeOrder.read(folder)
        handlers = {**crawler.settings.getdict("DOWNLOAD_HANDLERS"), "http": _TIMED, "https": _TIMED}
        limits = {"RETRY_ENABLED": False, "DOWNLOAD_TIMEOUT": order.limit_seconds, "DOWNLOAD_HANDLERS": handlers}
        crawler.settings.setdict({**scrapy_settings(order.policy), **limits}, priority="spider")
        spider = super().from_crawler(crawler, folder, order, *args, **kwargs)
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.led_away, signal=signals.request_scheduled)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Every home page, once."""
        for home in self._order.homes:
            if is_private(host_name(home)) and not self._order.allow_private:
                self._keep(home, Outcome.UNMEASURED, _INSIDE)
            else:
                yield self._ask(home, home, 0, 0.0)

    def _ask(self, url: str, home: str, jumps: int, seconds: float) -> Request:
        meta = {"home": home, "jumps": jumps, SECONDS: seconds, "download_timeout": self._order.limit_seconds}
        return Request(url, self.parse, errback=self.no_answer, meta=meta)

    def parse(self, response: Response) -> Iterator[Request]:
        """Any answer."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = Page.parse(response.body, response.url, content_type)
        home, jumps = response.meta["home"], response.meta["jumps"]
        judgement = judge(response.status, _headers(response), page, home)
        onward = jump_target(page) if judgement.effective in _LEADING_ON else ""
        if onward and jumps < MOST_JUMPS and self._site.holds(onward):
            yield self._ask(onward, home, jumps + 1, response.meta[SECONDS])
            return
        meaning = Meaning(Outcome.UNMEASURED, _AWAY) if onward else of_judgement(response.status, judgement)
        missing = judgement.effective is Effective.MISSING
        self._keep(home, *meaning, response.meta[SECONDS], missing=missing, answered=True)

    def no_answer(self, failure: TwistedFailure) -> None:
        """Errback of every request."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error: BaseException = failure.value  # type: ignore[assignment]
        meaning = of_exception(error, self._order.limit_seconds, urlparse_cached(request).hostname or "")
        led_on = bool(request.meta["jumps"] or request.meta.get("redirect_times"))
        self._keep(request.meta["home"], *meaning, request.meta[SECONDS], answered=led_on)

    def led_away(self, request: Request) -> None:
        """Before a request is put in line: Scrapy drops a redirect to another site without a word to the errback."""
        if "home" in request.meta and not self._site.holds(request.url):
            self._keep(request.meta["home"], Outcome.UNMEASURED, _AWAY, answered=True)

    def callback_failed(self, failure: TwistedFailure, response: Response) -> None:
        """A fault of ours is a page that was not read."""
        self._keep(response.meta["home"], Outcome.UNMEASURED, _OURS, answered=True)

    def _keep(
        self,
        home: str,
        outcome: Outcome,
        reason: str,
        seconds: float = 0.0,
        *,
        missing: bool = False,
        answered: bool = False,
    ) -> None:
        self._answers[home] = ProbeAnswer(home, utc_now(), outcome, reason, round(seconds, 3), missing, answered)

    def closed(self, reason: str) -> None:
        """Scrapy's last word: a home page without an answer was not measured."""
        for home in self._order.homes:
            if home not in self._answers:
                self._keep(home, Outcome.UNMEASURED, _NOT_ASKED)
        write_answers(self._folder, [self._answers[home] for home in self._order.homes])


def _headers(response: Response) -> dict[str, str]:
    pairs = response.headers.items()
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in pairs}
