"""What the county's overview shows of each unit, as it was after each night's check."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("boards")

_SUMMARIES = """
CREATE TABLE unit_summary (
    unit TEXT NOT NULL, night TEXT NOT NULL, total TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (unit, night)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_summary_night ON unit_summary (night);
CREATE TABLE summary_mark (mark TEXT NOT NULL) STRICT;
"""


@migrations()
def m001_summaries(db: Database) -> None:
    """Totals by unit and night, and how far what people wrote had come when the newest were made."""
    for statement in filter(str.strip, _SUMMARIES.split(";")):
        db.execute(statement)
