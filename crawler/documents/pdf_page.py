"""One page of a PDF as lines and tables (页面), in the order of its content."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from crawler.documents.broken_lines import joined_cell
from crawler.documents.pdf_grid import Grid, grids

_BLANKS = frozenset("\r\n \t\0")
_GENERATED_HYPHEN = "\ufffe"
_INSIDE = 1.0
"""Points from the corner of a letter to a place surely within its cell."""
_MOST_LETTERS = 200_000
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """Lines before, between and behind the tables; each table with the number of lines in front of it."""

    lines: tuple[str, ...] = ()
    tables: tuple[tuple[int, Grid, Rows], ...] = ()
    pictures: bool = False
    torn: bool = False


def read_page(document: pypdfium2.PdfDocument, number: int) -> PdfPage:
    """A damaged page is torn and has no lines."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return PdfPage(torn=True)
    try:
        words = page.get_textpage()
        try:
            found = grids(page.raw) if page.get_rotation() == 0 else []
            return _with_tables(words, found) if found else PdfPage(_lines(str(words.get_text_range())))
        finally:
            words.close()
    except pypdfium2.PdfiumError:
        return PdfPage(torn=True)
    finally:
        page.close()


def _lines(text: str) -> tuple[str, ...]:
    stripped = (line.strip() for line in text.replace(_GENERATED_HYPHEN, "").splitlines())
    return tuple(line for line in stripped if line)


@dataclass(slots=True)
class _Filled:
    """A grid with the letters of its cells; `place` is the number of letters outside before its first one."""

    grid: Grid
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    place: int = -1


def _with_tables(words: pypdfium2.PdfTextPage, found: Sequence[Grid]) -> PdfPage:
    """Each letter by its place; blanks, which the library makes up, go with the letter before."""
    tables = [_Filled(grid) for grid in found]
    outside: list[str] = []
    bucket = outside
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in range(min(words.count_chars(), _MOST_LETTERS)):
        letter = chr(pdfium.FPDFText_GetUnicode(words.raw, number) & 0xFFFFF)
        if letter not in _BLANKS and pdfium.FPDFText_GetCharOrigin(words.raw, number, x, y):
            into = _bucket(tables, x.value + _INSIDE, y.value + _INSIDE, outside)
            if into is not bucket and into is outside:
                outside.append("\n")
            bucket = into
        bucket.append(letter)
    return _page(tables, outside)


def _bucket(tables: Sequence[_Filled], x: float, y: float, outside: list[str]) -> list[str]:
    for table in tables:
        if table.grid.bottom <= y <= table.grid.top and (cell := table.grid.cell(x, y)) is not None:
            if table.place < 0:
                table.place = len(outside)
            return table.cells.setdefault(cell, [])
    return outside


def _page(tables: Sequence[_Filled], outside: list[str]) -> PdfPage:
    lines: list[str] = []
    placed: list[tuple[int, Grid, Rows]] = []
    start = 0
    for table in sorted((table for table in tables if table.cells), key=lambda table: table.place):
        lines += _lines("".join(outside[start : table.place]))
        start = table.place
        placed.append((len(lines), table.grid, _rows(table)))
    lines += _lines("".join(outside[start:]))
    return PdfPage(tuple(lines), tuple(placed))


def _rows(table: _Filled) -> Rows:
    rows = [[""] * table.grid.width for _ in range(table.grid.height)]
    for (row, column), letters in table.cells.items():
        rows[row][column] = joined_cell(_lines("".join(letters)))
    return rows
