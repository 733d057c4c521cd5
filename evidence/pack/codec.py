"""Masked texts as rows, and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, replace

from county.personal import NumberKind, PersonalNumber, Redacted, identity
from county.text import Table, Text, fingerprint
from evidence.pack.rows import TextRow

_json = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for all: json.dumps makes a new one each time for whatever it is asked in another way than by default."""


def encode_text(title: Redacted, body: Redacted) -> TextRow:
    """A masked title and text as a row; its id is equal for equal texts, numbers included. The numbers of the title
    stand before those of the body, counted back from the body's beginning as if title and body were two lines."""
    before = len(title.text.content) + 1
    ahead = [replace(number, start=number.start - before, end=number.end - before) for number in title.numbers]
    return TextRow(
        id=hashlib.sha256(f"{_identity(title)}\n{identity(body)}".encode()).hexdigest()[:24],
        title=title.text.content,
        content=body.text.content,
        tables=_json([astuple(table) for table in body.text.tables]),
        numbers=_json([astuple(number) for number in (*ahead, *body.numbers)]),
        fingerprint=fingerprint(body.text.content),
    )


def _identity(title: Redacted) -> str:
    return identity(title) if title.numbers else title.text.content


def decode_text(row: TextRow) -> Redacted:
    """The masked text of a row."""
    tables = tuple(Table(place, tuple(header), start, end) for place, header, start, end in json.loads(row.tables))
    return Redacted(Text(row.content, tables), tuple(number for number in _numbers(row) if number.start >= 0))


def decode_title(row: TextRow) -> Redacted:
    """The masked title of a row."""
    before = len(row.title) + 1
    ahead = (number for number in _numbers(row) if number.start < 0)
    numbers = tuple(replace(number, start=number.start + before, end=number.end + before) for number in ahead)
    return Redacted(Text(row.title), numbers)


def _numbers(row: TextRow) -> list[PersonalNumber]:
    return [PersonalNumber(NumberKind(kind), *rest) for kind, *rest in json.loads(row.numbers)]
