"""龙讯 lonsun (安徽): /content/column/ID and /public/column/ID?type=4&catId=…&action=list, pages by ?pageIndex=N."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_ADDRESS = re.compile(r"/(?:content|public)/column/\d+")
_TOTAL = re.compile(r"pageCount[\"']?\s*[:=]\s*[\"']?(\d{1,5})")
_INDEX = re.compile(r"(?<=[?&]pageIndex=)\d{1,5}")
_MOST = 500


@family
class Lonsun(Family):
    """Ls.pagination counts the pages; every page has the address of the column with another pageIndex."""

    id = "lonsun"
    name = "龙讯 lonsun"
    marks = ("lonsun", "Ls.pagination", "j-fontContent")
    bodies = ("j-fontcontent",)

    def recognises(self, page: Page) -> bool:
        """By its assets or its column addresses."""
        return super().recognises(page) or _ADDRESS.search(page.url) is not None

    def following(self, page: Page) -> Iterable[str]:
        """All further pages its pager counts."""
        if _ADDRESS.search(page.url) is None:
            return ()
        total, here = _TOTAL.search(page.html), _INDEX.search(page.url)
        current = int(here[0]) if here else 1
        last = min(int(total[1]), _MOST) if total else current
        return [_numbered(page.url, number) for number in range(current + 1, last + 1)]


def _numbered(url: str, number: int) -> str:
    if _INDEX.search(url):
        return _INDEX.sub(str(number), url)
    return f"{url}{'&' if '?' in url else '?'}pageIndex={number}"
