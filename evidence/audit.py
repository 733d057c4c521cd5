"""The audit chain (审计链): each entry carries the hash of all before it, so nothing can be taken out unseen."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass

from county.times import utc_now

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that was done. `detail` is JSON; it never holds a whole personal number."""

    seq: int
    at: str
    actor: str
    action: str
    detail: str
    hash: str


def append(connection: sqlite3.Connection, actor: str, action: str, **detail: str) -> None:
    """Adds an entry, inside the caller's transaction."""
    last = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone() or (0, GENESIS)
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
    entry = (last[0] + 1, utc_now(), actor, action, text)
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)", (*entry, _hash(last[1], entry)))


def verify(connection: sqlite3.Connection) -> AuditEntry | None:
    """The first entry that does not follow from those before it, None where the chain is whole."""
    before = GENESIS
    for expected, row in enumerate(connection.execute("SELECT * FROM audit ORDER BY seq"), start=1):
        entry = AuditEntry(*row)
        if entry.seq != expected or entry.hash != _hash(before, row[:-1]):
            return entry
        before = entry.hash
    return None


def count(connection: sqlite3.Connection) -> int:
    """How many entries there are."""
    return int(connection.execute("SELECT count(*) FROM audit").fetchone()[0])


def entries_before(connection: sqlite3.Connection, seq: int | None, most: int) -> list[AuditEntry]:
    """The newest entries older than `seq`, newest first; of all where `seq` is None."""
    query = "SELECT * FROM audit WHERE ? IS NULL OR seq < ? ORDER BY seq DESC LIMIT ?"
    return [AuditEntry(*row) for row in connection.execute(query, (seq, seq, most))]


def _hash(before: str, entry: tuple[int, str, str, str, str]) -> str:
    return hashlib.sha256("\n".join((before, *map(str, entry))).encode()).hexdigest()
