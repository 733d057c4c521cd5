"""Scrapy's download handler of a run that may render (浏览器渲染): the usual one, and a browser for the requests that
bring a visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

from crawler.browser.settings import VISITOR

if TYPE_CHECKING:
    from crawler.browser.driver import Driver


class RenderingHandler(HTTP11DownloadHandler):
    """One for http and one for https; the browser is one for both."""

    _driver: ClassVar[Driver | None] = None

    async def download_request(self, request: Request) -> Response:
        """The answer to a plain request; the page as finally drawn to one with a visitor."""
        visitor = request.meta.get(VISITOR)
        if visitor is None:
            return await super().download_request(request)
        return await self._started().render(request, visitor)

    def _started(self) -> Driver:
        if RenderingHandler._driver is None:
            # Playwright is imported for those who need it: it costs a third of a second
            from crawler.browser.driver import Driver

            RenderingHandler._driver = Driver(self.crawler)
        return RenderingHandler._driver

    async def close(self) -> None:
        """Ends the browser, then the connections."""
        driver, RenderingHandler._driver = RenderingHandler._driver, None
        if driver is not None:
            await driver.shut()
        await super().close()
