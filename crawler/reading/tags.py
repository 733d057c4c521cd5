"""Which of the required meta tags (网页标签) a page has."""

from __future__ import annotations

import re

from county.tags import Tag
from crawler.reading.page import Page

_HTML = re.compile(r"<(?:html|head|body)[\s>]", re.I)
_OPENING_CHARACTERS = 2000


def read_tags(page: Page) -> Tag | None:
    """The tags with content, whatever the case of their names; None where the answer is no web page (data, a fragment):
    such a one needs none, so their absence proves nothing."""
    if not _HTML.search(page.html[:_OPENING_CHARACTERS]):
        return None
    found = Tag(0)
    for tag in Tag:
        if page.meta.get((tag.name or "").lower()):
            found |= tag
    return found
