"""The answer of a data endpoint (数据接口) read as a list page: what was asked says how it goes on."""

from __future__ import annotations

from dataclasses import replace

from county.page import Listing, Query
from crawler.platforms.data import is_data
from crawler.platforms.queries import paged
from crawler.reading.listing import read_listing
from crawler.reading.page import Page


def read_answer(page: Page, query: Query) -> Listing:
    """The list page that was asked for by `query`. A guessed endpoint must answer with data; rows of data without an
    address of their own are left out, for nothing can be opened by them."""
    if query.guessed and not is_data(page):
        return Listing(())
    listing = read_listing(page)
    if is_data(page):
        listing = replace(listing, entries=tuple(entry for entry in listing.entries if not _is_same(entry.url, page)))
    return paged(listing, query) if query.form else listing


def _is_same(url: str, page: Page) -> bool:
    return url.partition("?")[0] == page.url.partition("?")[0]
