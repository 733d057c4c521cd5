"""A page read as a list (栏目列表页)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from county.page import Entry, Listing
from crawler.platforms.family import Family, family_of
from crawler.reading.drawing import loader_of, pager_without_rows, request_by_script
from crawler.reading.emptiness import empty_container, empty_store, words_of_emptiness
from crawler.reading.page import Page, parse_html
from crawler.reading.paging import following_pages
from crawler.reading.rows import Group, best_group

_RECORDS = re.compile(r"<record\b[^>]{0,100}>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</record>", re.S | re.I)
_COMMENTS = re.compile(r"<!--(.*?)-->", re.S)
_ROW_TAGS = re.compile(r"<(?:li|tr|dd|p)\b[^>]*>(?:(?!</(?:li|tr|dd|p)>).){0,2000}?<a\s", re.S | re.I)
_MOST_ENTRIES = 5000


def read_listing(page: Page) -> Listing:
    """What a page says as a list: its rows, the pages that follow, and where there are no rows, why. Never raises."""
    family = family_of(page)
    if (listing := family.listing(page)) is not None:
        return listing
    following = following_pages(page, family)
    if entries := _entries(page, family):
        return Listing(tuple(_unique(entries))[:_MOST_ENTRIES], following)
    drawn, empty = _without_rows(page, family)
    return Listing((), following, empty, drawn)


def _entries(page: Page, family: Family) -> tuple[Entry, ...]:
    """Rows of a data island, else of the tree, else of comments; an undated group yields to an emptiness in words."""
    if island := _best_of(("".join(_records(page)), *family.row_sources(page)), page):
        return island.entries
    shown = best_group(page.tree, page.base_url)
    if shown is not None and shown.dated and not shown.away:
        return shown.entries
    if hidden := _best_of(_commented(page), page):
        return hidden.entries
    if shown is None or words_of_emptiness(page):
        return ()
    return shown.entries


def _records(page: Page) -> Iterator[str]:
    """Rows of a datastore, one element each."""
    if "<record" not in page.html:
        return
    for match in _RECORDS.finditer(page.html):
        yield f"<div class='record'>{match[1] if match[1] is not None else match[2]}</div>"


def _commented(page: Page) -> Iterator[str]:
    for match in _COMMENTS.finditer(page.html):
        if "<a" in match[1] and len(_ROW_TAGS.findall(match[1])) >= 2:
            yield match[1]


def _best_of(sources: Iterable[str], page: Page) -> Group | None:
    groups = [group for source in sources if source and (group := best_group(parse_html(source), page.base_url))]
    return max(groups, key=lambda group: group.score, default=None)


def _unique(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[Entry] = set()
    for entry in entries:
        if entry not in seen:
            seen.add(entry)
            yield entry


def _without_rows(page: Page, family: Family) -> tuple[str, str]:
    """(loader, witness of emptiness): at most one of them speaks."""
    if loader := loader_of(page, family):
        return loader, empty_store(page) if not loader else ""
    if empty := words_of_emptiness(page) or empty_store(page):
        return "", empty
    if loader := pager_without_rows(page):
        return loader, ""
    if empty := empty_container(page):
        return (loader, "") if (loader := request_by_script(page)) else ("", empty)
    return request_by_script(page), ""
