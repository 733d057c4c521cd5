"""The text that was judged (文本): paragraphs and tables with the hit marked, as the crawler read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from county.hits import Span
from county.text import Table, Text

NEAR = 60
"""Characters shown to each side of a hit where it is told in one line."""
ROWS = 25
"""Rows of a table shown to each side of the hit."""
MOST_ROWS = 200
"""Rows shown of a table without a hit, and of all tables together where the text is a workbook."""
PARAGRAPHS = 400
"""Paragraphs shown at most, those round the hit."""

Parts = tuple[tuple[str, bool], ...]
"""A stretch of text cut into pieces, each marked or not."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of running text."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `number` from 1, `hit` where it holds one."""

    number: int
    cells: tuple[Parts, ...]
    hit: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with the rows round the hit. `place` is where a person finds it, with what is hidden of it
    ("名单（隐藏工作表）"); `column` is the number of the column with the hit, -1 for none; `total` counts all rows."""

    place: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    column: int
    total: int


Block = Paragraph | ShownTable


def near(content: str, span: Span) -> Parts:
    """The hit with 60 characters to each side, on one line."""
    start, end = span
    first, last = max(0, start - NEAR), min(len(content), end + NEAR)
    before, after = (_one_line(text) for text in (content[first:start], content[end:last]))
    return (
        (f"{'…' if first else ''}{before}", False),
        (_one_line(content[start:end]), True),
        (f"{after}{'…' if last < len(content) else ''}", False),
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ｜ ")


def blocks(text: Text, spans: Sequence[Span]) -> list[Block]:
    """The whole text in order; of long ones what stands round the first hit."""
    shown: list[Block] = []
    done = 0
    for table in sorted(text.tables, key=lambda table: table.start):
        if table.start < done:
            continue
        shown += _paragraphs(text.content, done, table.start, spans)
        shown.append(_table(text.content, table, spans))
        done = table.end
    shown += _paragraphs(text.content, done, len(text.content), spans)
    return _round_the_hit(shown)


def _round_the_hit(shown: list[Block]) -> list[Block]:
    if len(shown) <= PARAGRAPHS:
        return shown
    at = next((number for number, block in enumerate(shown) if _holds_hit(block)), 0)
    first = max(0, min(at - PARAGRAPHS // 2, len(shown) - PARAGRAPHS))
    return shown[first : first + PARAGRAPHS]


def _holds_hit(block: Block) -> bool:
    if isinstance(block, ShownTable):
        return block.column >= 0
    return any(marked for _, marked in block.parts)


def _paragraphs(content: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Paragraph]:
    for first, last in _lines(content, start, end):
        if first < last:
            yield Paragraph(cut(content, first, last, spans))


def _lines(content: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        line_end = content.find("\n", start, end)
        stop = end if line_end < 0 else line_end
        yield start, stop
        start = stop + 1


def _table(content: str, table: Table, spans: Sequence[Span]) -> ShownTable:
    lines = list(_lines(content, table.start, table.end))
    hits = [number for number, (first, last) in enumerate(lines) if _touches(first, last, spans)]
    begin = max(0, hits[0] - ROWS) if hits else 0
    page = lines[begin : begin + (2 * ROWS + 1 if hits else MOST_ROWS)]
    rows = tuple(
        TableRow(number, tuple(_cells(content, *line, spans)), number - 1 in hits)
        for number, line in enumerate(page, start=begin + 1)
    )
    column = next(
        (place for row in rows for place, cell in enumerate(row.cells) if any(marked for _, marked in cell)), -1
    )
    return ShownTable(table.place, table.header, rows, column, len(lines))


def _touches(first: int, last: int, spans: Sequence[Span]) -> bool:
    return any(start < last and end > first for start, end in spans)


def _cells(content: str, first: int, last: int, spans: Sequence[Span]) -> Iterator[Parts]:
    start = first
    while start <= last:
        tab = content.find("\t", start, last)
        stop = last if tab < 0 else tab
        yield cut(content, start, stop, spans)
        start = stop + 1


def cut(content: str, start: int, end: int, spans: Sequence[Span]) -> Parts:
    """`content[start:end]` cut at the ends of the hits in it."""
    parts: list[tuple[str, bool]] = []
    done = start
    for first, last in sorted(spans):
        first, last = max(first, done), min(last, end)
        if first < last:
            parts += [(content[done:first], False)] if done < first else []
            parts.append((content[first:last], True))
            done = last
    return (*parts, (content[done:end], False)) if done < end else tuple(parts)
