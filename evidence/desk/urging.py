"""Reminders by rule (催办): which finding was urged at which step of which time limit, so that none is urged twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.desk.entries import DESK, entry_kind, make_entry
from evidence.desk.notes import NoteKind
from evidence.journal import Record
from evidence.store import Store

AUTHOR = "xuncha"
"""Signs what the machine does by rule."""


@dataclass(frozen=True, slots=True)
class Urged:
    """A finding that was urged at `step` of the time limit that ends on `due`, an ISO day."""

    finding: str
    step: str
    due: str


def note_urged(store: Store, urged: Iterable[Urged], content: str, post: str) -> None:
    """Writes the reminder into the history of each finding, once for each step and limit; `post` names the letter."""
    with DESK.writing(store) as write:
        known = urged_before(store.connection)
        for one in urged:
            if one not in known:
                named = {"finding": one.finding, "step": one.step, "due": one.due}
                write(make_entry(AUTHOR, "urged", **named, content=content, post=post))


@entry_kind("urged")
def _urge(connection: sqlite3.Connection, entry: Record) -> None:
    values = (entry["finding"], entry["step"], entry["due"], entry["at"])
    connection.execute("INSERT OR IGNORE INTO urging VALUES (?, ?, ?, ?)", values)
    note = (entry["finding"], entry["at"], entry["author"], NoteKind.REMINDER.value, entry["content"])
    connection.execute("INSERT INTO note (finding, at, author, kind, content) VALUES (?, ?, ?, ?, ?)", note)


def urged_before(connection: sqlite3.Connection) -> set[Urged]:
    """All reminders that went out."""
    return {Urged(*row) for row in connection.execute("SELECT finding, step, due FROM urging")}
