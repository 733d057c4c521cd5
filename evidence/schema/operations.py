"""What the clock did (值守): the ledger of jobs, and what befell the clock itself."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("operations")

_JOBS = """
CREATE TABLE job_run (
    job TEXT NOT NULL, due TEXT NOT NULL, day TEXT NOT NULL, until TEXT NOT NULL, state TEXT NOT NULL,
    reason TEXT NOT NULL, attempts INTEGER NOT NULL, not_before TEXT NOT NULL, started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL, PRIMARY KEY (job, due)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_run_open ON job_run (due) WHERE state IN ('planned', 'running');
CREATE TABLE clock_event (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, since TEXT NOT NULL
) STRICT;
"""


@migrations()
def m001_jobs(db: Database) -> None:
    """Jobs by the time they were due, and gaps and leaps of the clock."""
    for statement in filter(str.strip, _JOBS.split(";")):
        db.execute(statement)


@migrations()
def m002_hindrances(db: Database) -> None:
    """What kept the clockwork from its books for a while, in words."""
    db.execute("ALTER TABLE clock_event ADD COLUMN reason TEXT NOT NULL DEFAULT ''")
