"""Politeness towards a host: what robots.txt forbids, and its Crawl-delay. Scrapy's slots are touched here and nowhere
else."""

from __future__ import annotations

import logging

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

MAX_CRAWL_DELAY = 30.0
"""Seconds. A portal that asks for longer pauses could not be read in a night; the log says so."""

logger = logging.getLogger(__name__)


class Robots(RobotsTxtMiddleware):
    """Holds every request against the robots.txt of its host. Of the requests that wait for one together, Scrapy gives
    it to the first alone and lets the others pass."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the host, None where it has none that can be had."""
        await super().robot_parser(request)
        rules = self._parsers[urlparse_cached(request).netloc]
        return None if isinstance(rules, Deferred) else rules


class CrawlDelay:
    """Keeps the longer of our own pause and the portal's Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CrawlDelay:
        """Scrapy's way of making an extension."""
        return cls(crawler)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Before the first page of a host is asked for."""
        asked = robotparser.crawl_delay(self._crawler.settings["USER_AGENT"]) or 0.0
        ours = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        if asked <= ours:
            return
        delay = min(asked, MAX_CRAWL_DELAY)
        host = urlparse_cached(request).hostname or ""
        logger.info("robots.txt of %s asks for a pause of %.1f s, %.1f s is kept", host, asked, delay)
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0.0}
        if host in downloader.slots:
            downloader.slots[host].delay = delay
