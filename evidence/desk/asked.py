"""Re-checks that somebody asked for (人工复查), as the desk's journal keeps them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from county.recheck import Outcome, Recheck
from evidence.desk.entries import entry_kind, record
from evidence.journal import Record
from evidence.store import Store


class AskedRecheck(NamedTuple):
    """What one page showed when it was read again. `at` is UTC, `run` the crawl of that page, `capture` what it
    brought, "" where the page stood as it was or did not answer."""

    finding: str
    at: str
    author: str
    run: str
    outcome: str
    reason: str
    capture: str

    @property
    def kind(self) -> Outcome:
        """The outcome as what it is."""
        return Outcome(self.outcome)


def keep_recheck(store: Store, finding: str, run: str, seen: Recheck, capture: str, author: str) -> AskedRecheck:
    """Writes down what was seen; gives it as it was kept. Raises EvidenceError."""
    told = {"finding": finding, "run": run, "outcome": seen.outcome.value, "reason": seen.reason, "capture": capture}
    record(store, author, "rechecked", **told)
    return newest_recheck(store.connection, finding) or AskedRecheck(at="", author=author, **told)


@entry_kind("rechecked")
def _rechecked(connection: sqlite3.Connection, entry: Record) -> None:
    values = [entry[name] for name in AskedRecheck._fields]
    connection.execute(
        "INSERT INTO asked_recheck (finding, at, author, run, outcome, reason, capture) VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def newest_recheck(connection: sqlite3.Connection, finding: str) -> AskedRecheck | None:
    """The last one of a finding."""
    fields = ", ".join(AskedRecheck._fields)
    row = connection.execute(
        f"SELECT {fields} FROM asked_recheck WHERE finding = ? ORDER BY id DESC LIMIT 1",  # noqa: S608 names are ours
        (finding,),
    ).fetchone()
    return AskedRecheck(*row) if row else None
