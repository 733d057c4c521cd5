"""Archives whose time was up (到期清理): which, and when; made again from its journal."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("retention")


@migrations()
def m001_retired(db: Database) -> None:
    """One row for each archive that was taken out of its pack."""
    db.execute(
        "CREATE TABLE retired_archive (run TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, day TEXT NOT NULL,"
        " PRIMARY KEY (run, file)) STRICT"
    )
