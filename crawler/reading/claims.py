"""What a list says of its own length (页数、条数): the cross-check of a walk that found no further page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.reading.page import Page

_SHOWN_PAGES = (re.compile(r"共\s*(\d{1,5})\s*页"), re.compile(r"总页数\s*[:：]?\s*(\d{1,5})"))
_PAGES = (
    *_SHOWN_PAGES,
    re.compile(r"createPageHTML\s*\(\s*(?:[\"'][^\"',]*[\"']\s*,\s*)?[\"']?(\d{1,5})"),
    re.compile(r"Pager\s*\(\s*\{\s*size\s*:\s*(\d{1,5})"),
)
_OF_PAGES = re.compile(r"(?<![\d/])\d{1,5}\s*/\s*(\d{1,5})\s*页?\s*$")
_SHOWN_ENTRIES = (
    re.compile(r"共\s*有?\s*(\d{1,7})\s*[条篇项个]"),
    re.compile(r"总记录数\s*[:：]?\s*(\d{1,7})"),
)
_ENTRIES = (
    *_SHOWN_ENTRIES,
    re.compile(r"<totalrecord>\s*(\d{1,7})"),
    re.compile(r"totalRecord\w*\s*[=:]\s*[\"']?(\d{1,7})"),
)
"""One pattern each: a pattern that begins with a plain word is found thirty times faster than one of alternatives."""
_LONGEST_COUNT = 40
_NEAR = 24


@dataclass(frozen=True, slots=True)
class Claims:
    """How many pages and entries the list says it has, 0 where it says nothing."""

    pages: int
    entries: int


def read_claims(page: Page) -> Claims:
    """The largest numbers that the page names: in its source, where scripts say them too, and in what it shows, where
    tags part the number from its word."""
    shown = " ".join(run.text for run in page.runs if len(run.text) <= _LONGEST_COUNT)
    source = page.html
    return Claims(
        max(_largest(_PAGES, source), _largest(_SHOWN_PAGES, shown), _last_of_pages(source), _last_of_pages(shown)),
        max(_largest(_ENTRIES, source), _largest(_SHOWN_ENTRIES, shown)),
    )


def _largest(patterns: tuple[re.Pattern[str], ...], text: str) -> int:
    return max((int(number) for pattern in patterns for number in pattern.findall(text)), default=0)


def _last_of_pages(text: str) -> int:
    """1/12页: asked only in front of the word, for figures with a stroke are everywhere."""
    largest, at = 0, text.find("页")
    while at >= 0:
        if match := _OF_PAGES.search(text, max(0, at - _NEAR), at):
            largest = max(largest, int(match[1]))
        at = text.find("页", at + 1)
    return largest
