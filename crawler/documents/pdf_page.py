"""One page of a PDF as lines and tables (页面), in the order of its content."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2
import pypdfium2.raw as pdfium

from crawler.documents.broken_lines import joined_cell
from crawler.documents.pdf_grid import Grid, grids
from crawler.documents.pdf_notes import notes

_RUN = re.compile(r"([^\s\0]+)[\s\0]*|[\s\0]+")
_GENERATED_HYPHEN = "\ufffe"
_INSIDE = 1.0
"""Points from the corner of a letter to a place surely within its cell."""
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """Lines before, between and behind the tables; each table with the number of lines in front of it. `notes` stand
    beside what is drawn, over a scan too."""

    lines: tuple[str, ...] = ()
    tables: tuple[tuple[int, Grid, Rows], ...] = ()
    pictures: bool = False
    torn: bool = False
    notes: tuple[str, ...] = ()


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
            read = _with_tables(words, found) if found else PdfPage(_lines(str(words.get_text_range())))
            return replace(read, notes=_lines("\n".join(notes(page))))
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
    """Each run of letters by its place; blanks, which the library makes up, go with the letter before."""
    tables = [_Filled(grid) for grid in found]
    outside: list[str] = []
    bucket = outside
    place = _places(words)
    for match in _RUN.finditer(_letters(words)):
        if match[1] is None:
            bucket.append(match[0])
            continue
        spread = _bucket(tables, place(match.start()), outside) is not _bucket(tables, place(match.end(1) - 1), outside)
        for number, piece in enumerate(match[0]) if spread else ((0, match[0]),):
            into = bucket if piece.isspace() else _bucket(tables, place(match.start() + number), outside)
            if into is not bucket and into is outside:
                outside.append("\n")
            bucket = into
            bucket.append(piece)
    return _page(tables, outside)


def _letters(words: pypdfium2.PdfTextPage) -> str:
    """The text with exactly one character for each that the library counts."""
    text = str(words.get_text_range())
    count = words.count_chars()
    if len(text) == count:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(words.raw, number) & 0xFFFFF) for number in range(count))


def _places(words: pypdfium2.PdfTextPage) -> Callable[[int], tuple[float, float]]:
    """Where the letter of that number stands."""
    x, y = ctypes.c_double(), ctypes.c_double()
    x_address, y_address = ctypes.byref(x), ctypes.byref(y)
    raw = words.raw

    def place(number: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(raw, number, x_address, y_address)
        return x.value + _INSIDE, y.value + _INSIDE

    return place


def _bucket(tables: Sequence[_Filled], at: tuple[float, float], outside: list[str]) -> list[str]:
    x, y = at
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
