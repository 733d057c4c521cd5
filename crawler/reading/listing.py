"""A page read as a list (栏目列表页)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from county.page import Entry, Listing
from crawler.platforms.family import listing_as_data
from crawler.reading.claims import read_claims
from crawler.reading.drawing import loader_of, pager_without_rows, request_by_script
from crawler.reading.emptiness import container_filled_by_script, empty_container, empty_store, words_of_emptiness
from crawler.reading.endpoints import data_queries
from crawler.reading.guessed import guessed_queries
from crawler.reading.islands import commented_rows, record_rows
from crawler.reading.links import read_links
from crawler.reading.page import Page, parse_html
from crawler.reading.pagers import pager_without_address
from crawler.reading.paging import following_pages
from crawler.reading.rows import Group, best_group, each_row

_MOST_ENTRIES = 5000


def read_listing(page: Page) -> Listing:
    """What a page says as a list: its rows, the pages that follow, and where there are no rows, why. Never raises."""
    if (listing := listing_as_data(page)) is not None:
        return listing
    queries = data_queries(page)
    asked = (query.url for query in queries if not (query.form or query.guessed))
    following = tuple(dict.fromkeys((*following_pages(page), *asked)))
    entries, rivals = _entries(page)
    if entries:
        claims = read_claims(page)
        rows = tuple(_unique(entries))
        claims = replace(claims, entries=max(claims.entries, len(rows))) if len(rows) > _MOST_ENTRIES else claims
        rows = rows[:_MOST_ENTRIES]
        dead = "" if following else pager_without_address(page)
        return Listing(
            rows, following, pages=claims.pages, total=claims.entries, dead_pager=dead, rivals=rivals, queries=queries
        )
    drawn, empty = _without_rows(page)
    queries = queries or (guessed_queries(page) if drawn else ())
    return Listing((), following, empty, drawn, queries=queries)


def _entries(page: Page) -> tuple[tuple[Entry, ...], int]:
    """Rows of a data island, else of the tree, else of comments; an undated group yields to an emptiness in words.
    With them, how many other lists the page holds."""
    if records := record_rows(page):
        return each_row(parse_html(records), page.base_url), 0
    shown = best_group(page.links, page.base_url)
    if shown is not None and shown.dated and not shown.away:
        return shown.entries, shown.rivals
    if hidden := _best_of(commented_rows(page), page):
        return hidden.entries, 0
    if shown is None or words_of_emptiness(page):
        return (), 0
    return shown.entries, 0


def _best_of(sources: Iterable[str], page: Page) -> Group | None:
    groups = [
        group for source in sources if source and (group := best_group(read_links(parse_html(source)), page.base_url))
    ]
    return max(groups, key=lambda group: group.score, default=None)


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
    return "", empty_container(page)
