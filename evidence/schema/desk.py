"""What people do at the desk: the entries of its journal, and the accounts and sessions made from them."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from evidence.schema.captured import APPEND_ONLY

migrations = Migrations("desk")

_ACCOUNTS = """
CREATE TABLE desk_entry (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE TABLE account (
    name TEXT PRIMARY KEY, display TEXT NOT NULL, role TEXT NOT NULL, unit TEXT NOT NULL, password TEXT NOT NULL,
    must_change INTEGER NOT NULL, disabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    hash TEXT PRIMARY KEY, account TEXT NOT NULL, opened INTEGER NOT NULL, seen INTEGER NOT NULL, address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);
CREATE TABLE login_failure (
    account TEXT NOT NULL, address TEXT NOT NULL, failures INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (account, address)
) STRICT, WITHOUT ROWID;
"""


@migrations()
def m001_accounts(db: Database) -> None:
    """Who may sign in, and who has. Times are seconds since 1970."""
    for statement in filter(str.strip, _ACCOUNTS.split(";")):
        db.execute(statement)
    for event in ("UPDATE", "DELETE"):
        db.execute(APPEND_ONLY.format(table="desk_entry", event=event))
