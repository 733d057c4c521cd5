"""Decisions (认定): what a person said of a finding. Appended, never overwritten; the newest one counts."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from county.finding import FindingState
from county.personal import mask_typed
from county.review import Decided, Status, plain_status
from county.text import clean_text
from county.times import day, utc_now
from evidence import audit
from evidence.errors import EvidenceError
from evidence.journal import Journal, Record
from evidence.store import Store


@dataclass(frozen=True, slots=True)
class Decision:
    """`state` is what it means to the score: confirmed, dismissed, or open where an earlier decision is withdrawn.
    `status` is where it puts the finding in the office's work, by default the plainest one of that state, and `before`
    where it was; it counts as standing there from `since` on, by default the day it was made. `batch` is shared by all
    decisions of one act; what was deferred has an approver and a last day."""

    finding: str
    state: FindingState
    made_on: dt.date
    author: str
    reason: str
    status: Status | None = None
    before: Status = Status.PENDING
    since: dt.date | None = None
    approver: str = ""
    until: dt.date | None = None
    batch: str = ""
    undoes: str = ""


def decide(store: Store, decision: Decision) -> None:
    """Appends a decision. Raises EvidenceError where there is no such finding or no author."""
    if not decision.author.strip():
        raise EvidenceError("认定没有署名；请用 --by 写明认定人。")
    with DECISIONS.writing(store) as write:
        known = store.connection.execute("SELECT 1 FROM finding WHERE id = ?", (decision.finding,)).fetchone()
        if known is None:
            raise EvidenceError(f"没有编号为 {decision.finding} 的问题；请用 xuncha findings 查看编号。")
        before = newest_decisions(store.connection, [decision.finding]).get(decision.finding, Decided()).status
        author, reason = (mask_typed(clean_text(text)) for text in (decision.author, decision.reason))
        write(decision_record(replace(decision, before=before, author=author, reason=reason)))


def decision_record(decision: Decision) -> Record:
    """The decision as its journal keeps it, made now. What was typed must be masked."""
    given = {field: getattr(decision, field) for field in _FIELDS}
    status, since = decision.status or plain_status(decision.state), decision.since or decision.made_on
    return {**given, "status": status, "since": since, "until": decision.until or "", "made_at": utc_now()}


_FIELDS = tuple(field.name for field in fields(Decision))
_ADDED_LATER = {
    "status": "",
    "before": "",
    "since": "",
    "made_at": "",
    "approver": "",
    "until": "",
    "batch": "",
    "undoes": "",
}
"""Fields that lines of older versions lack."""


def _keep(connection: sqlite3.Connection, record: Record) -> None:
    decision = _ADDED_LATER | record
    connection.execute(
        'INSERT INTO decision (finding, state, made_on, author, reason, status, "before", since, made_at, approver,'
        " until, batch) VALUES (:finding, :state, :made_on, :author, :reason, :status, :before, :since, :made_at,"
        " :approver, :until, :batch)",
        decision,
    )
    connection.execute("UPDATE queue SET stale = 1 WHERE finding = ?", (decision["finding"],))
    if decision["batch"]:
        _count_in(connection, decision)
    audited = {name: decision[name] for name in _AUDITED if decision[name]}
    audit.append(connection, decision["author"], "decide", **audited)


def _count_in(connection: sqlite3.Connection, decision: Record) -> None:
    """The acts of an author are kept apart, so that the last of them can be told and undone."""
    connection.execute(
        "INSERT INTO batch VALUES (:batch, :author, :made_at, :status, 1, :undoes, '')"
        " ON CONFLICT (id) DO UPDATE SET findings = findings + 1",
        decision,
    )
    if decision["undoes"]:
        connection.execute("UPDATE batch SET undone_by = :batch WHERE id = :undoes", decision)


_AUDITED = ("finding", "state", "before", "status", "reason", "approver", "until", "batch", "undoes")
DECISIONS = Journal("decisions.jsonl", "decision", _keep)
_NEWEST = """
SELECT finding, state, status, iif(since = '', made_on, since), until, approver, author FROM decision WHERE id IN (
    SELECT max(id) FROM decision WHERE finding IN (SELECT value FROM json_each(?)) GROUP BY finding
)
"""
_ALL_NEWEST = """
SELECT finding, state, status, iif(since = '', made_on, since), until, approver, author FROM decision
WHERE id IN (SELECT max(id) FROM decision GROUP BY finding)
"""


_DECIDED = """
SELECT finding, state FROM decision WHERE made_on <= :last {of_unit} ORDER BY id
"""
_OF_UNIT = "AND finding IN (SELECT id FROM finding WHERE unit = :unit)"


def decided(store: Store, by: dt.date | None = None, unit: str = "") -> dict[str, FindingState]:
    """The newest decision on each finding, or on those of one unit: all that were made, or those made by that day.
    Evidence ends with the night of a score, decisions on it may come later (an appeal, a confirmation in January)."""
    query = _DECIDED.format(of_unit=_OF_UNIT if unit else "")
    rows = store.connection.execute(query, {"last": (by or dt.date.max).isoformat(), "unit": unit})
    return {finding: FindingState(state) for finding, state in rows}


def newest_decisions(connection: sqlite3.Connection, findings: Iterable[str] | None = None) -> dict[str, Decided]:
    """The newest decision on each of these findings, on all of them where `findings` is None, by the finding's id."""
    if findings is None:
        rows = connection.execute(_ALL_NEWEST)
    else:
        rows = connection.execute(_NEWEST, (json.dumps(list(findings)),))
    return {
        finding: Decided(_status(state, status), day(since), day(until), approver, author)
        for finding, state, status, since, until, approver, author in rows
    }


def _status(state: str, status: str) -> Status:
    return Status(status) if status else plain_status(FindingState(state))
