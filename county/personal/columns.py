"""The columns of the tables in a text (表格的列): what a number's column is called, and what its neighbours are."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from county.text import Text


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
        self._tables = sorted((table for table in text.tables if table.header), key=lambda table: table.start)
        self._starts = [table.start for table in self._tables]
        self._known = [tuple(Column(name, table.header) for name in (*table.header, "")) for table in self._tables]
        self.words = "\n".join(name for table in self._tables for name in table.header)
        """All names, to look for a word in."""

    def at(self, offset: int) -> Column | None:
        """The column at `offset`; None outside of tables whose columns have names."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._tables[index].end:
            return None
        line_start = self._content.rfind("\n", 0, offset) + 1
        number = self._content.count("\t", line_start, offset)
        known = self._known[index]
        return known[min(number, len(known) - 1)]
