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


@migrations()
def m002_boards(db: Database) -> None:
    """The newest board of each unit as a whole. What was kept before had another form."""
    db.execute("CREATE TABLE unit_board (unit TEXT PRIMARY KEY, night TEXT NOT NULL, content TEXT NOT NULL) STRICT")
    db.execute("DELETE FROM unit_summary")
    db.execute("DELETE FROM summary_mark")


@migrations()
def m003_totals(db: Database) -> None:
    """A year of totals is read without the outlines beside them, which are a hundred times as much."""
    db.execute("CREATE INDEX unit_summary_total ON unit_summary (night, unit, total)")
    db.execute("CREATE INDEX unit_summary_of_unit ON unit_summary (unit, night, total)")
    db.execute("DROP INDEX unit_summary_night")


_TOTALS = """
CREATE TABLE unit_total (
    unit TEXT NOT NULL, night TEXT NOT NULL, total TEXT NOT NULL, PRIMARY KEY (unit, night)
) STRICT, WITHOUT ROWID;
INSERT INTO unit_total SELECT unit, night, total FROM unit_summary;
CREATE INDEX unit_total_night ON unit_total (night, unit, total);
ALTER TABLE unit_board ADD COLUMN outline TEXT NOT NULL DEFAULT '';
UPDATE unit_board SET outline = coalesce((
    SELECT content FROM unit_summary WHERE unit_summary.unit = unit_board.unit AND unit_summary.night = unit_board.night
), '');
DROP TABLE unit_summary
"""


@migrations()
def m004_newest_outline(db: Database) -> None:
    """Of past nights the total alone is kept: an outline names every week of the year, and only the newest is read."""
    for statement in filter(str.strip, _TOTALS.split(";")):
        db.execute(statement)
