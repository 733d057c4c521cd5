"""Looks at sealed data (查看未遮掩内容): each with its reason, in the journal and the audit chain."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from evidence.desk.entries import entry_kind, record
from evidence.errors import EvidenceError
from evidence.journal import Record
from evidence.store import Store

SHORTEST_REASON = 4
"""Characters; "查看" explains nothing."""


class Look(StrEnum):
    """What was looked at. The values are stored."""

    NUMBERS = "numbers"
    PACKAGE = "package"


def note_look(store: Store, finding: str, look: Look, reason: str, author: str) -> None:
    """Writes down that `author` sees what is sealed of a finding. Raises EvidenceError where no reason is given."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise EvidenceError("请写明查看未遮掩内容的事由（至少四个字），例如“核对申诉材料”。")
    record(store, author, "sealed-look", finding=finding, look=look.value, reason=reason)


@entry_kind("sealed-look")
def _looked(connection: sqlite3.Connection, entry: Record) -> None:
    """The entry itself and the audit chain are all there is to keep."""
