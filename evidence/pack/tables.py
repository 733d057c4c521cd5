"""Tables made from row types: one definition of each row serves the pack, the store and the code between."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple, get_type_hints

_SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}


class TableSpec(NamedTuple):
    """A table of `row` type with that primary key."""

    name: str
    row: type[Any]
    key: tuple[str, ...]


def columns(table: TableSpec) -> dict[str, type]:
    """Column names with their Python types, in order."""
    return dict(get_type_hints(table.row))


def create(db: sqlite3.Connection, table: TableSpec) -> None:
    """Creates the table, strict, keyed by its primary key alone."""
    fields = ", ".join(f'"{name}" {_SQL_TYPES[kind]} NOT NULL' for name, kind in columns(table).items())
    key = ", ".join(f'"{name}"' for name in table.key)
    db.execute(f'CREATE TABLE "{table.name}" ({fields}, PRIMARY KEY ({key})) STRICT, WITHOUT ROWID')


def upsert(db: sqlite3.Connection, table: TableSpec, rows: Iterable[tuple[Any, ...]]) -> None:
    """Writes rows; one of the same key is replaced."""
    marks = ", ".join("?" for _ in columns(table))
    db.executemany(f'INSERT OR REPLACE INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 names are ours
