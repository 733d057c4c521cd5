"""Decisions (认定): what a person said of a finding. Appended, never overwritten; the newest one counts."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from county.finding import FindingState
from county.personal import mask_numbers
from county.text import clean_text
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
    author, reason = (mask_numbers(clean_text(text)) for text in (decision.author, decision.reason))
    if not author.strip():
        raise EvidenceError("认定没有署名；请用 --by 写明认定人。")
    known = store.connection.execute("SELECT 1 FROM finding WHERE id = ?", (decision.finding,)).fetchone()
    if known is None:
        raise EvidenceError(f"没有编号为 {decision.finding} 的问题；请用 xuncha findings 查看编号。")
    masked = replace(decision, author=author, reason=reason)
    with _journal(store).open("a", encoding="utf-8") as journal:
        journal.write(json.dumps(asdict(masked), ensure_ascii=False, default=str) + "\n")
        journal.flush()
        os.fsync(journal.fileno())
    restore_decisions(store)


def restore_decisions(store: Store) -> None:
    """Brings into the store what the journal has and the store has not: the newest decision, or all of them after the
    store was made again from its packs."""
    path = _journal(store)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    if not lines:
        return
    with store.write() as connection:
        kept = connection.execute("SELECT count(*) FROM decision").fetchone()[0]
        for line in lines[kept:]:
            decision = json.loads(line)
            connection.execute(
                "INSERT INTO decision (finding, state, made_on, author, reason) VALUES"
                " (:finding, :state, :made_on, :author, :reason)",
                decision,
            )
            told = {name: decision[name] for name in ("finding", "state", "reason")}
            audit.append(connection, decision["author"], "decide", **told)


def _journal(store: Store) -> Path:
    """Decisions stand beside the store too: they are the one thing in it that no pack could give back."""
    return store.path.with_name("decisions.jsonl")


def decided(store: Store, by: dt.date | None = None) -> dict[str, FindingState]:
    """The newest decision on each finding: all that were made, or those made by that day. Evidence ends with the night
    of a score, decisions on it may come later (an appeal, a confirmation in January)."""
    last = (by or dt.date.max).isoformat()
    rows = store.connection.execute("SELECT finding, state FROM decision WHERE made_on <= ? ORDER BY id", (last,))
    return {finding: FindingState(state) for finding, state in rows}
