"""Data endpoints behind a page (数据接口): what the families know to ask for its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from county.page import Query
from crawler.platforms.family import FAMILIES
from crawler.reading.addresses import absolute
from crawler.reading.page import Page


def data_queries(page: Page) -> tuple[Query, ...]:
    """Questions of all families, whatever family the rest of the page is of, addresses made absolute."""
    return tuple(dict.fromkeys(_resolved(page)))


def _resolved(page: Page) -> Iterator[Query]:
    for family in FAMILIES:
        for query in family.queries(page):
            if url := absolute(page.base_url, query.url):
                yield replace(query, url=url)
