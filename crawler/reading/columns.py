"""Columns of a list that is a table (列表表头): which one holds the publish date beside 成文日期 and 施行日期."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from lxml import etree

from county.page import Entry
from crawler.reading.dates import first_date
from crawler.reading.flow import inline_text

_PUBLISHED = re.compile(r"(?:信息)?(?:发布|公开|公布|发文|上网|上传)\s*(?:日期|时间)")
_DAY = re.compile(r"日\s*期|时\s*间")
_LONGEST_NAME = 12
_HEADER_ROWS = 3
"""A table's name and a line of search fields may stand above the names of its columns."""
_Rows = list[tuple[etree._Element, Entry]]


def dated_by_column(rows: _Rows) -> _Rows:
    """The rows with the dates of the column named 发布日期, where another column is one of dates, too."""
    if not rows or rows[0][0].tag != "tr":
        return rows
    names = _names(rows[0][0])
    place = next((place for place, name in enumerate(names) if _PUBLISHED.fullmatch(name)), None)
    if place is None or sum(_DAY.search(name) is not None for name in names) < 2:
        return rows
    return [(row, _dated(row, entry, place, len(names))) for row, entry in rows]


def _names(row: etree._Element) -> Sequence[str]:
    """The cells of the first row of the table that names a day, () where none does."""
    table = next(row.iterancestors("table"), None)
    for line in islice(table.iter("tr"), _HEADER_ROWS) if table is not None else ():
        names = [inline_text(cell) for cell in line.iterchildren("td", "th")]
        if any(len(name) <= _LONGEST_NAME and _DAY.search(name) for name in names):
            return names
    return ()


def _dated(row: etree._Element, entry: Entry, place: int, width: int) -> Entry:
    cells = list(islice(row.iterchildren("td", "th"), width + 1))
    date = first_date(inline_text(cells[place])) if len(cells) == width else None
    return replace(entry, date=date) if date else entry
