"""Seals (封条): a digest of each table that is made from the evidence, as the last check left it. An edited row is
noticed without everything being made again. A store that was being checked when the power went has none."""

from __future__ import annotations

import hashlib
import sqlite3

from evidence.store import Store

DERIVED = {
    "entry": 2,
    "listed_date": 3,
    "attachment": 2,
    "text_finding": 2,
    "night_finding": 2,
    "site_finding": 3,
    "finding": 1,
    "finding_span": 2,
    "finding_capture": 2,
    "recheck": 2,
}
"""Each with how many of its first columns name a row."""
_ROWS_AT_ONCE = 1000


def unseal(connection: sqlite3.Connection) -> None:
    """Takes the seals off before anything is changed."""
    connection.execute("DELETE FROM seal")


def seal(store: Store) -> None:
    """Seals the tables as they are. Whoever checks is alone in the home, so nobody else waits while they are read."""
    digests = [(table, _digest(store.connection, table)) for table in DERIVED]
    with store.write() as connection:
        connection.executemany('INSERT OR REPLACE INTO seal ("table", digest) VALUES (?, ?)', digests)


def broken_seals(store: Store) -> list[str]:
    """The tables that are not as they were sealed, seen at one moment: a check may begin meanwhile."""
    connection = store.connection
    connection.execute("BEGIN")
    try:
        sealed = connection.execute('SELECT "table", digest FROM seal ORDER BY "table"').fetchall()
        return [table for table, digest in sealed if table in DERIVED and _digest(connection, table) != digest]
    finally:
        connection.execute("ROLLBACK")


def _digest(connection: sqlite3.Connection, table: str) -> str:
    key = ", ".join(map(str, range(1, DERIVED[table] + 1)))
    digest = hashlib.sha256()
    found = connection.execute(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608 names are ours
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        digest.update("".join(map(repr, rows)).encode())
    return digest.hexdigest()
