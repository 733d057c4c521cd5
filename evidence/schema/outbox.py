"""The outbox (发件箱): what is to be sent and how it went; made again from its journal."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("outbox")

_OUTBOX = """
CREATE TABLE outbox_event (id INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY, unit TEXT NOT NULL, period TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL,
    recipients TEXT NOT NULL, subject TEXT NOT NULL, file TEXT NOT NULL, state TEXT NOT NULL, reply TEXT NOT NULL,
    attempts INTEGER NOT NULL, not_before TEXT NOT NULL, queued_at TEXT NOT NULL, changed_at TEXT NOT NULL,
    UNIQUE (unit, period, kind, channel)
) STRICT;
CREATE INDEX outbox_state ON outbox (state);
"""


@migrations()
def m001_outbox(db: Database) -> None:
    """One row for each unit, period, kind and channel, and the events that made it what it is."""
    for statement in filter(str.strip, _OUTBOX.split(";")):
        db.execute(statement)
