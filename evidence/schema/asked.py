"""Re-checks that somebody asked for (人工复查): one page read again for one finding, and what it showed; made again
from the desk's journal."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("asked")

_ASKED = """
CREATE TABLE asked_recheck (
    id INTEGER PRIMARY KEY, finding TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL, run TEXT NOT NULL,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, capture TEXT NOT NULL
) STRICT;
CREATE INDEX asked_recheck_finding ON asked_recheck (finding)
"""


@migrations()
def m001_asked(db: Database) -> None:
    """A row a re-check, in the order in which they ended."""
    for statement in filter(str.strip, _ASKED.split(";")):
        db.execute(statement)
