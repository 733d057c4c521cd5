"""Time-stamps of the run chain's head (可信时间戳): which token vouches for which; made again from its journal."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("stamps")


@migrations()
def m001_stamp(db: Database) -> None:
    """One row for each token that is kept: its file, the link that it covers, and when it says that this was there."""
    db.execute(
        "CREATE TABLE stamp (file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, seq INTEGER NOT NULL, head TEXT NOT NULL,"
        " at TEXT NOT NULL, authority TEXT NOT NULL) STRICT"
    )
