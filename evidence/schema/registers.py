"""What the office wrote down, contested and ruled: tables that only grow."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from evidence.schema.captured import APPEND_ONLY

migrations = Migrations("registers")

_REGISTERS = """
CREATE TABLE register_version (
    seq INTEGER PRIMARY KEY, register TEXT NOT NULL, entry TEXT NOT NULL, unit TEXT NOT NULL, content TEXT NOT NULL,
    retracted INTEGER NOT NULL, recorded_on TEXT NOT NULL, author TEXT NOT NULL, document TEXT NOT NULL,
    sha256 TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX register_version_entry ON register_version (entry, seq);
CREATE TABLE dispute (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, unit TEXT NOT NULL, entry TEXT NOT NULL,
    state TEXT NOT NULL, made_on TEXT NOT NULL, reason TEXT NOT NULL, recorded_on TEXT NOT NULL, author TEXT NOT NULL,
    document TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX dispute_entry ON dispute (entry, seq);
"""
_SCHEMES = """
CREATE TABLE scheme_version (
    seq INTEGER PRIMARY KEY, recorded_on TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, content TEXT NOT NULL
) STRICT
"""


@migrations()
def m001_registers(db: Database) -> None:
    """Versions of registers' entries, and appeals and rulings in one row of time, as their journals have them."""
    for statement in filter(str.strip, _REGISTERS.split(";")):
        db.execute(statement)
    _only_grow(db, "register_version", "dispute")


@migrations()
def m002_schemes(db: Database) -> None:
    """The assessment scheme as its file said at the end of each night that found it changed."""
    db.execute(_SCHEMES)
    _only_grow(db, "scheme_version")


def _only_grow(db: Database, *tables: str) -> None:
    for table in tables:
        for event in ("UPDATE", "DELETE"):
            db.execute(APPEND_ONLY.format(table=table, event=event))
