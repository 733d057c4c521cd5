"""Changes of the configuration made at the desk (配置变更): who changed what, in the journal and the audit chain. The
files themselves are what counts."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from evidence.desk.entries import entry_kind, record
from evidence.journal import Record
from evidence.store import Store


class Changed(StrEnum):
    """Which file was changed. The values are stored."""

    UNITS = "units"
    WORDS = "words"


def note_change(store: Store, what: Changed, told: str, author: str) -> None:
    """Writes down a change, `told` in a sentence."""
    record(store, author, "configured", what=what.value, told=told)


@entry_kind("configured")
def _configured(connection: sqlite3.Connection, entry: Record) -> None:
    """The entry itself and the audit chain are all there is to keep."""
