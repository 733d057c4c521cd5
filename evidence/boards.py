"""Summaries of units (单位概况), kept after each check: the overview reads these instead of scoring a county for each
visitor; and marks that tell for whom they are out of date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from evidence.store import Store


@dataclass(frozen=True, slots=True)
class Marks:
    """How far what people wrote has come: the newest decision, entry of a register and dispute, and the state of the
    mute rules. `check` grows with each check."""

    check: int = 0
    decision: int = 0
    register: int = 0
    dispute: int = 0
    mutes: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A unit's total after a night, with what else the overview shows of it as JSON; that holds the hash of the whole
    sheet, so that equal summaries are of equal sheets."""

    unit: str
    night: str
    total: Decimal
    content: str


_MARKS = """
SELECT coalesce((SELECT max(id) FROM decision), 0), coalesce((SELECT max(seq) FROM register_version), 0),
    coalesce((SELECT max(seq) FROM dispute), 0),
    (SELECT count(*) || '/' || coalesce(sum(approved_on <> ''), 0) || '/' || coalesce(sum(ended_on <> ''), 0) FROM mute)
"""
_TOUCHED = """
SELECT unit FROM decision JOIN finding ON finding.id = decision.finding WHERE decision.id > :decision
UNION SELECT unit FROM register_version WHERE seq > :register
UNION SELECT unit FROM dispute WHERE seq > :dispute
"""
_NEWEST = "SELECT * FROM unit_summary WHERE night = (SELECT max(night) FROM unit_summary)"
_TOTALS = "SELECT unit, night, total FROM unit_summary WHERE night >= ? ORDER BY night, unit"


def marks(connection: sqlite3.Connection) -> Marks:
    """How far it has come now."""
    return Marks(kept_marks(connection).check, *connection.execute(_MARKS).fetchone())


def kept_marks(connection: sqlite3.Connection) -> Marks:
    """How far it had come when the summaries were kept."""
    row = connection.execute("SELECT mark FROM summary_mark").fetchone()
    return Marks(**json.loads(row[0])) if row else Marks()


def units_touched(connection: sqlite3.Connection, since: Marks, now: Marks) -> frozenset[str] | None:
    """The units whose score may be another than at `since`; None where that may be all of them."""
    if since == now:
        return frozenset()
    if (since.check, since.mutes) != (now.check, now.mutes):
        return None
    return frozenset(unit for (unit,) in connection.execute(_TOUCHED, asdict(since)))


def keep_summaries(store: Store, summaries: Sequence[Summary], known: Marks) -> None:
    """Keeps what was made of all that was known at `known`; the same night again replaces it. Writes nothing where
    nothing changed."""
    kept = newest_summaries(store.connection)
    if kept_marks(store.connection) == known and all(kept.get(one.unit) == one for one in summaries):
        return
    with store.write() as connection:
        rows = [(one.unit, one.night, str(one.total), one.content) for one in summaries]
        connection.executemany("INSERT OR REPLACE INTO unit_summary VALUES (?, ?, ?, ?)", rows)
        mark = replace(known, check=known.check + 1)
        connection.execute("DELETE FROM summary_mark")
        connection.execute("INSERT INTO summary_mark VALUES (?)", (json.dumps(asdict(mark)),))


def newest_summaries(connection: sqlite3.Connection) -> dict[str, Summary]:
    """The summaries of the newest night, by unit."""
    rows = connection.execute(_NEWEST)
    return {unit: Summary(unit, night, Decimal(total), content) for unit, night, total, content in rows}


def totals_since(connection: sqlite3.Connection, night: str) -> list[tuple[str, str, Decimal]]:
    """Unit, night and total from `night` on, oldest first."""
    return [(unit, when, Decimal(total)) for unit, when, total in connection.execute(_TOTALS, (night,))]
