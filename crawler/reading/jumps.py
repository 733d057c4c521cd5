"""Pages that only lead their visitors on (跳转页): a refresh or a script's jump, and nothing to read."""

from __future__ import annotations

import re

from crawler.reading.addresses import absolute
from crawler.reading.page import Page

_REFRESH = re.compile(r"<meta[^>]+http-equiv\s*=\s*['\"]?refresh['\"]?[^>]*?url\s*=\s*['\"]?([^'\">\s]+)", re.I)
_JUMP = re.compile(r"location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*\(?\s*['\"]([^'\"]+)['\"]", re.I)
_LARGEST_STUB = 6000
"""Characters of source. A page that only leads elsewhere is short."""


def jump_target(page: Page) -> str:
    """Where a page leads on that holds nothing but a refresh or a script's jump, "" for any other."""
    if len(page.html) > _LARGEST_STUB or len("".join(page.visible_text.split())) > 40:
        return ""
    match = _REFRESH.search(page.html) or _JUMP.search(page.html)
    return absolute(page.base_url, match[1]) if match else ""
