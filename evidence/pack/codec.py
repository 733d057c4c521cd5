"""Masked texts as rows, and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple

from county.personal import NumberKind, PersonalNumber, Redacted, identity
from county.text import Table, Text, fingerprint
from evidence.pack.rows import TextRow


def encode_text(title: str, redacted: Redacted) -> TextRow:
    """A masked title and text as a row; its id is equal for equal texts, numbers included."""
    return TextRow(
        id=hashlib.sha256(f"{title}\n{identity(redacted)}".encode()).hexdigest()[:24],
        title=title,
        content=redacted.text.content,
        tables=json.dumps([astuple(table) for table in redacted.text.tables], ensure_ascii=False),
        numbers=json.dumps([astuple(number) for number in redacted.numbers], ensure_ascii=False),
        fingerprint=fingerprint(redacted.text.content),
    )


def decode_text(row: TextRow) -> Redacted:
    """The masked text of a row."""
    tables = tuple(Table(place, tuple(header), start, end) for place, header, start, end in json.loads(row.tables))
    numbers = tuple(PersonalNumber(NumberKind(kind), *rest) for kind, *rest in json.loads(row.numbers))
    return Redacted(Text(row.content, tables), numbers)
