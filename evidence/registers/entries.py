"""Entries (登记事项) as they stood on a day: every version is kept, the newest one known by that day counts."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from typing import Any, TypeVar

from county.books.book import BOOKS, Entry, entry_order
from county.books.version import Version, entry_values, restored_entry, stored_values
from county.register import (
    BonusClaim,
    Duty,
    Event,
    Exemption,
    HandIn,
    Receipt,
    Register,
    Registers,
    Request,
    Task,
)
from evidence import audit
from evidence.journal import Journal, Record
from evidence.store import Store

_INSERT = """
INSERT INTO register_version
(register, entry, unit, content, retracted, recorded_on, author, document, sha256, note) VALUES
(:register, :entry, :unit, :content, :retracted, :recorded_on, :author, :document, :sha256, :note)
"""
_SELECT = """
SELECT register, entry, unit, content, retracted, recorded_on, author, document, sha256, note FROM register_version
"""
_KNOWN = " WHERE seq IN (SELECT max(seq) FROM register_version WHERE recorded_on <= ? GROUP BY entry) ORDER BY seq"


def _keep(connection: sqlite3.Connection, record: Record) -> None:
    content = json.dumps(record["values"], ensure_ascii=False, sort_keys=True)
    connection.execute(_INSERT, {**record, "content": content})
    deed = "register-retract" if record["retracted"] else "register"
    told = {name: record[name] for name in ("register", "entry", "unit", "sha256", "note")}
    audit.append(connection, record["author"], deed, **told, content=content)


E = TypeVar("E")

REGISTERS = Journal("registers.jsonl", "register_version", _keep)


def record_of(version: Version) -> Record:
    """The version as the journal keeps it."""
    entry, receipt = version.entry, version.entry.receipt
    return {
        "register": version.register.name,
        "entry": entry.id,
        "unit": entry.unit,
        "values": stored_values(entry_values(version.register, entry)),
        "retracted": version.retracted,
        "recorded_on": receipt.recorded_on.isoformat(),
        "author": receipt.author,
        "document": receipt.document,
        "sha256": receipt.sha256,
        "note": receipt.note,
    }


def known_versions(store: Store, known_by: dt.date | None = None) -> list[Version]:
    """The newest version of every entry, of those written by `known_by` where a day is given; retracted ones too.
    By register and id."""
    rows = store.connection.execute(_SELECT + _KNOWN, ((known_by or dt.date.max).isoformat(),))
    order = {register: at for at, register in enumerate(BOOKS)}
    return sorted(map(_version, rows), key=lambda one: (order[one.register], entry_order(one.entry.id)))


def versions_of(store: Store, entry_id: str) -> list[Version]:
    """All versions of one entry, oldest first."""
    return [_version(row) for row in store.connection.execute(_SELECT + " WHERE entry = ? ORDER BY seq", (entry_id,))]


class Numbering:
    """Gives new entries their ids: BS-1, BS-2 and on, by register. To be used inside the journal's lock."""

    def __init__(self, store: Store) -> None:
        counts = store.connection.execute("SELECT register, count(DISTINCT entry) FROM register_version GROUP BY 1")
        self._last = {Register[name]: int(count) for name, count in counts}

    def next_id(self, register: Register) -> str:
        """The id of the register's next entry."""
        self._last[register] = self._last.get(register, 0) + 1
        return f"{BOOKS[register].prefix}-{self._last[register]}"


def registers(store: Store, known_by: dt.date | None = None) -> dict[str, Registers]:
    """What the registers hold of each unit, as far as it was written by `known_by`."""
    by_unit: dict[str, list[Entry]] = defaultdict(list)
    for version in known_versions(store, known_by):
        if not version.retracted:
            by_unit[version.entry.unit].append(version.entry)
    return {unit: _sorted(entries) for unit, entries in by_unit.items()}


def _sorted(entries: list[Entry]) -> Registers:
    def of(kind: type[E]) -> tuple[E, ...]:
        return tuple(entry for entry in entries if isinstance(entry, kind))

    return Registers(
        of(HandIn), of(Request), of(BonusClaim), of(Event), of(Task), duties=of(Duty), exemptions=of(Exemption)
    )


def _version(row: tuple[Any, ...]) -> Version:
    name, id_, unit, content, retracted, recorded_on, author, document, sha256, note = row
    register = Register[name]
    receipt = Receipt(dt.date.fromisoformat(recorded_on), author, document, sha256, note)
    return Version(register, restored_entry(register, id_, unit, json.loads(content), receipt), bool(retracted))
