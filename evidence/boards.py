"""Boards of units (单位看板), kept after each check: the desk reads these instead of scoring a county for each visitor;
and marks that tell for whom they are out of date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from evidence.store import Store


@dataclass(frozen=True, slots=True)
class Marks:
    """How far what people wrote has come: the newest decision, entry of a register and dispute, and the state of the
    mute rules. `check` grows with each check; `basis` tells the configuration and scheme by which boards were made."""

    check: int = 0
    decision: int = 0
    register: int = 0
    dispute: int = 0
    mutes: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class KeptBoard:
    """A unit's board after a night: its total, and as JSON what the overview shows of it and the whole."""

    unit: str
    night: str
    total: Decimal
    outline: str
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
_OUTLINES = """
SELECT unit, total, outline FROM unit_board JOIN unit_total USING (unit, night)
WHERE night = (SELECT max(night) FROM unit_total)
"""
_BOARDS = """
SELECT unit, night, total, outline, content FROM unit_board JOIN unit_total USING (unit, night)
"""
_TOTALS = "SELECT unit, night, total FROM unit_total WHERE night >= ? ORDER BY night, unit"
_TOTALS_OF_UNIT = "SELECT night, total FROM unit_total WHERE unit = ? AND night >= ? ORDER BY night"


def marks(connection: sqlite3.Connection) -> Marks:
    """How far it has come now."""
    kept = kept_marks(connection)
    decision, register, dispute, mutes = connection.execute(_MARKS).fetchone()
    return Marks(kept.check, decision, register, dispute, mutes, kept.basis)


def kept_marks(connection: sqlite3.Connection) -> Marks:
    """How far it had come when the boards were kept."""
    row = connection.execute("SELECT mark FROM summary_mark").fetchone()
    return Marks(**json.loads(row[0])) if row else Marks()


def units_touched(connection: sqlite3.Connection, since: Marks, now: Marks) -> frozenset[str] | None:
    """The units whose score may be another than at `since`; None where that may be all of them."""
    if since == now:
        return frozenset()
    if (since.check, since.mutes) != (now.check, now.mutes):
        return None
    return frozenset(unit for (unit,) in connection.execute(_TOUCHED, asdict(since)))


def keep_boards(store: Store, boards: Sequence[KeptBoard], known: Marks) -> None:
    """Keeps what was made of all that was known at `known`; the same night again replaces it, and units without a board
    here stand as before. Writes nothing where nothing changed."""
    same = all(kept_board(store.connection, one.unit) == one for one in boards)
    if same and kept_marks(store.connection) == known:
        return
    with store.write() as connection:
        totals = [(one.unit, one.night, str(one.total)) for one in boards]
        connection.executemany("INSERT OR REPLACE INTO unit_total VALUES (?, ?, ?)", totals)
        whole = [(one.unit, one.night, one.content, one.outline) for one in boards]
        connection.executemany("INSERT OR REPLACE INTO unit_board VALUES (?, ?, ?, ?)", whole)
        connection.execute("DELETE FROM summary_mark")
        mark = replace(known, check=known.check + 1)
        connection.execute("INSERT INTO summary_mark VALUES (?)", (json.dumps(asdict(mark)),))


def kept_board(connection: sqlite3.Connection, unit: str) -> KeptBoard | None:
    """The newest board of a unit, None where none was kept."""
    return next(_boards(connection, f"{_BOARDS} WHERE unit = ?", unit), None)


def kept_outlines(connection: sqlite3.Connection) -> dict[str, tuple[Decimal, str]]:
    """Total and outline of the newest night, by unit."""
    return {unit: (Decimal(total), outline) for unit, total, outline in connection.execute(_OUTLINES)}


def _boards(connection: sqlite3.Connection, query: str, *values: str) -> Iterator[KeptBoard]:
    for unit, night, total, outline, content in connection.execute(query, values):
        yield KeptBoard(unit, night, Decimal(total), outline, content)


def totals_since(connection: sqlite3.Connection, night: str) -> list[tuple[str, str, Decimal]]:
    """Unit, night and total from `night` on, oldest first."""
    return [(unit, when, Decimal(total)) for unit, when, total in connection.execute(_TOTALS, (night,))]


def unit_totals_since(connection: sqlite3.Connection, unit: str, night: str) -> list[tuple[str, Decimal]]:
    """Night and total of one unit from `night` on, oldest first."""
    return [(when, Decimal(total)) for when, total in connection.execute(_TOTALS_OF_UNIT, (unit, night))]
