"""Decisions (认定): what a person said of a finding. Appended, never overwritten; the newest one counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from county.finding import FindingState
from evidence import audit
from evidence.errors import EvidenceError
from evidence.store import Store


@dataclass(frozen=True, slots=True)
class Decision:
    """`state` is confirmed, dismissed, or open where an earlier decision is withdrawn."""

    finding: str
    state: FindingState
    made_on: dt.date
    author: str
    reason: str


def decide(store: Store, decision: Decision) -> None:
    """Appends a decision. Raises EvidenceError where there is no such finding or no author."""
    if not decision.author.strip():
        raise EvidenceError("认定没有署名；请用 --by 写明认定人。")
    with store.write() as connection:
        if connection.execute("SELECT 1 FROM finding WHERE id = ?", (decision.finding,)).fetchone() is None:
            raise EvidenceError(f"没有编号为 {decision.finding} 的问题；请用 xuncha findings 查看编号。")
        connection.execute(
            "INSERT INTO decision (finding, state, made_on, author, reason) VALUES (?, ?, ?, ?, ?)",
            (decision.finding, decision.state, decision.made_on.isoformat(), decision.author, decision.reason),
        )
        audit.append(
            connection,
            decision.author,
            "decide",
            finding=decision.finding,
            state=decision.state,
            reason=decision.reason,
        )


def decided(store: Store, as_of: dt.date) -> dict[str, FindingState]:
    """The state by decision of each finding that was decided on by that day."""
    rows = store.connection.execute(
        "SELECT finding, state FROM decision WHERE made_on <= ? ORDER BY id", (as_of.isoformat(),)
    )
    return {finding: FindingState(state) for finding, state in rows}
