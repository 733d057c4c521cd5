"""Debian's own Chromium as an office PC has it, signed in at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright
from serving_desk import Asker

from crawler.browser.chromium import launch_options

DESK_SCREEN = {"width": 1366, "height": 768}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**launch_options("/usr/bin/chromium", ""))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def desk_page(browser: Browser, asker: Asker) -> Iterator[Page]:
    """A page with the session of `asker`."""
    context = browser.new_context(viewport=DESK_SCREEN, base_url=asker.origin, locale="zh-CN")  # type: ignore[arg-type]
    context.add_cookies([{"name": name, "value": value, "url": asker.origin} for name, value in asker.cookies.items()])
    try:
        yield context.new_page()
    finally:
        context.close()
