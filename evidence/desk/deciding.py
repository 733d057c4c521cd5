"""Deciding (认定) on one finding or on thousands: one transaction, one act to undo; illegal moves are left out."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from county.finding import FindingState, Level
from county.review import Status, finding_state, may_move, must_say_why, plain_status
from county.times import day
from evidence.decisions import DECISIONS, Decision, decision_record, newest_decisions
from evidence.desk.entries import LONGEST, typed
from evidence.desk.queue import QueueRow, Timing, refresh_queue
from evidence.errors import EvidenceError
from evidence.rechecks import newest_rechecks
from evidence.store import Store

UNDOABLE = 20
"""Acts of one's own that can still be undone."""
UNEXPLAINED = "最近一次复核没有看到已改正（仍在或没能看清），认定“复核通过”要写明理由；请补上理由后重试。"
"""Why a fault that is not seen to be mended is not passed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decides, once for all findings it is about; `batch` is the id of the request that says so."""

    status: Status
    author: str
    reason: str
    batch: str
    approver: str = ""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many findings were moved, where to, how many could not be: they stand elsewhere by now, or the move is not
    allowed from where they stand. `waiting` of the moved ones wait for a second person; `first` is one of them.
    `unexplained` of those not moved could have been, with a reason."""

    moved: int
    refused: int
    waiting: int = 0
    first: str = ""
    unexplained: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """One act of somebody: a decision on so many findings."""

    id: str
    made_at: str
    status: Status
    findings: int


def decide_on(
    store: Store, findings: Sequence[str], verdict: Verdict, timing: Timing, vetoes: Collection[str] = ()
) -> Outcome:
    """Decides on all findings for which the move is allowed. `vetoes` are checks whose findings may cost everything:
    with 严重 ones they need two persons where the office says so. Without a reason, those that ask for one are left
    out; where nothing else is meant the decision is refused. Raises EvidenceError."""
    verdict = replace(verdict, reason=typed(verdict.reason), approver=typed(verdict.approver))
    _complete(verdict, timing)
    with DECISIONS.writing(store) as write:
        connection = store.connection
        refresh_queue(connection, timing)
        rows = _rows(connection, findings)
        unexplained = _unexplained(store, findings, verdict)
        if unexplained and len(unexplained) == len(rows):
            raise EvidenceError(UNEXPLAINED)
        newest = newest_decisions(connection, findings)
        waiting = moved = 0
        for row in rows:
            if row.finding in unexplained:
                continue
            first = newest[row.finding].author if row.status == Status.FIRST_CONFIRMED else ""
            status = _reached(row, verdict, first, timing, vetoes)
            if status is None:
                continue
            moved += 1
            waiting += status is Status.FIRST_CONFIRMED
            write(decision_record(_decision(row, verdict, status, timing)))
        refresh_queue(connection, timing)
        _forget_later(connection, findings)
    return Outcome(moved, len(findings) - moved, waiting, unexplained=len(unexplained))


def allowed(connection: sqlite3.Connection, findings: Sequence[str], to: Status) -> int:
    """On how many of these findings that could be decided now (预览)."""
    return sum(may_move(Status(row.status), to) for row in _rows(connection, findings))


def passed_with_reason(store: Store, findings: Sequence[str]) -> set[str]:
    """Those of these findings that may pass the check (复核通过) with a reason only: nobody saw them mended."""
    rows = [row for row in _rows(store.connection, findings) if may_move(Status(row.status), Status.PASSED)]
    seen = {finding: one.kind for finding, one in newest_rechecks(store, [row.finding for row in rows]).items()}
    return {row.finding for row in rows if must_say_why(Status(row.status), seen.get(row.finding))}


def undo(store: Store, batch: str, author: str, request: str, timing: Timing) -> Outcome:
    """Takes back one of the author's own last acts, by new entries: each finding stands again where it stood before,
    unless somebody has decided on it since. Raises EvidenceError."""
    with DECISIONS.writing(store) as write:
        connection = store.connection
        if batch not in {act.id for act in acts(connection, author)}:
            raise EvidenceError(f"只能撤销自己最近 {UNDOABLE} 次还没有撤销的认定；请刷新页面。")
        made = connection.execute(_MADE, {"batch": batch}).fetchall()
        untouched = [row for row in made if row[1] == row[2]]
        for finding, _, _, status, *earlier in untouched:
            write(decision_record(_taken_back(finding, status, tuple(earlier), author, request, batch, timing)))
        refresh_queue(connection, timing)
    return Outcome(len(untouched), len(made) - len(untouched), first=untouched[0][0] if untouched else "")


def acts(connection: sqlite3.Connection, author: str) -> list[Act]:
    """The author's last acts that were not taken back and take nothing back, newest first."""
    query = """
    SELECT id, made_at, status, findings FROM batch WHERE author = ? AND undone_by = '' AND undoes = ''
    ORDER BY rowid DESC LIMIT ?
    """
    rows = connection.execute(query, (author, UNDOABLE))
    return [Act(id_, made_at, Status(status), findings) for id_, made_at, status, findings in rows]


_LIVE = "NOT EXISTS (SELECT 1 FROM batch WHERE id = {row}.batch AND (undone_by <> '' OR undoes <> ''))"
"""What was taken back, and the taking back itself, cancel each other out."""
_MADE = f"""
SELECT made.finding, made.id, (
        SELECT max(id) FROM decision AS later WHERE finding = made.finding AND {_LIVE.format(row="later")}
    ), made.status, earlier.state, earlier.status, iif(earlier.since = '', earlier.made_on, earlier.since),
    earlier.approver, earlier.until
FROM decision AS made LEFT JOIN decision AS earlier ON earlier.id = (
    SELECT max(id) FROM decision AS one WHERE finding = made.finding AND id < made.id AND {_LIVE.format(row="one")}
) WHERE made.batch = :batch AND made.batch <> '' ORDER BY made.id
"""  # noqa: S608 our own names
"""Each decision of an act, the newest one on the same finding, and the one before it."""


def _taken_back(
    finding: str, from_: str, earlier: tuple[str | None, ...], author: str, request: str, batch: str, timing: Timing
) -> Decision:
    state, status, since, approver, until = (value or "" for value in earlier)
    back = Decision(finding, FindingState.OPEN, timing.today, author, "撤销", Status.PENDING, Status(from_))
    back = replace(back, batch=request, undoes=batch)
    if not state:
        return back
    was = Status(status) if status else plain_status(FindingState(state))
    return replace(back, state=FindingState(state), status=was, since=day(since), approver=approver, until=day(until))


def _reached(row: QueueRow, verdict: Verdict, first: str, timing: Timing, vetoes: Collection[str]) -> Status | None:
    """Where the finding comes to stand, None where it may not move. A second person is somebody else than `first`, who
    said so first."""
    if not may_move(Status(row.status), verdict.status):
        return None
    grave = row.level == Level.SERIOUS or row.rule in vetoes
    if verdict.status is not Status.CONFIRMED or not (timing.policy.two_persons and grave):
        return verdict.status
    if not first:
        return Status.FIRST_CONFIRMED
    return None if first == verdict.author else Status.CONFIRMED


def _decision(row: QueueRow, verdict: Verdict, status: Status, timing: Timing) -> Decision:
    return Decision(
        row.finding,
        finding_state(status),
        timing.today,
        verdict.author,
        verdict.reason,
        status=status,
        before=Status(row.status),
        approver=verdict.approver if status is Status.DEFERRED else "",
        until=verdict.until if status is Status.DEFERRED else None,
        batch=verdict.batch,
    )


def _unexplained(store: Store, findings: Sequence[str], verdict: Verdict) -> set[str]:
    wanting = verdict.status is Status.PASSED and not verdict.reason
    return passed_with_reason(store, findings) if wanting else set()


def _complete(verdict: Verdict, timing: Timing) -> None:
    """Refuses a deferral that does not say why, who agreed and until when, and words that fit on no paper."""
    if max(len(verdict.reason), len(verdict.approver)) > LONGEST:
        raise EvidenceError(f"理由或批准人超过 {LONGEST} 字；请写短一些。")
    if verdict.status is not Status.DEFERRED:
        return
    if not (verdict.reason and verdict.approver and verdict.until):
        raise EvidenceError("暂不处理要写明理由、批准人和期限；请补全后重试。")
    if verdict.until < timing.today:
        raise EvidenceError("暂不处理的期限已经过去；请写今天或以后的日期。")


def _rows(connection: sqlite3.Connection, findings: Sequence[str]) -> list[QueueRow]:
    query = "SELECT * FROM queue WHERE finding IN (SELECT value FROM json_each(?))"
    return [QueueRow(*row) for row in connection.execute(query, (json.dumps(list(findings)),))]


def _forget_later(connection: sqlite3.Connection, findings: Sequence[str]) -> None:
    connection.execute(
        "DELETE FROM later WHERE finding IN (SELECT value FROM json_each(?))", (json.dumps(list(findings)),)
    )
