"""Tables made from row types: one definition of each row serves the pack, the store and the code between."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, get_type_hints

_SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}


class TableSpec(NamedTuple):
    """A table of `row` type with that primary key. `wide` rows, of more than some 200 bytes, lie in the order they come
    in and not in the order of their keys: a batch of new ones then changes a few pages of the file instead of nearly
    all of them."""

    name: str
    row: type[Any]
    key: tuple[str, ...]
    wide: bool = False


@cache
def columns(table: TableSpec) -> dict[str, type]:
    """Column names with their Python types, in order."""
    return dict(get_type_hints(table.row))


def create(db: sqlite3.Connection, table: TableSpec) -> None:
    """Creates the table, strict; it is keyed by its primary key alone, unless its rows are wide."""
    fields = ", ".join(f'"{name}" {_SQL_TYPES[kind]} NOT NULL' for name, kind in columns(table).items())
    key = ", ".join(f'"{name}"' for name in table.key)
    kind = "STRICT" if table.wide else "STRICT, WITHOUT ROWID"
    db.execute(f'CREATE TABLE "{table.name}" ({fields}, PRIMARY KEY ({key})) {kind}')


def upsert(db: sqlite3.Connection, table: TableSpec, rows: Iterable[tuple[Any, ...]]) -> None:
    """Writes rows; one of the same key is replaced."""
    marks = ", ".join("?" for _ in columns(table))
    db.executemany(f'INSERT OR REPLACE INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 names are ours


def bring_up_to_date(db: sqlite3.Connection, table: TableSpec, ids: Iterable[str], rows: set[tuple[Any, ...]]) -> None:
    """Makes `rows` all that the table holds under these ids, which stand in the first column of its key; what is there
    already is not written again."""
    marks = (json.dumps(list(ids)),)
    stored = set(db.execute(f'SELECT * FROM "{table.name}" WHERE "{table.key[0]}" IN {_MARKED}', marks))  # noqa: S608
    places = [list(columns(table)).index(name) for name in table.key]
    gone = _keys(stored - rows, places) - _keys(rows, places)
    where = " AND ".join(f'"{name}" = ?' for name in table.key)
    db.executemany(f'DELETE FROM "{table.name}" WHERE {where}', gone)  # noqa: S608 names are ours
    upsert(db, table, rows - stored)


_MARKED = "(SELECT value FROM json_each(?))"


def _keys(rows: Iterable[tuple[Any, ...]], places: list[int]) -> set[tuple[Any, ...]]:
    return {tuple(row[place] for place in places) for row in rows}
