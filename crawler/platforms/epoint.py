"""新点 Epoint: /ID/YYYYMMDD/GUID.html, lists at ID/subpage.html or ID/1.html, classes that begin with ewb-."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_SEARCHES = ("searchinforesult", "getInfoList", "inteligentsearch")


@family
class Epoint(Family):
    """Newer ones draw their lists by a search service."""

    id = "epoint"
    name = "新点 Epoint"
    marks = ("ewb-", "webbuildercommon", "epoint")
    bodies = ("ewb-article-con", "ewb-article-content", "ewb-article-text", "ewb-detail-con", "infocontent")

    def loader(self, page: Page) -> str:
        """The search service behind its lists."""
        return next((name for name in _SEARCHES if name in page.html), "")
