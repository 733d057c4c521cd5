"""The column a page belongs to (页面归属): by its path first, by its source second, by the order of the list last."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from county.address import canonical
from county.settings import County
from county.units import Column, Unit
from evidence.store import Store

_LISTED = """
SELECT page, "column", url FROM entry WHERE page {among}
UNION ALL SELECT DISTINCT page, "column", '' FROM visit_page WHERE number = 1 AND page {among}
"""
_SOURCES = """
SELECT capture.page, article.source FROM article JOIN capture ON capture.id = article.capture
WHERE source <> '' AND capture.page {among}
"""
_ARTICLE_OF_ATTACHMENT = "SELECT target, page FROM attachment WHERE target {among} ORDER BY target, first_night, page"
_EVERY, _ONLY = "IS NOT NULL", "IN (SELECT value FROM json_each(?1))"


class _Known(NamedTuple):
    unit: Unit
    column: Column
    order: int


def columns_of_pages(store: Store, county: County, pages: Collection[str] | None = None) -> dict[str, str]:
    """The key of the column each page belongs to; an attachment belongs where the first article that links it does.
    Where `pages` are given, only theirs are certain to be there."""
    columns = [column for unit in county.units for column in unit.columns]
    units = {unit.id: unit for unit in county.units}
    known = {column.key: _Known(units[column.unit], column, order) for order, column in enumerate(columns)}
    linked = _rows(store, _ARTICLE_OF_ATTACHMENT, pages)
    read = None if pages is None else {*pages, *(article for _, article in linked)}
    listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page, column, url in _rows(store, _LISTED, read):
        listed[page].append((column, url))
    sources = dict(_rows(store, _SOURCES, read))
    places = {page: _best(rows, known, sources.get(page, "")) for page, rows in listed.items()}
    for target, article in linked:
        if target not in places and article in places:
            places[target] = places[article]
    return places


def _rows(store: Store, query: str, pages: Collection[str] | None) -> list[tuple[Any, ...]]:
    if pages is None:
        return store.connection.execute(query.format(among=_EVERY)).fetchall()
    return store.connection.execute(query.format(among=_ONLY), (json.dumps(list(pages)),)).fetchall()


def _best(rows: list[tuple[str, str]], known: dict[str, _Known], source: str) -> str:
    if len(rows) == 1 or len({column for column, _ in rows}) == 1:
        return rows[0][0]
    return max(rows, key=lambda row: _likeness(row[0], row[1], known.get(row[0]), source))[0]


def _likeness(key: str, url: str, known: _Known | None, source: str) -> tuple[int, bool, int, str]:
    if known is None:
        return 0, False, -len(key) - (1 << 30), key
    folder = canonical(known.column.url, url).rpartition("/")[0]
    depth = len(folder) if folder and canonical(url, url).startswith(folder + "/") else 0
    signed = any(name and name in source for name in (known.unit.name, *known.unit.aliases))
    return depth, signed, -known.order, key
