"""Versions (登记版本): an entry of a register as it was once written down; the newest one counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from county.books.book import BOOKS, Entry
from county.books.field import Field, FieldKind, Value
from county.register import Receipt, Register


@dataclass(frozen=True, slots=True)
class Version:
    """`retracted` says that the entry was taken back (撤回) and counts for nothing."""

    register: Register
    entry: Entry
    retracted: bool = False


def make_entry(register: Register, id_: str, unit: str, values: Mapping[str, Value], receipt: Receipt) -> Entry:
    """The entry that `values` fill; what they leave out has its field's default."""
    book = BOOKS[register]
    filled = {field.key: values.get(field.key, field.default) for field in book.fields}
    # which dataclass it is stands in the book, so no type checker can follow its fields
    entry: Any = book.entry
    made: Entry = entry(id=id_, unit=unit, receipt=receipt, **filled)
    return made


def entry_values(register: Register, entry: Entry) -> dict[str, Value]:
    """What the entry's fields hold."""
    return {field.key: getattr(entry, field.key) for field in BOOKS[register].fields}


def stored_values(values: Mapping[str, Value]) -> dict[str, Any]:
    """The same as JSON keeps it: days and points as texts, blanks left out."""
    return {key: _stored(value) for key, value in values.items() if value not in (None, "", ())}


def restored_entry(register: Register, id_: str, unit: str, stored: Mapping[str, Any], receipt: Receipt) -> Entry:
    """The entry as it was before it was stored; a key that an older release did not know has its default."""
    fields = [field for field in BOOKS[register].fields if field.key in stored]
    return make_entry(
        register, id_, unit, {field.key: _restored(field, stored[field.key]) for field in fields}, receipt
    )


def _stored(value: Value) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, dt.date | Decimal) else value


def _restored(field: Field, stored: Any) -> Value:
    match field.kind:
        case FieldKind.DAY:
            return dt.date.fromisoformat(stored)
        case FieldKind.POINTS:
            return Decimal(stored)
        case FieldKind.WORDS:
            return tuple(stored)
        case FieldKind.CHOICE if field.choices:
            return field.choices(stored)
        case _:
            value: Value = stored
            return value
