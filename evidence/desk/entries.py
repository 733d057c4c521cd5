"""What people do at the desk, as entries of its journal: one function a kind puts an entry into the tables."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable
from typing import Any

from county.personal import mask_typed
from county.text import clean_text
from county.times import utc_now
from evidence import audit
from evidence.journal import Journal, Record
from evidence.store import Store

Apply = Callable[[sqlite3.Connection, Record], None]
KINDS: dict[str, Apply] = {}
"""Kind of entry → what it does to the tables; kinds are stored contracts."""
_HEAD = ("at", "author", "kind")
_UNSEEN = frozenset("CZ")
"""Groups of signs that show nothing: controls and formats, spaces."""
LONGEST = 2000
"""Characters of a note, of a reason."""
_SECRET = frozenset(("password",))
"""Fields that never stand in the audit chain."""


def entry_kind(kind: str) -> Callable[[Apply], Apply]:
    """Registers what an entry of that kind does."""

    def register(apply: Apply) -> Apply:
        KINDS[kind] = apply
        return apply

    return register


def _keep(connection: sqlite3.Connection, entry: Record) -> None:
    told = {name: value for name, value in entry.items() if name not in _HEAD}
    head = [entry[name] for name in _HEAD]
    content = json.dumps(told, ensure_ascii=False, sort_keys=True)
    connection.execute("INSERT INTO desk_entry (at, author, kind, content) VALUES (?, ?, ?, ?)", (*head, content))
    KINDS[entry["kind"]](connection, entry)
    audited = {name: str(value) for name, value in told.items() if name not in _SECRET}
    audit.append(connection, entry["author"], entry["kind"], **audited)


DESK = Journal("desk.jsonl", "desk_entry", _keep)


def record(store: Store, author: str, kind: str, **fields: Any) -> None:
    """Writes one entry."""
    with DESK.writing(store) as write:
        write(make_entry(author, kind, **fields))


def make_entry(author: str, kind: str, **fields: Any) -> Record:
    """An entry of now. What was typed is kept without control characters and with its personal numbers masked."""
    kept = {
        name: value if name in _SECRET or not isinstance(value, str) else typed(value) for name, value in fields.items()
    }
    return {"at": utc_now(), "author": author, "kind": kind, **kept}


def typed(text: str) -> str:
    """What a person typed, as it may be stored; "" where nobody could see any of it (零宽字符)."""
    kept = mask_typed(clean_text(text)).strip()
    return kept if any(unicodedata.category(sign)[0] not in _UNSEEN for sign in kept) else ""
