"""The rectification loop (整改): what re-checks saw of each finding, and which reminders went out."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("rectification")

_RECTIFICATION = """
CREATE TABLE recheck (
    finding TEXT NOT NULL, night TEXT NOT NULL, last_night TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
    capture TEXT NOT NULL, PRIMARY KEY (finding, night)
) STRICT, WITHOUT ROWID;
CREATE TABLE urging (
    finding TEXT NOT NULL, step TEXT NOT NULL, due TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (finding, step, due)
) STRICT, WITHOUT ROWID
"""


@migrations()
def m001_rectification(db: Database) -> None:
    """Stretches of nights with one outcome, made anew with the findings; reminders, made from the desk's journal."""
    for statement in filter(str.strip, _RECTIFICATION.split(";")):
        db.execute(statement)
