"""What a list says of its own length (页数、条数): the cross-check of a walk that found no further page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.reading.page import Page

_GAP = r"(?:\s|&nbsp;|<[^<>]{1,80}>){0,60}+"
"""What may part a number from its word: blanks and the tags that make the number bold. Possessive: a page of nothing
else must not be tried in every division."""
_PAGES = (
    re.compile(rf"共{_GAP}(\d{{1,5}}){_GAP}页"),
    re.compile(rf"总页数[:：]?{_GAP}(\d{{1,5}})"),
    re.compile(r"createPageHTML\s*\(\s*(?:[\"'][^\"',]*[\"']\s*,\s*)?[\"']?(\d{1,5})"),
    re.compile(r"Pager\s*\(\s*\{\s*size\s*:\s*(\d{1,5})"),
    re.compile(r"page[Cc]ount\s*[\"']?\s*[:=]\s*[\"']?(\d{1,5})"),
    re.compile(r"total_?[Pp]ages?\s*[\"']?\s*[:=]\s*[\"']?(\d{1,5})"),
)
_ENTRIES = (
    re.compile(rf"共{_GAP}有?{_GAP}(\d{{1,7}}){_GAP}[条篇项个]"),
    re.compile(rf"总记录数[:：]?{_GAP}(\d{{1,7}})"),
    re.compile(r"laypage\.render\s*\(\s*\{[^}]{0,300}?\bcount\s*:\s*(\d{1,7})"),
    re.compile(r"<totalrecord>\s*(\d{1,7})"),
    re.compile(r"totalRecord\w*\s*[=:]\s*[\"']?(\d{1,7})"),
)
"""One pattern each: a pattern that begins with a plain word is found thirty times faster than one of alternatives."""
_OF_PAGES = re.compile(rf"(?<![\d/])\d{{1,5}}{_GAP}/{_GAP}(\d{{1,5}}){_GAP}$")
_NEAR = 120
_ENDS = (*"0123456789", ">", ";")


@dataclass(frozen=True, slots=True)
class Claims:
    """How many pages and entries the list says it has, 0 where it says nothing."""

    pages: int
    entries: int


def read_claims(page: Page) -> Claims:
    """The largest numbers that the source names, where scripts say them too."""
    return Claims(max(_largest(_PAGES, page.html), _last_of_pages(page.html)), _largest(_ENTRIES, page.html))


def _largest(patterns: tuple[re.Pattern[str], ...], text: str) -> int:
    return max((int(number) for pattern in patterns for number in pattern.findall(text)), default=0)


def _last_of_pages(text: str) -> int:
    """1/12页: asked only in front of the word, for figures with a stroke are everywhere."""
    largest, at = 0, text.find("页")
    while at >= 0:
        before = text[max(0, at - _NEAR) : at].rstrip()
        if before.endswith(_ENDS) and (match := _OF_PAGES.search(before)):
            largest = max(largest, int(match[1]))
        at = text.find("页", at + 1)
    return largest
