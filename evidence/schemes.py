"""Schemes (考核方案) as they were: the text of the scheme's file whenever a check found it changed, so that an old
sheet can still be made as it stood."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from dataclasses import dataclass

from evidence import audit
from evidence.journal import Journal, Record
from evidence.store import Store

_KEEPER = "xuncha"
_NEWEST = """
SELECT file, content FROM scheme_version WHERE recorded_on <= ? ORDER BY seq DESC LIMIT 1
"""


def _keep(connection: sqlite3.Connection, record: Record) -> None:
    digest = hashlib.sha256(record["content"].encode()).hexdigest()
    connection.execute(
        "INSERT INTO scheme_version (recorded_on, file, sha256, content) VALUES"
        " (:recorded_on, :file, :digest, :content)",
        {**record, "digest": digest},
    )
    audit.append(connection, _KEEPER, "scheme", file=record["file"], sha256=digest)


SCHEMES = Journal("schemes.jsonl", "scheme_version", _keep)


@dataclass(frozen=True, slots=True)
class SchemeText:
    """What a scheme's file said; `file` is its name."""

    file: str
    content: str


def keep_scheme(store: Store, scheme: SchemeText, today: dt.date) -> None:
    """Writes down the scheme where it is not the one known last."""
    if known_scheme(store) == scheme:
        return
    with SCHEMES.writing(store) as write:
        write({"recorded_on": today.isoformat(), "file": scheme.file, "content": scheme.content})


def known_scheme(store: Store, known_by: dt.date | None = None) -> SchemeText | None:
    """The scheme as known last, by that day where one is given; None where none was known yet."""
    row = store.connection.execute(_NEWEST, ((known_by or dt.date.max).isoformat(),)).fetchone()
    return SchemeText(*row) if row else None
