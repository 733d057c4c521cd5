"""How an attempt to read ended (采集结果), and why a crawl ended before its columns did."""

from __future__ import annotations

from dataclasses import dataclass

from county.visit import Verdict

FINISHED = "finished"
"""Scrapy's reason where nothing was left to ask for."""
BLOCKED = "portal-blocked"
"""Our own where the portal turned the crawl away again and again."""

NOT_READ = "not-read"
"""Effective state of what came or might have come and was not read: it says nothing of the portal."""


@dataclass(frozen=True, slots=True)
class Failure:
    """How an attempt to read a page ended. `general` is true for what befalls a whole portal rather than one page: no
    answer, a refusal, a fault of the server."""

    verdict: Verdict
    reason: str
    effective: str
    general: bool = False


CUT_SHORT: dict[str, Failure] = {
    "closespider_timeout": Failure(Verdict.PARTIAL, "采集时限已到，本夜没有读完。", NOT_READ),
    "closespider_pagecount": Failure(Verdict.PARTIAL, "达到本夜请求数上限，没有读完。", NOT_READ),
    "memusage_exceeded": Failure(Verdict.PARTIAL, "采集进程内存超限，本夜没有读完。", NOT_READ),
    "window": Failure(Verdict.PARTIAL, "采集时段已结束，本夜没有读完。", NOT_READ),
    "shutdown": Failure(Verdict.PARTIAL, "采集被人工中止，本夜没有读完。", NOT_READ),
    "portal-down": Failure(Verdict.UNREACHABLE, "门户网站连续多次打不开，本夜未再尝试。", NOT_READ, general=True),
    BLOCKED: Failure(Verdict.BLOCKED, "门户网站连续多次拦截采集，本夜已停止访问。", NOT_READ),
}
"""Why a crawl ended before its columns did, by Scrapy's or our own finish reason."""

_UNKNOWN_END = Failure(Verdict.PARTIAL, "采集提前结束，本夜没有读完。", NOT_READ)


def of_finish(reason: str) -> Failure:
    """What the early end of a crawl means for a column that was still open."""
    return CUT_SHORT.get(reason, _UNKNOWN_END)
