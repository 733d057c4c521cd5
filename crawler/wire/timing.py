"""The time that a visit takes (用时): from connection to last byte, over all redirects, without our pauses."""

from __future__ import annotations

from time import monotonic

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

SECONDS = "xuncha_seconds"
"""Key of a request's meta: the seconds that the visit has taken so far. Redirects inherit it."""
LEAST_SECONDS = 0.05
"""What a last redirect still gets; Scrapy takes zero for no limit."""


class TimedHandler(HTTP11DownloadHandler):
    """Scrapy's handler, with the whole visit under the one time limit of its first request."""

    async def download_request(self, request: Request) -> Response:
        """Downloads under what is left of the limit."""
        used: float = request.meta.get(SECONDS, 0.0)
        limit: float = request.meta.get("download_timeout", 0.0)
        if SECONDS in request.meta:
            request.meta["download_timeout"] = max(limit - used, LEAST_SECONDS)
        started = monotonic()
        try:
            return await super().download_request(request)
        finally:
            request.meta[SECONDS] = used + monotonic() - started
            request.meta["download_timeout"] = limit
