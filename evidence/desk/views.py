"""Named views (视图): filters that somebody wants to come back to."""

from __future__ import annotations

import sqlite3

from evidence.desk.entries import entry_kind, record
from evidence.errors import EvidenceError
from evidence.journal import Record
from evidence.store import Store

LONGEST_NAME = 30
LONGEST_QUERY = 1000


def keep_view(store: Store, account: str, name: str, query: str) -> None:
    """Keeps a filter under a name; one of the same name is replaced. Raises EvidenceError."""
    if not 1 <= len(name.strip()) <= LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise EvidenceError(f"视图名称要有 1—{LONGEST_NAME} 个字；请改一下。")
    record(store, account, "view-kept", name=name, query=query)


def drop_view(store: Store, account: str, name: str) -> None:
    """Forgets a view of that name."""
    record(store, account, "view-dropped", name=name)


@entry_kind("view-kept")
def _keep(connection: sqlite3.Connection, entry: Record) -> None:
    connection.execute("INSERT OR REPLACE INTO view VALUES (?, ?, ?)", (entry["author"], entry["name"], entry["query"]))


@entry_kind("view-dropped")
def _drop(connection: sqlite3.Connection, entry: Record) -> None:
    connection.execute("DELETE FROM view WHERE account = ? AND name = ?", (entry["author"], entry["name"]))


def views_of(connection: sqlite3.Connection, account: str) -> dict[str, str]:
    """The account's filters by name."""
    return dict(connection.execute("SELECT name, query FROM view WHERE account = ? ORDER BY name", (account,)))
