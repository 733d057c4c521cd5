"""The required meta tags of a government site's pages (网页标签, 国办发〔2017〕47号 政府网站发展指引, annex)."""

from __future__ import annotations

from enum import Flag


class Tag(Flag):
    """A tag by its name in the standard; the value is a bit of what the store keeps and never changes."""

    SiteName = 1
    SiteDomain = 2
    SiteIDCode = 4
    ColumnName = 8
    ColumnType = 16
    ArticleTitle = 32
    PubDate = 64
    ContentSource = 128

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tags in this set, in the order of the standard."""
        return tuple(tag.name or "" for tag in self)


SITE_TAGS = Tag.SiteName | Tag.SiteDomain | Tag.SiteIDCode
COLUMN_TAGS = SITE_TAGS | Tag.ColumnName | Tag.ColumnType
"""What a column's page must have (网站标签、栏目标签)."""
ARTICLE_TAGS = COLUMN_TAGS | Tag.ArticleTitle | Tag.PubDate | Tag.ContentSource
"""What an article must have; with one of another kind (内容标签) it has all three kinds."""
