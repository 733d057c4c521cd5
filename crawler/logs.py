"""What the crawl says in its log: no line a page, for pages stand in the pack."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter


class QuietLogFormatter(LogFormatter):
    """Scrapy's lines without the one for each page."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> Any:
        """No line a page."""
