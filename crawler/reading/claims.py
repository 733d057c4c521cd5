"""What a list says of its own length (页数、条数): the cross-check of a walk that found no further page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.reading.page import Page

_PAGES = re.compile(
    r"共\s*(\d{1,5})\s*页|第?\s*\d{1,5}\s*/\s*(\d{1,5})\s*页|总页数\s*[:：]?\s*(\d{1,5})"
    r"|\b(?:pageCount|totalPages?|pagecount|total_?page)\s*[\"']?\s*[:=]\s*[\"']?(\d{1,5})"
    r"|createPageHTML\s*\(\s*(?:[\"'][^\"',]*[\"']\s*,\s*)?[\"']?(\d{1,5})|\bPager\s*\(\s*\{\s*size\s*:\s*(\d{1,5})"
)
_ENTRIES = re.compile(
    r"共\s*(?:有)?\s*(\d{1,7})\s*(?:条|篇|项|个)(?:记录|信息|数据|内容)?|总记录数\s*[:：]?\s*(\d{1,7})"
    r"|laypage\.render\s*\(\s*\{[^}]{0,300}?\bcount\s*:\s*(\d{1,7})"
    r"|<totalrecord>\s*(\d{1,7})|totalRecord\w*\s*[=:]\s*[\"']?(\d{1,7})"
)


@dataclass(frozen=True, slots=True)
class Claims:
    """How many pages and entries the list says it has, 0 where it says nothing."""

    pages: int
    entries: int


def read_claims(page: Page) -> Claims:
    """The largest numbers that the page names."""
    return Claims(_largest(_PAGES, page.html), _largest(_ENTRIES, page.html))


def _largest(pattern: re.Pattern[str], text: str) -> int:
    numbers = (int(number) for match in pattern.findall(text) for number in match if number)
    return max(numbers, default=0)
