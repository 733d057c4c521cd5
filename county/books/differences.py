"""Differences (差异) between two versions of an entry, as people read them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from county.books.book import BOOKS
from county.books.reading import shown_field
from county.books.terms import Terms
from county.books.version import Version

UNIT, NOTE = "unit", "note"
"""Keys of what an entry says beside its fields."""
_NAMES = {UNIT: "单位", NOTE: "说明"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that another version says, by its key and its name."""

    key: str
    name: str
    before: str
    after: str


def said(version: Version, terms: Terms) -> dict[str, str]:
    """All that the version says, as people write it: its unit, its fields, its note."""
    entry, book = version.entry, BOOKS[version.register]
    fields = {
        field.key: shown_field(field, getattr(entry, field.key), version.register, terms) for field in book.fields
    }
    return {UNIT: terms.unit_name(entry.unit), **fields, NOTE: entry.receipt.note}


def checksum(entry_id: str, texts: Mapping[str, str]) -> str:
    """Equal where the same is said of the same entry (校验码): what a workbook carries in each row, to tell
    whether the row was changed in it, and whether the entry was changed meanwhile."""
    text = "\n".join((entry_id, *(f"{key}={texts[key]}" for key in sorted(texts) if texts[key])))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def changes(before: Version | None, after: Version, terms: Terms) -> tuple[Change, ...]:
    """What `after` says otherwise than `before`; all that it says where there is none before."""
    names = _NAMES | {field.key: field.name for field in BOOKS[after.register].fields}
    old = said(before, terms) if before else {}
    new = said(after, terms)
    return tuple(
        Change(key, names[key], old.get(key, ""), text) for key, text in new.items() if text != old.get(key, "")
    )
