"""国资委 n-path: /n2588035/…/cNNN/content.html; list pages are fragments index_COMP_N.html whose numbers descend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_ADDRESS = re.compile(r"/n\d{4,}/(?:n\d{4,}/)*(?:c\d{4,}/content\.html|index(?:_\d+_\d+)?\.html|$)")
_FRAGMENT = re.compile(r"/index_(\d{3,12})_(\d{1,4})\.html$")
_LAST = re.compile(r"maxPageNum(\d{0,12})\s*=\s*[\"']?(\d{1,4})")
_COMPONENT = re.compile(r"(?:index|comp)_(\d{3,12})")
_MOST = 500


@family
class Sasac(Family):
    """The column page shows page 1; page 2 is fragment maxPageNum - 1, the oldest is fragment 1."""

    id = "sasac"
    name = "国资委 n-path"
    bodies = ("zsy_comain",)

    def recognises(self, page: Page) -> bool:
        """By its addresses or its pager's variable."""
        return _ADDRESS.search(page.url) is not None or "maxPageNum" in page.html

    def following(self, page: Page) -> Iterable[str]:
        """The fragments after this one, newest first."""
        if here := _FRAGMENT.search(page.url):
            return _fragments(here[1], int(here[2]))
        last = _LAST.search(page.html) if page.may_count_pages and "maxPageNum" in page.html else None
        if last is None:
            return ()
        named = last[1] or ((found := _COMPONENT.search(page.html)) and found[1])
        return _fragments(named, int(last[2])) if named else ()


def _fragments(component: str, above: int) -> list[str]:
    return [f"index_{component}_{number}.html" for number in range(above - 1, max(above - 1 - _MOST, 0), -1)]
