"""scrapy-playwright as this crawler drives it (浏览器驱动): one page at a time, each in a context of its own, under a
hard time limit, in a browser that is started with the first page and never outlives the crawl."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from playwright.async_api import Dialog, Error, Page
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawler.browser.browsing import Browsing
from crawler.browser.chromium import INIT_SCRIPT, context_options, launch_options
from crawler.browser.guard import Guard, find_addresses, resolver_rules
from crawler.browser.settings import EXECUTABLE, HOSTS
from crawler.browser.settling import PATIENCE
from crawler.browser.snapshot import Visitor
from crawler.browser.traffic import Traffic
from crawler.wire.resolver import INSIDE_HOSTS

PAGE_SECONDS = 30.0
"""Hard limit for one page, loading and waiting together; with a short `timeout` of the county it is shorter."""
CLOSE_SECONDS = 5.0
"""A browser that does not close in this time is killed with its driver."""
PAGES_A_BROWSER = 200
"""A browser grows with every page (scrapy-playwright issue 240: 18 GB after 700): after so many it is started anew."""

logger = logging.getLogger(__name__)


class Driver(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]  # the package is not typed
    """Renders requests for visitors. Not a download handler of Scrapy's own choosing: crawler/browser/handler.py makes
    it when the first page is to be rendered."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._guard = Guard(frozenset(settings.getlist(HOSTS)))
        self._allow_private = bool(settings.getlist(INSIDE_HOSTS))
        self._executable: str = settings[EXECUTABLE]
        self._pause = settings.getfloat("DOWNLOAD_DELAY")
        self._context = context_options(settings["USER_AGENT"])
        self._turn = asyncio.Lock()
        self._seconds = min(PAGE_SECONDS, settings.getfloat("DOWNLOAD_TIMEOUT") + PATIENCE)
        self._pages = 0
        # a second attempt would show the visitor the first page again
        self.config.target_closed_max_retries = 0
        self.abort_request = self._refuses

    async def render(self, request: Request, visitor: Visitor) -> Response:
        """Opens the page and lets the visitor see it, page after page. Raises DownloadTimeoutError and Playwright's
        Error."""
        async with self._turn:
            await self._ready()
            try:
                return await self._bounded(request, visitor)
            finally:
                await self._leave()

    async def shut(self) -> None:
        """Ends browser and driver."""
        await self._drop()
        with suppress(Error, TimeoutError):
            await asyncio.wait_for(self.close(), CLOSE_SECONDS)

    async def _ready(self) -> None:
        if not hasattr(self, "browser_provider"):
            addresses = await find_addresses(self._guard.hosts, allow_private=self._allow_private)
            self.config.launch_options = launch_options(self._executable, resolver_rules(addresses))
            await self._launch()
        if self._pages >= PAGES_A_BROWSER:
            await self._drop()
        await self._maybe_launch_browser()

    async def _bounded(self, request: Request, visitor: Visitor) -> Response:
        clock = asyncio.get_running_loop().time
        try:
            async with asyncio.timeout(self._seconds) as limit:
                browsing = Browsing(
                    visitor,
                    f"Chromium {self.browser.version}",
                    self._pause,
                    lambda: self._next_page(limit, clock() + self._seconds),
                )
                request.meta.update(self._meta(browsing))
                self._pages += 1
                response: Response = await self._download_request(request, self._crawler.spider)
                return response
        except TimeoutError as error:
            logger.warning("a page took more than %.0f s to draw, the browser is closed", self._seconds)
            await self._drop()
            raise DownloadTimeoutError(f"more than {self._seconds:.0f} s") from error

    def _next_page(self, limit: asyncio.Timeout, deadline: float) -> None:
        self._pages += 1
        limit.reschedule(deadline)

    def _meta(self, browsing: Browsing) -> dict[str, object]:
        """What scrapy-playwright is told of one request."""
        traffic: list[Traffic] = []

        async def prepare(page: Page, request: Request) -> None:
            traffic.append(await _prepare(page))

        async def read(page: Page) -> None:
            await browsing.read(page, traffic[0])

        return {
            "playwright_context": f"page-{self._pages}",
            "playwright_context_kwargs": self._context,
            "playwright_page_init_callback": prepare,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded", "timeout": PAGE_SECONDS * 1000},
            "playwright_page_methods": [PageMethod(read)],
        }

    def _refuses(self, request: object) -> bool:
        return not self._guard.allows(request.url, request.resource_type)  # type: ignore[attr-defined]

    async def _leave(self) -> None:
        """Closes what the page left open."""
        for wrapper in list(self.context_wrappers.values()):
            with suppress(Error, TimeoutError):
                await asyncio.wait_for(wrapper.context.close(), CLOSE_SECONDS)
        self.context_wrappers.clear()

    async def _drop(self) -> None:
        """Ends the browser, with its driver where it does not listen any more; the next page starts another one."""
        self._pages = 0
        browser = getattr(self, "browser", None)
        if browser is None:
            return
        try:
            await asyncio.wait_for(browser.close(), CLOSE_SECONDS)
        except (Error, TimeoutError):
            with suppress(Error, TimeoutError):
                await asyncio.wait_for(self.browser_provider.close(), CLOSE_SECONDS)
            del self.browser_provider
        if hasattr(self, "browser"):
            del self.browser


async def _prepare(page: Page) -> Traffic:
    """Before the page is opened: takes from its scripts what no list needs, closes its windows and its dialogs."""
    await page.add_init_script(INIT_SCRIPT)
    page.on("popup", _close)
    page.on("dialog", _dismiss)
    return Traffic(page)


async def _close(popup: Page) -> None:
    with suppress(Error):
        await popup.close()


async def _dismiss(dialog: Dialog) -> None:
    with suppress(Error):
        await dialog.dismiss()
