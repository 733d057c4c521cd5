"""Notes (备注), reminders (催办), units' answers (反馈), who has a finding in hand (分派), what one put off (稍后)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from county.times import utc_now
from evidence.desk.entries import DESK, LONGEST, entry_kind, make_entry, typed
from evidence.errors import EvidenceError
from evidence.journal import Record
from evidence.store import Store

_MENTION = re.compile(r"[@＠]([A-Za-z0-9_.\-\u4e00-\u9fff]{2,32})")


class NoteKind(StrEnum):
    """What a note is; values are stored contracts."""

    NOTE = "note"
    REMINDER = "reminder"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Note:
    """Something written under a finding."""

    at: str
    author: str
    kind: NoteKind
    content: str


def add_note(store: Store, findings: Sequence[str], kind: NoteKind, content: str, author: str, request: str) -> None:
    """Writes the same under each of these findings. Raises EvidenceError."""
    if not typed(content):
        raise EvidenceError("还没有写内容；请写好后再提交。")
    if len(content) > LONGEST:
        raise EvidenceError(f"内容超过 {LONGEST} 字；请写短一些。")
    with DESK.writing(store) as write:
        for finding in findings:
            write(make_entry(author, "noted", finding=finding, what=kind.value, content=content, request=request))


def assign(store: Store, findings: Sequence[str], account: str, author: str, request: str) -> None:
    """Puts findings into somebody's hands, or into nobody's where `account` is "". Raises EvidenceError."""
    with DESK.writing(store) as write:
        known = store.connection.execute("SELECT 1 FROM account WHERE name = ? AND disabled = 0", (account,)).fetchone()
        if account and known is None:
            raise EvidenceError(f"没有账号“{account}”；请从名单里选择。")
        for finding in findings:
            write(make_entry(author, "assigned", finding=finding, account=account, request=request))


def put_off(store: Store, findings: Sequence[str], account: str) -> None:
    """Notes that somebody wants to come back to them later; no decision, and nobody else's matter."""
    with store.write() as connection:
        rows = [(account, finding, utc_now()) for finding in findings]
        connection.executemany("INSERT OR REPLACE INTO later VALUES (?, ?, ?)", rows)


@entry_kind("noted")
def _note(connection: sqlite3.Connection, entry: Record) -> None:
    values = (entry["finding"], entry["at"], entry["author"], entry["what"], entry["content"])
    made = connection.execute("INSERT INTO note (finding, at, author, kind, content) VALUES (?, ?, ?, ?, ?)", values)
    names = {name for run in _MENTION.findall(entry["content"]) for name in _heads(run)}
    mentioned = [(made.lastrowid, name) for name in names]
    connection.executemany(
        "INSERT OR IGNORE INTO mention SELECT name, ? FROM account WHERE name = ? OR display = ?",
        [(note, name, name) for note, name in mentioned],
    )


def _heads(run: str) -> list[str]:
    """A Chinese name is not parted from what follows it: every beginning of the run may be the one that is meant."""
    return [run[:end] for end in range(2, len(run) + 1)]


@entry_kind("assigned")
def _assign(connection: sqlite3.Connection, entry: Record) -> None:
    connection.execute("DELETE FROM assignment WHERE finding = ?", (entry["finding"],))
    if entry["account"]:
        values = (entry["finding"], entry["account"], entry["author"], entry["at"])
        connection.execute("INSERT INTO assignment VALUES (?, ?, ?, ?)", values)
    connection.execute("UPDATE queue SET assignee = ? WHERE finding = ?", (entry["account"], entry["finding"]))


def notes_of(connection: sqlite3.Connection, finding: str) -> list[Note]:
    """What was written under a finding, oldest first."""
    rows = connection.execute("SELECT at, author, kind, content FROM note WHERE finding = ? ORDER BY id", (finding,))
    return [Note(at, author, NoteKind(kind), content) for at, author, kind, content in rows]


def mentions_of(connection: sqlite3.Connection, account: str, most: int) -> list[tuple[str, Note]]:
    """Findings with the notes in which somebody was called by name (@), newest first."""
    rows = connection.execute(
        "SELECT finding, at, author, kind, content FROM note JOIN mention ON mention.note = note.id"
        " WHERE mention.account = ? ORDER BY note.id DESC LIMIT ?",
        (account, most),
    )
    return [(finding, Note(at, author, NoteKind(kind), content)) for finding, at, author, kind, content in rows]
