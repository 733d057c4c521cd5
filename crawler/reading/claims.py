"""What a list says of its own length (页数、条数): the cross-check of a walk that found no further page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.reading.page import Page

_GAP = r"(?:\s|&nbsp;|<[^<>]{1,80}>){0,60}+"
"""What may part a number from its word: blanks and the tags that make the number bold. Possessive: a page of nothing
else must not be tried in every division."""
_PAGES = (
    ("共", re.compile(rf"共{_GAP}(\d{{1,5}}){_GAP}页")),
    ("总", re.compile(rf"总页数[:：]?{_GAP}(\d{{1,5}})")),
    ("Page", re.compile(r"createPageHTML\s*\(\s*(?:[\"'][^\"',]*[\"']\s*,\s*)?[\"']?(\d{1,5})")),
    ("Page", re.compile(r"Pager\s*\(\s*\{\s*size\s*:\s*(\d{1,5})")),
    ("page", re.compile(r"page[Cc]ount\s*[\"']?\s*[:=]\s*[\"']?(\d{1,5})")),
    ("total", re.compile(r"total_?[Pp]ages?\s*[\"']?\s*[:=]\s*[\"']?(\d{1,5})")),
)
_ENTRIES = (
    ("共", re.compile(rf"共{_GAP}有?{_GAP}(\d{{1,7}}){_GAP}[条篇项个]")),
    ("总", re.compile(rf"总记录数[:：]?{_GAP}(\d{{1,7}})")),
    ("page", re.compile(r"laypage\.render\s*\(\s*\{[^}]{0,300}?\bcount\s*:\s*(\d{1,7})")),
    ("total", re.compile(r"<totalrecord>\s*(\d{1,7})")),
    ("total", re.compile(r"totalRecord\w*\s*[=:]\s*[\"']?(\d{1,7})")),
)
"""One pattern each: a pattern that begins with a plain word is found thirty times faster than one of alternatives. The
word before it stands in all that it finds; they share a few, which are looked for once."""
_WORDS = ("共", "总", "Page", "page", "total")
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
    text = page.html
    said = {word for word in _WORDS if word in text}
    pages, entries = ([pattern for word, pattern in known if word in said] for known in (_PAGES, _ENTRIES))
    return Claims(max(_largest(pages, text), _last_of_pages(text)), _largest(entries, text))


def _largest(patterns: Iterable[re.Pattern[str]], text: str) -> int:
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
