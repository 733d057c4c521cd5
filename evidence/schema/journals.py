"""How long each journal was when it was last taken in, so that a long one is not read again for every line."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("journals")


@migrations()
def m001_sizes(db: Database) -> None:
    """A row a journal."""
    db.execute("CREATE TABLE journal (file TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID")
