"""Decisions (认定): what a person said of a finding. Appended, never overwritten; the newest one counts."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import asdict, dataclass, replace

from county.finding import FindingState
from county.personal import mask_numbers
from county.text import clean_text
from evidence import audit
from evidence.errors import EvidenceError
from evidence.journal import Journal, Record
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
    author, reason = (mask_numbers(clean_text(text)) for text in (decision.author, decision.reason))
    if not author.strip():
        raise EvidenceError("认定没有署名；请用 --by 写明认定人。")
    with DECISIONS.writing(store) as write:
        known = store.connection.execute("SELECT 1 FROM finding WHERE id = ?", (decision.finding,)).fetchone()
        if known is None:
            raise EvidenceError(f"没有编号为 {decision.finding} 的问题；请用 xuncha findings 查看编号。")
        write(asdict(replace(decision, author=author, reason=reason)))


def _keep(connection: sqlite3.Connection, decision: Record) -> None:
    connection.execute(
        "INSERT INTO decision (finding, state, made_on, author, reason) VALUES"
        " (:finding, :state, :made_on, :author, :reason)",
        decision,
    )
    audit.append(connection, decision["author"], "decide", **{name: decision[name] for name in _AUDITED})


_AUDITED = ("finding", "state", "reason")
DECISIONS = Journal("decisions.jsonl", "decision", _keep)


def decided(store: Store, by: dt.date | None = None) -> dict[str, FindingState]:
    """The newest decision on each finding: all that were made, or those made by that day. Evidence ends with the night
    of a score, decisions on it may come later (an appeal, a confirmation in January)."""
    last = (by or dt.date.max).isoformat()
    rows = store.connection.execute("SELECT finding, state FROM decision WHERE made_on <= ? ORDER BY id", (last,))
    return {finding: FindingState(state) for finding, state in rows}


def decided_on(store: Store, by: dt.date | None = None) -> dict[str, dt.date]:
    """The day of the newest decision on each finding, of all that were made or of those made by that day."""
    last = (by or dt.date.max).isoformat()
    rows = store.connection.execute("SELECT finding, made_on FROM decision WHERE made_on <= ? ORDER BY id", (last,))
    return {finding: dt.date.fromisoformat(made_on) for finding, made_on in rows}
