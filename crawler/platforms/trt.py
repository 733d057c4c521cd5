"""拓尔思 with the avalon front (福建): the static file holds the first pages, a search service the later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page


@family
class Trt(Family):
    """Five pages stand in one file, hidden by script; what follows comes by POST only and is not read."""

    id = "trt"
    name = "拓尔思 trt"
    marks = ("pageChnlInfo", ".trsapi", "$showStatic(")

    def loader(self, page: Page) -> str:
        """Names its pager's data."""
        return "pageChnlInfo" if "pageChnlInfo" in page.html else ""
