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


_REVIEW = """
ALTER TABLE decision ADD COLUMN status TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN "before" TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN made_at TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN approver TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN until TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN batch TEXT NOT NULL DEFAULT '';
CREATE INDEX decision_batch ON decision (batch) WHERE batch <> '';
CREATE TABLE batch (
    id TEXT PRIMARY KEY, author TEXT NOT NULL, made_at TEXT NOT NULL, status TEXT NOT NULL, findings INTEGER NOT NULL,
    undoes TEXT NOT NULL, undone_by TEXT NOT NULL
) STRICT;
CREATE INDEX batch_author ON batch (author);
CREATE TABLE queue (
    finding TEXT PRIMARY KEY, tray TEXT NOT NULL, status TEXT NOT NULL, rank INTEGER NOT NULL, due TEXT NOT NULL,
    since TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_on TEXT NOT NULL, grp TEXT NOT NULL,
    group_rank INTEGER NOT NULL, group_due TEXT NOT NULL, group_first TEXT NOT NULL, unit TEXT NOT NULL,
    "column" TEXT NOT NULL, rule TEXT NOT NULL, level TEXT NOT NULL, subject TEXT NOT NULL, url TEXT NOT NULL,
    title TEXT NOT NULL, words TEXT NOT NULL, assignee TEXT NOT NULL, mute TEXT NOT NULL, stale INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_tray ON queue (tray, group_rank, group_due, group_first, grp, finding);
CREATE INDEX queue_unit ON queue (unit, tray, group_rank, group_due, group_first, grp, finding);
CREATE INDEX queue_rule ON queue (rule, tray, group_rank, group_due, group_first, grp, finding);
CREATE INDEX queue_group ON queue (grp, tray, unit);
CREATE INDEX queue_subject ON queue (subject);
CREATE INDEX queue_assignee ON queue (assignee, tray, group_rank, group_due, group_first, grp) WHERE assignee <> '';
CREATE INDEX queue_mute ON queue (mute) WHERE mute <> '';
CREATE INDEX queue_stale ON queue (stale) WHERE stale = 1;
CREATE TABLE mute (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, words TEXT NOT NULL, unit TEXT NOT NULL, "column" TEXT NOT NULL,
    url_prefix TEXT NOT NULL, grp TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, made_on TEXT NOT NULL,
    approver TEXT NOT NULL, approved_on TEXT NOT NULL, expires TEXT NOT NULL, ended_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mute_hit (mute TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (mute, finding)) STRICT, WITHOUT ROWID;
CREATE INDEX mute_hit_finding ON mute_hit (finding);
CREATE TABLE note (
    id INTEGER PRIMARY KEY, finding TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX note_finding ON note (finding);
CREATE TABLE mention (account TEXT NOT NULL, note INTEGER NOT NULL, PRIMARY KEY (account, note)) STRICT, WITHOUT ROWID;
CREATE TABLE assignment (
    finding TEXT PRIMARY KEY, account TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE view (
    account TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE later (
    account TEXT NOT NULL, finding TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (account, finding)
) STRICT, WITHOUT ROWID
"""


@migrations()
def m002_review(db: Database) -> None:
    """The queue, made again with the findings, and what people wrote down beside their decisions."""
    for statement in filter(str.strip, _REVIEW.split(";")):
        db.execute(statement)


_QUEUE = """
DROP TABLE queue;
CREATE TABLE queue (
    finding TEXT PRIMARY KEY, tray TEXT NOT NULL, status TEXT NOT NULL, rank INTEGER NOT NULL, due TEXT NOT NULL,
    since TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_on TEXT NOT NULL, grp TEXT NOT NULL,
    group_rank INTEGER NOT NULL, group_due TEXT NOT NULL, group_first TEXT NOT NULL, unit TEXT NOT NULL,
    "column" TEXT NOT NULL, rule TEXT NOT NULL, level TEXT NOT NULL, subject TEXT NOT NULL, url TEXT NOT NULL,
    title TEXT NOT NULL, words TEXT NOT NULL, assignee TEXT NOT NULL, mute TEXT NOT NULL, stale INTEGER NOT NULL
) STRICT;
CREATE INDEX queue_tray ON queue (tray, group_rank, group_due, group_first, grp, rank, due, words, title);
CREATE INDEX queue_unit ON queue (unit, tray, group_rank, group_due, group_first, grp);
CREATE INDEX queue_rule ON queue (rule, tray, group_rank, group_due, group_first, grp);
CREATE INDEX queue_group ON queue (grp, tray, unit);
CREATE INDEX queue_subject ON queue (subject);
CREATE INDEX queue_assignee ON queue (assignee, tray, group_rank, group_due, group_first, grp) WHERE assignee <> '';
CREATE INDEX queue_mute ON queue (mute) WHERE mute <> '';
CREATE INDEX queue_stale ON queue (stale) WHERE stale = 1;
CREATE INDEX queue_deferred ON queue (due) WHERE tray = 'deferred';
CREATE TABLE queue_count (
    unit TEXT NOT NULL, tray TEXT NOT NULL, findings INTEGER NOT NULL, PRIMARY KEY (unit, tray)
) STRICT, WITHOUT ROWID
"""


@migrations()
def m003_wide_index(db: Database) -> None:
    """The queue with an index that answers searches and levels without a look at the rows, and its counts. It fills
    again with the next check."""
    for statement in filter(str.strip, _QUEUE.split(";")):
        db.execute(statement)


_COUNTS = """
DROP TABLE queue_count;
CREATE TABLE queue_count (
    unit TEXT NOT NULL, tray TEXT NOT NULL, findings INTEGER NOT NULL, grave INTEGER NOT NULL, PRIMARY KEY (unit, tray)
) STRICT, WITHOUT ROWID;
INSERT INTO queue_count SELECT unit, tray, count(*), sum(rank = 0) FROM queue GROUP BY unit, tray;
CREATE INDEX queue_open ON queue (unit, rank, due = '', due, first_seen, finding)
WHERE tray IN ('review', 'notice', 'mending', 'check')
"""


@migrations()
def m004_counts(db: Database) -> None:
    """How many of the findings counted are grave, and an index in the order of a unit's page."""
    for statement in filter(str.strip, _COUNTS.split(";")):
        db.execute(statement)
