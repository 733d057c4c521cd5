"""Which of the required meta tags (网页标签) a page has."""

from __future__ import annotations

import re

from county.tags import Tag
from crawler.reading.page import Page

_HTML = re.compile(r"<(?:html|head|body)[\s>]", re.I)
_OPENING_CHARACTERS = 2000
_VALUES = {(tag.name or "").lower(): tag.value for tag in Tag}


def read_tags(page: Page) -> Tag | None:
    """The tags that the page has, whatever the case of their names and also where they are left empty; None where the
    answer is no web page (data, a fragment): such a one needs none, so their absence proves nothing."""
    if not _HTML.search(page.html[:_OPENING_CHARACTERS]):
        return None
    metas = (meta for meta in page.outline.tagged("meta") if meta.get("content") is not None)
    names = {(meta.get("name") or "").strip().lower() for meta in metas}
    return Tag(sum(value for name, value in _VALUES.items() if name in names))
