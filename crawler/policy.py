"""The county's crawl policy as Scrapy settings."""

from __future__ import annotations

from urllib.parse import quote

from county.settings import CrawlPolicy
from county.software import VERSION


def user_agent(policy: CrawlPolicy) -> str:
    """Names the software and the office that answers for it; a header is ASCII, so Chinese is percent-encoded."""
    return f"Xuncha/{VERSION} (government portal monitor; {quote(policy.office, safe=' +-()')})"


def scrapy_settings(policy: CrawlPolicy) -> dict[str, object]:
    """What the county's policy changes in crawler/settings.py."""
    return {
        "USER_AGENT": user_agent(policy),
        "ROBOTSTXT_OBEY": policy.obey_robots,
        "DOWNLOAD_DELAY": policy.delay,
        "DOWNLOAD_TIMEOUT": policy.timeout,
        "DOWNLOAD_MAXSIZE": policy.page_bytes,
        "RETRY_TIMES": policy.retries,
        "CLOSESPIDER_TIMEOUT": policy.minutes * 60,
        "CLOSESPIDER_PAGECOUNT": policy.portal_pages,
    }
