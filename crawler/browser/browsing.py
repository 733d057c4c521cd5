"""Reading one column in the browser (渲染读取): wait, take a snapshot, turn, until the visitor has seen enough."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from crawler.browser.settling import Rows, settle
from crawler.browser.snapshot import Snapshot, Visitor, rows_of
from crawler.browser.traffic import Traffic
from crawler.browser.turning import click, find_pager

if TYPE_CHECKING:
    from playwright.async_api import Page


class Browsing:
    """One column in one page of the browser. `pause` is the seconds to leave between two turns, `begin_page` is called
    when the time for one page begins anew."""

    def __init__(self, visitor: Visitor, browser: str, pause: float, begin_page: Callable[[], None]) -> None:
        self._visitor = visitor
        self._browser = browser
        self._pause = pause
        self._begin_page = begin_page

    async def read(self, page: Page, traffic: Traffic) -> None:
        """Hands over one snapshot after another. Raises Playwright's Error where the page is gone."""
        html, quiet = await settle(page, traffic)
        while True:
            pager, element = await find_pager(page)
            snapshot = Snapshot(page.url, html, traffic.status, quiet, traffic.lost, pager, self._browser)
            if not self._visitor.take(snapshot) or element is None:
                return
            await asyncio.sleep(self._pause)
            self._begin_page()
            before = self._rows(snapshot)
            if not await click(element):
                self._visitor.stuck()
                return
            html, quiet = await settle(page, traffic, before)
            if rows_of(html, page.url).entries in ((), before):
                self._visitor.stuck()
                return

    @staticmethod
    def _rows(snapshot: Snapshot) -> Rows:
        return rows_of(snapshot.html, snapshot.url).entries
