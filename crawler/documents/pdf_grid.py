"""The ruled tables of a PDF page (有框线的表格): crossing lines make a grid, each letter falls into a cell.
Where lines make no clear grid there is no table, and the text stays plain."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

_THIN = 3.0
"""Points: a path as thin is a line."""
_SNAP = 2.5
"""Points between lines that are meant as one."""
_SHORTEST = 6.0
_OBJECTS = 6000
_SEGMENTS = 4000
"""A drawing of more is no table."""
_MOST_EDGES = 400
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line along an axis: its place across, its start and end along."""

    at: float
    start: float
    end: float


class Grid:
    """One table: edges of its columns from the left, of its rows from the top, and which of the edges are drawn."""

    def __init__(self, across: Sequence[Line], down: Sequence[Line]) -> None:
        self.columns = _edges(line.at for line in down)
        self._rows = _edges(line.at for line in across)
        width, height = len(self.columns) - 1, len(self._rows) - 1
        self.width, self.height = width, height
        self.top, self.bottom = self._rows[-1], self._rows[0]
        lefts, tops = _by_edge(down, self.columns), _by_edge(across, self._rows)
        self._left = [[_drawn(lefts[x], _middle(self._rows, y)) for x in range(width)] for y in range(height)]
        self._above = [[_drawn(tops[y + 1], _middle(self.columns, x)) for x in range(width)] for y in range(height)]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row from the top and column of a point: of a merged cell its first ones. None outside."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self._rows, y) - 1
        if not (0 <= column < self.width and 0 <= row < self.height):
            return None
        while column > 0 and not self._left[row][column]:
            column -= 1
        while row + 1 < self.height and not self._above[row][column]:
            row += 1
        return self.height - 1 - row, column

    def is_same_form(self, other: Grid) -> bool:
        """Whether both have the same columns: one goes on where the other was cut by the end of a page."""
        pairs = zip(self.columns, other.columns, strict=False)
        return self.width == other.width and all(abs(mine - its) < 2 * _SNAP for mine, its in pairs)


def grids(page: object) -> list[Grid]:
    """The tables of a page, from the top. `page` is PDFium's own handle."""
    across: list[Line] = []
    down: list[Line] = []
    for left, bottom, right, top in _strokes(page):
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            across.append(Line((top + bottom) / 2, left - _SNAP, right + _SNAP))
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            down.append(Line((left + right) / 2, bottom - _SNAP, top + _SNAP))
    found = []
    for low, high in _bands(down):
        mine = [line for line in down if low <= line.start and line.end <= high]
        rows = [line for line in across if low <= line.at <= high]
        if (
            3 <= len(_edges(line.at for line in mine)) <= _MOST_EDGES
            and 3 <= len(_edges(line.at for line in rows)) <= _MOST_EDGES
        ):
            found.append(Grid(rows, mine))
    return sorted(found, key=lambda grid: -grid.top)


def _bands(down: Sequence[Line]) -> Iterator[tuple[float, float]]:
    """Heights of the page that upright lines cover without a gap."""
    low = high = 0.0
    for line in sorted(down, key=lambda line: line.start):
        if high and line.start <= high:
            high = max(high, line.end)
            continue
        if high:
            yield low, high
        low, high = line.start, line.end
    if high:
        yield low, high


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SNAP:
            edges.append(place)
    return edges


def _middle(edges: Sequence[float], number: int) -> float:
    return (edges[number] + edges[number + 1]) / 2


def _by_edge(lines: Iterable[Line], edges: Sequence[float]) -> list[list[Line]]:
    """The lines that lie on each edge."""
    found: list[list[Line]] = [[] for _ in edges]
    for line in lines:
        found[max(bisect_right(edges, line.at) - 1, 0)].append(line)
    return found


def _drawn(lines: Sequence[Line], along: float) -> bool:
    return any(line.start <= along <= line.end for line in lines)


def _strokes(page: object) -> Iterator[_Box]:
    """Boxes of the lines of all paths."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _OBJECTS:
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(count):
        thing = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        if right.value - left.value <= _THIN or top.value - bottom.value <= _THIN:
            yield left.value, bottom.value, right.value, top.value
        else:
            yield from _segments(thing)


def _segments(path: object) -> Iterator[_Box]:
    """The straight segments of one path that draws several lines."""
    count = pdfium.FPDFPath_CountSegments(path)
    matrix = pdfium.FS_MATRIX()
    if not 0 < count <= _SEGMENTS or not pdfium.FPDFPageObj_GetMatrix(path, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _box(last, here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _box(here, first)
        last = here


def _box(one: tuple[float, float], other: tuple[float, float]) -> _Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
