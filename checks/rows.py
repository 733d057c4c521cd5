"""Rows and columns of the tables in a text (表格的行与列)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from county.text import Table, Text


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells; `start` and `end` are where its line stands."""

    cells: tuple[str, ...]
    start: int
    end: int

    def cell(self, column: int) -> str:
        """A cell, "" where the row is shorter."""
        return self.cells[column].strip() if column < len(self.cells) else ""

    def span(self, column: int) -> tuple[int, int]:
        """Where the cell of that column stands."""
        start = self.start + sum(len(cell) + 1 for cell in self.cells[:column])
        return start, start + (len(self.cells[column]) if column < len(self.cells) else 0)


def rows_of(text: Text, table: Table) -> Iterator[Row]:
    """The rows of one table, from the top."""
    start = table.start
    while start < table.end:
        end = text.content.find("\n", start, table.end)
        end = table.end if end < 0 else end
        yield Row(tuple(text.content[start:end].split("\t")), start, end)
        start = end + 1


def columns_named(table: Table, words: re.Pattern[str]) -> list[int]:
    """The columns whose names match."""
    return [number for number, name in enumerate(table.header) if words.search(name)]
