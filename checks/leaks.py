"""Whole personal numbers of a text, gathered as a person would report them: each number in running text, each column of
a table once (个人信息泄露)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from county.personal import NumberKind, PersonalNumber, Redacted
from county.text import Table

REPORTED_ONE_BY_ONE = 20
"""Numbers in running text that get a finding each; the rest of a longer list, whose table was not recognised, is one
finding."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table with whole numbers in it. `name` is its header, `names` are all headers of the table; sheets
    with equal headers are one table. `rows` counts those that hold a number, `height` all of the first table."""

    place: str
    name: str
    names: tuple[str, ...]
    numbers: tuple[PersonalNumber, ...]
    rows: int
    height: int


@dataclass(frozen=True, slots=True)
class Leaks:
    """What stands in a text: numbers in running text, then columns of tables, each by position."""

    running: tuple[PersonalNumber, ...]
    columns: tuple[TableColumn, ...]


@dataclass(slots=True)
class _Column:
    table: Table
    numbers: list[PersonalNumber]
    lines: set[int]


def leaks(body: Redacted, kinds: Collection[NumberKind]) -> Leaks:
    """The numbers of those kinds. A number alone in its column of a table without header counts as running text: the
    table only lays out a form."""
    running: list[PersonalNumber] = []
    columns: dict[tuple[tuple[str, ...], str], _Column] = {}
    tables = sorted(body.text.tables, key=lambda table: table.start)
    starts = [table.start for table in tables]
    for number in body.numbers:
        if number.kind not in kinds:
            continue
        index = bisect_right(starts, number.start) - 1
        if index < 0 or number.start >= tables[index].end:
            running.append(number)
            continue
        table = tables[index]
        line = body.text.content.rfind("\n", 0, number.start) + 1
        name = _name(table, body.text.content.count("\t", line, number.start))
        column = columns.setdefault((table.header or (table.place,), name), _Column(table, [], set()))
        column.numbers.append(number)
        column.lines.add(line)
    named = []
    for (names, name), column in columns.items():
        place = column.table.place
        if len(column.numbers) == 1 and names == (place,):
            running += column.numbers
        else:
            height = body.text.content.count("\n", column.table.start, column.table.end)
            named.append(TableColumn(place, name, names, tuple(column.numbers), len(column.lines), height))
    return Leaks(tuple(sorted(running, key=lambda number: number.start)), tuple(named))


def _name(table: Table, column: int) -> str:
    header = table.header[column].strip() if column < len(table.header) else ""
    return header or f"第{column + 1}列"
