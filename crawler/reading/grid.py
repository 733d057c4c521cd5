"""An HTML table as rows of cells (表格), and which of its rows name the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from crawler.reading.blanks import unwrapped

_SPAN = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d{2,}")
_COLUMNS = 200
_ROWS = 50_000
"""Larger tables do not come from a hand; colspan="999999999" does come from an attacker."""
_CELL_CHARACTERS = 20_000
_HEADER_SEARCH = 3
"""Rows above the header: a merged title, a line with unit and date."""
_LONGEST_NAME = 40
_PIECES = etree.XPath(".//text()[not(parent::script or parent::style)]|.//p|.//div|.//br|.//li", smart_strings=False)
_LABELS = re.compile(r"[:：]$")


def table_rows(table: etree._Element) -> list[list[str]]:
    """Rows of a data table, spans filled with empty cells so that columns stay in line; [] for a table that only lays
    out the page: one that holds another table, or has no row of two cells."""
    if table.find(".//table") is not None:
        return []
    lines = list(_lines(table))
    if not any(len(line) > 1 for line in lines) or _is_layout(lines):
        return []
    return list(_spread(lines))


def _lines(table: etree._Element) -> Iterator[list[etree._Element]]:
    for number, line in enumerate(table.iter("tr")):
        if number >= _ROWS:
            return
        yield [cell for cell in line if cell.tag in ("td", "th")]


def _is_layout(lines: list[list[etree._Element]]) -> bool:
    """A cell that holds a run of paragraphs or a heading is a page's frame, not a value."""
    if len(lines) > 4:
        return False
    return any(len(cell.findall(".//p")) > 8 or cell.find(".//h1") is not None for line in lines for cell in line)


def _spread(lines: list[list[etree._Element]]) -> Iterator[list[str]]:
    """Cells put where they stand: a cell that reaches down leaves an empty one in the rows below."""
    reaching: dict[int, int] = {}
    for line in lines:
        row: list[str] = []
        below: dict[int, int] = {}
        for cell in line:
            _skip_reached(row, reaching, below)
            if len(row) >= _COLUMNS:
                break
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            below.update({len(row) + step: height - 1 for step in range(width) if height > 1})
            row.append(_cell_text(cell))
            row.extend([""] * (width - 1))
        _skip_reached(row, reaching, below)
        reaching = below
        yield row[:_COLUMNS]


def _skip_reached(row: list[str], reaching: dict[int, int], below: dict[int, int]) -> None:
    while (left := reaching.pop(len(row), 0)) > 0:
        if left > 1:
            below[len(row)] = left - 1
        row.append("")


def _span(cell: etree._Element, name: str) -> int:
    match = _SPAN.match((cell.get(name) or "").strip())
    return min(max(int(match[0]), 1), _COLUMNS) if match else 1


def _cell_text(cell: etree._Element) -> str:
    if not len(cell):
        return unwrapped(cell.text or "")[:_CELL_CHARACTERS]
    pieces = _PIECES(cell)
    return "".join(unwrapped(piece) if isinstance(piece, str) else " " for piece in pieces)[:_CELL_CHARACTERS]


def header_of(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], int]:
    """Names of the columns and the number of rows above the first row of values: (), 0 where no row names them."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return (), 0
    for number, row in enumerate(rows[:_HEADER_SEARCH]):
        filled = [cell for cell in row if cell]
        if len(filled) < max(2, (width + 1) // 2):
            continue
        return ((), 0) if any(_is_value(cell) for cell in filled) else _with_second_line(rows, number, width)
    return (), 0


def _is_value(cell: str) -> bool:
    return len(cell) > _LONGEST_NAME or _DIGITS.search(cell) is not None or _LABELS.search(cell) is not None


def _with_second_line(rows: Sequence[Sequence[str]], number: int, width: int) -> tuple[tuple[str, ...], int]:
    """A merged name stands over the names of its parts: a second line that fills only gaps of the first."""
    first = [*rows[number], *[""] * width][:width]
    if number + 2 >= len(rows):
        return tuple(first), number + 1
    second = [*rows[number + 1], *[""] * width][:width]
    gaps = [place for place, cell in enumerate(first) if not cell]
    filled = [place for place, cell in enumerate(second) if cell]
    fills_gap = any(place in gaps for place in filled)
    only_names = not any(_is_value(second[place]) for place in filled)
    under_group = all(not first[place] or (place + 1 < width and not first[place + 1]) for place in filled)
    if not (gaps and filled and fills_gap and only_names and under_group):
        return tuple(first), number + 1
    return tuple(second[place] or first[place] for place in range(width)), number + 2
