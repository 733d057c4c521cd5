"""博达 VSB: page numbers descend and shift as the site grows, so only its 下页 link is ever followed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page


@family
class Vsb(Family):
    """The generic reader finds its 下页 link; nothing is built."""

    id = "vsb"
    name = "博达 VSB"
    marks = ("vsb_content", "v_news_content", 'id="line_u', "_vsl_", "/system/resource/js/", "/_sitegray/", "wbtreeid=")
    bodies = ("vsb_content", "vsb_content_2", "vsb_content_4", "vsb_content_500", "v_news_content")

    def following(self, page: Page) -> Iterable[str]:
        """None beside the link."""
        return ()
