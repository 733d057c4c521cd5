"""When a page has drawn its list (渲染完成): nothing on its way, and the rows no longer change."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import Error

from crawler.browser.snapshot import rows_of
from crawler.browser.traffic import Traffic

if TYPE_CHECKING:
    from playwright.async_api import Page

    from county.page import Entry

POLL = 0.25
"""Seconds between two looks; a look costs some milliseconds."""
STEADY = 0.75
"""Seconds for which rows must stay as they are: lists are drawn in one go, the blocks beside them a little later."""
PATIENCE = 5.0
"""Seconds of silence after which no rows are expected any more."""
BUSY = 20.0
"""Seconds after which a page that still asks or changes is taken as it is, and counts as not finished."""

Rows = tuple["Entry", ...]


async def settle(page: Page, traffic: Traffic, before: Rows = ()) -> tuple[str, bool]:
    """(document, whether it had come to rest). `before` are the rows shown when the page was turned: those are no news.
    Raises Playwright's Error where the page is gone."""
    clock = asyncio.get_running_loop().time
    started = since = clock()
    last: Rows = ()
    while True:
        html = await _document(page)
        rows = rows_of(html, page.url).entries
        now = clock()
        if rows != last or not traffic.idle or not html:
            last, since = rows, now
        if now - since >= (STEADY if rows and rows != before else PATIENCE):
            return html, True
        if now - started >= BUSY:
            return html, False
        await asyncio.sleep(POLL)


async def _document(page: Page) -> str:
    """The document as it stands, "" while the page is on its way elsewhere."""
    try:
        return await page.content()
    except Error as error:
        if "navigating" in error.message:
            return ""
        raise
