"""easysite and eportal: pagers are scripts that carry the address in tagname or in their first text."""

from __future__ import annotations

from crawler.platforms.family import Family, family


@family
class Easysite(Family):
    """The generic reader takes the address out of queryArticleByCondition(this, '…') and out of tagname."""

    id = "easysite"
    name = "easysite、eportal"
    marks = ("easysite", "/eportal/", "queryArticleByCondition")
    bodies = ("easysite-news-text", "easysite-article-content")
