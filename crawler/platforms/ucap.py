"""开普 ucap: createPageHTML("page_div", pages, current, "prefix", "shtml", total), pages counted from 1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_PAGER = re.compile(
    r"""createPageHTML\s*\(\s*["'](?P<element>[\w#.-]{1,60})["']\s*,\s*["']?(?P<count>\d+)["']?\s*,\s*["']?(?P<current>\d+)["']?\s*,"""
    r"""\s*["'](?P<stem>[^"']{1,80})["']\s*,\s*["'](?P<ending>\w{2,6})["']"""
)
_MOST = 500


@family
class Ucap(Family):
    """Same function name as TRS, other order: the first argument is the element."""

    id = "ucap"
    name = "开普 ucap"
    marks = ("UCAP-CONTENT", "<ucapcontent", "<UCAPCONTENT", "<ucaptitle", "<UCAPTITLE")
    bodies = ("UCAP-CONTENT",)

    def recognises(self, page: Page) -> bool:
        """By its body's id, its own tags or its six-argument pager."""
        return super().recognises(page) or ("createPageHTML" in page.html and _PAGER.search(page.html) is not None)

    def following(self, page: Page) -> Iterable[str]:
        """All further pages its pager counts: prefix_2.shtml follows page 1."""
        match = _PAGER.search(page.html) if page.may_count_pages and "createPageHTML" in page.html else None
        if match is None:
            return ()
        count, current = int(match["count"]), max(int(match["current"]), 1)
        stem, ending = match["stem"], match["ending"]
        return [f"{stem}_{number}.{ending}" for number in range(current + 1, min(count, _MOST) + 1)]
