"""Seals of the tables that are made from the evidence (推导表封条)."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("seals")


@migrations()
def m001_seal(db: Database) -> None:
    """The digest of each such table as the last check left it; no row while one is at work."""
    db.execute('CREATE TABLE seal ("table" TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID')
