"""The columns of the tables in a text (表格的列): what a number's column is called, and what its neighbours are."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from county.text import Text

_FIGURES = re.compile(r"\d+")
_MOBILE = re.compile(r"(?:(?:00)?86|0)?1[3-9]\d{9}\Z")
_PLAIN = str.maketrans("０１２３４５６７８９", "0123456789")
_FEWEST_FIGURES = 5
_LONGEST_CELL = 24
"""Characters of a cell that is a value and no sentence."""


@dataclass(frozen=True, slots=True)
class Column:
    """The column that an offset stands in: its `name` ("" where only its neighbours have one) and the names of all
    columns of the table."""

    name: str
    names: tuple[str, ...]


class Columns:
    """The named columns of a text by offset."""

    def __init__(self, text: Text) -> None:
        self._content = text.content
        self._tables = sorted(text.tables, key=lambda table: table.start)
        self._starts = [table.start for table in self._tables]
        self._known = [tuple(Column(name, table.header) for name in (*table.header, "")) for table in self._tables]
        self._mobiles: dict[int, list[tuple[int, int]]] = {}
        self.words = "\n".join(name for table in self._tables for name in table.header)
        """All names, to look for a word in."""

    def at(self, offset: int) -> Column | None:
        """The column at `offset`; None outside of tables whose columns have names."""
        index = self._table_at(offset)
        if index is None or not self._tables[index].header:
            return None
        known = self._known[index]
        return known[min(self._number_at(offset), len(known) - 1)]

    def is_of_mobiles(self, offset: int) -> bool:
        """Whether three in five long numbers in the column at `offset` look like mobiles: else one of them is a
        figure that looks so by chance. True outside of tables."""
        index = self._table_at(offset)
        if index is None:
            return True
        if index not in self._mobiles:
            self._mobiles[index] = self._counted(index)
        mobiles, numbers = self._mobiles[index][self._number_at(offset)]
        return mobiles * 5 >= numbers * 3

    def _table_at(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self._tables[index].end else None

    def _number_at(self, offset: int) -> int:
        return self._content.count("\t", self._content.rfind("\n", 0, offset) + 1, offset)

    def _counted(self, index: int) -> list[tuple[int, int]]:
        """Cells that look like a mobile, and cells with a long number, of each column."""
        table = self._tables[index]
        rows = [line.split("\t") for line in self._content[table.start : table.end].split("\n")]
        counted = []
        for number in range(max(map(len, rows), default=0)):
            cells = [row[number] for row in rows if number < len(row)]
            figures = [found for cell in cells if (found := _number_of(cell))]
            counted.append((sum(_MOBILE.match(found) is not None for found in figures), len(figures)))
        return counted


def _number_of(cell: str) -> str:
    """The figures of a cell that holds a long number, "" for any other."""
    figures = "".join(_FIGURES.findall(cell.translate(_PLAIN))) if len(cell) <= _LONGEST_CELL else ""
    return figures if len(figures) >= _FEWEST_FIGURES else ""
