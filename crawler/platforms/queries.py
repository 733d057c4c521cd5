"""Questions to data endpoints (数据接口): how the next page is asked for, by number, by offset, by record."""

from __future__ import annotations

import re
from dataclasses import replace

from county.page import Listing, Query

_NUMBER = re.compile(
    r"(?<![\w%])((?:current_?|cur_?)?page(?:_?(?:no|num|number|index))?|pageindex|p|current)=(\d{1,5})(?=&|$)", re.I
)
"""The field that counts pages."""
_SIZE = re.compile(r"(?<![\w%])_?(?:page_?size|per_?page|prepage|limit|size|rows|num)=(\d{1,4})(?=&|$)", re.I)
_FIRST = re.compile(r"(?<![\w%])(start_?record|start|offset|skip)=(\d{1,7})(?=&|$)", re.I)
_LAST = re.compile(r"(?<![\w%])(end_?record)=(\d{1,7})(?=&|$)", re.I)


def paged(listing: Listing, query: Query) -> Listing:
    """The answer to `query` with the question for the rows that follow, where there are any. `pages` is kept as a claim
    only where nothing says which of them this is."""
    following = next_query(query, len(listing.entries), listing.total, listing.pages)
    if _NUMBER.search(_fields(query)) and listing.pages > 1:
        listing = replace(listing, pages=0)
    if following is None:
        return listing
    if following.form:
        return replace(listing, next=(), queries=(following,))
    return replace(listing, next=(following.url,), queries=())


def next_query(query: Query, rows: int, total: int = 0, pages: int = 0) -> Query | None:
    """The same question for the next page, None where this one was empty or the last: `total` and `pages` are what the
    answer counts, 0 where it counts nothing."""
    fields = _fields(query)
    if not rows:
        return None
    if match := _NUMBER.search(fields):
        number, size = int(match[2]), _size(fields) or (rows if int(match[2]) <= 1 else 0)
        done = (pages and number >= pages) or (size and total and number * size >= total)
        return None if done else _turned(query, match, number + 1)
    first, last = _FIRST.search(fields), _LAST.search(fields)
    if first is None:
        return None
    step = int(last[2]) - int(first[2]) + 1 if last else _size(fields) or rows
    if step <= 0 or (total and int(first[2]) + step > total):
        return None
    query = _turned(query, first, int(first[2]) + step)
    again = _LAST.search(_fields(query))
    return _turned(query, again, int(again[2]) + step) if again else query


def _fields(query: Query) -> str:
    return query.form or query.url.partition("?")[2]


def _size(fields: str) -> int:
    match = _SIZE.search(fields)
    return int(match[1]) if match else 0


def _turned(query: Query, match: re.Match[str], number: int) -> Query:
    fields = f"{match.string[: match.start(2)]}{number}{match.string[match.end(2) :]}"
    if query.form:
        return replace(query, form=fields)
    return replace(query, url=f"{query.url.partition('?')[0]}?{fields}")
