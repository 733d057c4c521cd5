"""Questions to data endpoints (数据接口): which ones a page's scripts ask, and how the next page is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from county.page import Query
from crawler.platforms.family import FAMILIES
from crawler.reading.addresses import absolute

if TYPE_CHECKING:
    from crawler.reading.page import Page


def data_queries(page: Page) -> tuple[Query, ...]:
    """What the families know to ask behind `page`, addresses made absolute, the surest first."""
    return tuple(dict.fromkeys(_resolved(page)))


def _resolved(page: Page) -> Iterator[Query]:
    for family in FAMILIES:
        for query in family.queries(page):
            if url := absolute(page.base_url, query.url):
                yield replace(query, url=url)
