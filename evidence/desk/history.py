"""What was done with a finding (经过), from its decisions: who, when, from where to where, why."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from county.finding import FindingState
from county.review import Status, plain_status


@dataclass(frozen=True, slots=True)
class Step:
    """One decision. `at` is UTC, or a day where an older one has no time; `batch` is the id of the request."""

    finding: str
    at: str
    author: str
    before: Status
    status: Status
    reason: str
    approver: str
    until: str
    batch: str


_STEPS = """
SELECT decision.finding, iif(made_at = '', made_on, made_at), author, "before", decision.status, state, reason,
    approver, until, batch
FROM decision
"""


def steps_of(connection: sqlite3.Connection, finding: str) -> list[Step]:
    """The decisions on one finding, oldest first."""
    return [_step(row) for row in connection.execute(f"{_STEPS} WHERE finding = ? ORDER BY decision.id", (finding,))]


def steps_of_unit(connection: sqlite3.Connection, unit: str, most: int) -> list[Step]:
    """The newest decisions on findings of one unit, newest first."""
    query = f"{_STEPS} JOIN queue ON queue.finding = decision.finding WHERE unit = ? ORDER BY decision.id DESC LIMIT ?"
    return [_step(row) for row in connection.execute(query, (unit, most))]


def _step(row: tuple[str, ...]) -> Step:
    finding, at, author, before, status, state, reason, approver, until, batch = row
    reached = Status(status) if status else plain_status(FindingState(state))
    return Step(finding, at, author, Status(before or Status.PENDING), reached, reason, approver, until, batch)
