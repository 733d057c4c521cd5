"""A page read as a list (栏目列表页)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit

from county.markup import parse_html
from county.page import Entry, Listing, Query
from crawler.platforms.family import listing_as_data
from crawler.reading.addresses import absolute
from crawler.reading.blocks import Group
from crawler.reading.claims import read_claims
from crawler.reading.drawing import loader_of, pager_without_rows, request_by_script
from crawler.reading.emptiness import container_filled_by_script, empty_container, empty_store, words_of_emptiness
from crawler.reading.endpoints import data_queries
from crawler.reading.guessed import guessed_queries
from crawler.reading.islands import commented_rows, record_rows
from crawler.reading.links import links_of
from crawler.reading.named_place import empty_named_place
from crawler.reading.outline import Outline
from crawler.reading.page import Page
from crawler.reading.pagers import pager_without_address
from crawler.reading.paging import following_pages
from crawler.reading.rows import best_group, each_row
from crawler.reading.surroundings import more_above, more_link
from crawler.reading.waiting import unseen_loader, waiting_rows

_MOST_ENTRIES = 5000


class _Found(NamedTuple):
    """The rows of a page, how many other lists it holds, the group of links that shows the rows, and whether they stand
    in a comment."""

    entries: tuple[Entry, ...] = ()
    rivals: int = 0
    shown: Group | None = None
    commented: bool = False


def read_listing(page: Page) -> Listing:
    """What a page says as a list: its rows, the pages that follow, and where there are no rows, why. Never raises."""
    if (listing := listing_as_data(page)) is not None:
        return listing
    queries = data_queries(page)
    asked = (query.url for query in queries if not (query.form or query.guessed))
    following = tuple(dict.fromkeys((*following_pages(page), *asked)))
    found = _entries(page)
    if found.entries:
        return _with_rows(page, found, following, queries)
    drawn, empty = _without_rows(page)
    queries = queries or (guessed_queries(page) if drawn else ())
    return Listing((), following, empty, drawn, queries=queries)


def _with_rows(page: Page, found: _Found, following: tuple[str, ...], queries: tuple[Query, ...]) -> Listing:
    """A list that was read: where nothing says how it goes on, what speaks against its being whole."""
    claims = read_claims(page)
    following = following or _more(found, page, alone=not (claims.pages or claims.entries))
    rows = tuple(_unique(found.entries))
    claims = replace(claims, entries=max(claims.entries, len(rows))) if len(rows) > _MOST_ENTRIES else claims
    dead, drawn = ("", "") if following else _doubts(page, found)
    return Listing(
        rows[:_MOST_ENTRIES],
        following,
        drawn_by_script=drawn,
        pages=claims.pages,
        total=claims.entries,
        dead_pager=dead,
        rivals=found.rivals,
        queries=queries,
    )


def _doubts(page: Page, found: _Found) -> tuple[str, str]:
    """(what only a script can follow, the script that surely draws the list): a list may stand where rows of a side box
    or of a comment were read."""
    waits, surely = waiting_rows(page)
    loader = (container_filled_by_script(page) or request_by_script(page)) if found.commented else ""
    drawn = loader or (waits if surely else "")
    shown = found.shown
    named = empty_named_place(page, shown.container) if shown is not None and _is_dated_list(shown) else ""
    return pager_without_address(page) or drawn or waits or named, drawn


def _entries(page: Page) -> _Found:
    """Rows of a data island, else of the tree, else of comments; an undated group yields to an emptiness in words."""
    if records := record_rows(page):
        return _Found(each_row(parse_html(records), page.base_url))
    shown = best_group(page.outline, page.links, page.base_url)
    if shown is not None and _is_dated_list(shown):
        return _Found(shown.entries, shown.rivals, shown)
    if hidden := _best_of(commented_rows(page), page):
        return _Found(hidden.entries, commented=True)
    if shown is None or words_of_emptiness(page):
        return _Found()
    return _Found(shown.entries, 0, shown)


def _is_dated_list(group: Group) -> bool:
    return group.dated and not group.away


def _more(found: _Found, page: Page, *, alone: bool) -> tuple[str, ...]:
    """The address behind 查看更多 under the rows, else, where nothing says that they are not alone (`alone`), the one
    behind 更多 above them: the list goes on there."""
    if found.shown is None:
        return ()
    known = {entry.url for entry in found.entries} | {absolute(page.url, page.url)}
    container = found.shown.container
    for find in (more_link, more_above) if alone else (more_link,):
        url = absolute(page.base_url, find(container))
        if url and _is_elsewhere(url, known, page):
            return (url,)
    return ()


def _is_elsewhere(url: str, known: set[str], page: Page) -> bool:
    return url not in known and urlsplit(url).netloc == urlsplit(page.url).netloc


def _best_of(sources: Iterable[str], page: Page) -> Group | None:
    outlines = (Outline(parse_html(source)) for source in sources if source)
    groups = (best_group(outline, links_of(outline), page.base_url) for outline in outlines)
    return max(filter(None, groups), key=lambda group: group.score, default=None)


def _unique(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[Entry] = set()
    for entry in entries:
        if entry not in seen:
            seen.add(entry)
            yield entry


def _without_rows(page: Page) -> tuple[str, str]:
    """(loader, witness of emptiness): at most one of them speaks."""
    if empty := empty_store(page):
        return "", empty
    if loader := loader_of(page):
        return loader, ""
    if empty := words_of_emptiness(page):
        return "", empty
    if loader := pager_without_rows(page) or container_filled_by_script(page) or request_by_script(page):
        return loader, ""
    if empty := empty_container(page):
        return "", empty
    return unseen_loader(page), ""
