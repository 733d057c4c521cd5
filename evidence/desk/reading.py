"""Reading the queue: a window of it round one finding, its neighbours, how much there is. Equal hits are one line.

A line is found by a seek for the next group after the last, so a window costs the same at any depth."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, replace

from county.account import UnitScope
from county.review import TRAYS, Status, Tray
from evidence.desk.filters import QueueFilter
from evidence.desk.queue import QueueRow

MOST_COUNTED = 1000
"""Members of a group that a line counts; more are "1000+"."""
_KEY = "group_rank, group_due, group_first, grp"
_BACKWARDS = "group_rank DESC, group_due DESC, group_first DESC, grp DESC"
Key = tuple[int, str, str, str]
_OPEN = ", ".join(f"'{tray}'" for tray in (Tray.REVIEW, Tray.NOTICE, Tray.MENDING, Tray.CHECK))


@dataclass(frozen=True, slots=True)
class Line:
    """A group of equal hits as one line: its first member, how many lie in the same tray under the same filter, in how
    many units."""

    lead: QueueRow
    members: int
    units: int


def lines_from(connection: sqlite3.Connection, wanted: QueueFilter, key: Key | None, most: int) -> list[Line]:
    """The lines from the one at `key` on, from the first where `key` is None."""
    return _lines(connection, wanted, key or _BEFORE_ALL, most, FORWARDS)


def lines_before(connection: sqlite3.Connection, wanted: QueueFilter, key: Key, most: int) -> list[Line]:
    """The last lines before the one at `key`, in the order of the queue."""
    return _lines(connection, wanted, key, most, BACK)[::-1]


def line_after(connection: sqlite3.Connection, wanted: QueueFilter, key: Key) -> QueueRow | None:
    """The lead of the next line, None after the last."""
    return _neighbour(connection, wanted, key, ">", _KEY)


def line_before(connection: sqlite3.Connection, wanted: QueueFilter, key: Key) -> QueueRow | None:
    """The lead of the line before, None before the first."""
    return _neighbour(connection, wanted, key, "<", _BACKWARDS)


def key_of(row: QueueRow) -> Key:
    """Where a row lies in the order of the queue."""
    return row.group_rank, row.group_due, row.group_first, row.grp


_BEFORE_ALL: Key = (-1, "", "", "")
_PLACE = "(:at_rank, :at_due, :at_first, :at_grp)"


@dataclass(frozen=True, slots=True)
class Step:
    """Which way to go: the operator of the first step, of those after it, and the order."""

    first: str
    then: str
    order: str


FORWARDS, BACK = Step(">=", ">", _KEY), Step("<", "<", _BACKWARDS)


def _neighbour(
    connection: sqlite3.Connection, wanted: QueueFilter, key: Key, operator: str, order: str
) -> QueueRow | None:
    condition, values = wanted.condition()
    query = f"SELECT * FROM queue WHERE {condition} AND ({_KEY}) {operator} {_PLACE} ORDER BY {order} LIMIT 1"  # noqa: S608
    row = connection.execute(query, values | _named(key)).fetchone()
    return QueueRow(*row) if row else None


def _lines(connection: sqlite3.Connection, wanted: QueueFilter, key: Key, most: int, step: Step) -> list[Line]:
    """A seek a group, all of them in one statement: while a page asks, others work."""
    if most <= 0:
        return []
    rows = connection.execute(*lines_query(wanted, key, most, step))
    return [Line(QueueRow(*row), members, units) for *row, members, units in rows]


def lines_query(wanted: QueueFilter, key: Key, most: int, step: Step) -> tuple[str, dict[str, str | int]]:
    """The statement that reads lines, and its values."""
    condition, values = wanted.condition()
    alike, _ = replace(wanted, rule="").condition()  # equal hits are of one check: no row is looked up to see that
    query = _LINES.format(condition=condition, alike=alike, first=step.first, then=step.then, order=step.order)
    return query, {**values, **_named(key), "most": most, "counted": MOST_COUNTED}


def _named(key: Key) -> dict[str, int | str]:
    return dict(zip(("at_rank", "at_due", "at_first", "at_grp"), key, strict=True))


_LAST = "+last_rank, +last_due, +last_first, +last_grp"
"""The signs take away the columns' types, without which SQLite does not seek by more than the first."""
_LINES = f"""
WITH RECURSIVE line (number, lead, last_rank, last_due, last_first, last_grp) AS (
    SELECT * FROM (
        SELECT 1, rowid, {_KEY} FROM queue WHERE {{condition}} AND ({_KEY}) {{first}} {_PLACE}
        ORDER BY {{order}} LIMIT 1
    )
    UNION ALL SELECT number + 1, next.rowid, {_KEY} FROM line CROSS JOIN queue AS next ON next.rowid = (
        SELECT rowid FROM queue WHERE {{condition}} AND ({_KEY}) {{then}} ({_LAST}) ORDER BY {{order}} LIMIT 1
    ) WHERE number < :most
)
SELECT lead.*, (
    SELECT count(*) FROM (
        SELECT 1 FROM queue INDEXED BY queue_group WHERE {{alike}} AND grp = lead.grp LIMIT :counted
    )
), (
    SELECT count(DISTINCT unit) FROM (
        SELECT unit FROM queue INDEXED BY queue_group WHERE {{alike}} AND grp = lead.grp LIMIT :counted
    )
) FROM line JOIN queue AS lead ON lead.rowid = line.lead ORDER BY number
"""  # noqa: S608 our own names


def members(connection: sqlite3.Connection, wanted: QueueFilter, group: str, most: int) -> list[QueueRow]:
    """The rows of one group under the filter, by unit."""
    condition, values = wanted.condition()
    query = f"SELECT * FROM queue WHERE {condition} AND grp = :line ORDER BY unit, finding LIMIT :most"  # noqa: S608
    return [QueueRow(*row) for row in connection.execute(query, values | {"line": group, "most": most})]


def decided_alike(connection: sqlite3.Connection, group: str) -> dict[Status, int]:
    """How many equal hits stand elsewhere by now, by their status: what was said of them before."""
    rows = connection.execute("SELECT status, count(*) FROM queue WHERE grp = ? GROUP BY status", (group,))
    return {Status(status): number for status, number in rows if TRAYS[Status(status)] is not Tray.REVIEW}


def finding_ids(connection: sqlite3.Connection, wanted: QueueFilter, groups: list[str] | None = None) -> list[str]:
    """The findings of these groups, of the whole filter where `groups` is None, in the order of the queue."""
    condition, values = wanted.condition()
    if groups is None:
        query = f"SELECT finding FROM queue WHERE {condition} ORDER BY {_KEY}"  # noqa: S608
        return [row[0] for row in connection.execute(query, values)]
    found: list[str] = []
    for group in groups:
        query = f"SELECT finding FROM queue WHERE {condition} AND grp = :line"  # noqa: S608
        found += [row[0] for row in connection.execute(query, values | {"line": group})]
    return found


def queue_row(connection: sqlite3.Connection, finding: str) -> QueueRow | None:
    """A finding's row, None where there is no such finding."""
    row = connection.execute("SELECT * FROM queue WHERE finding = ?", (finding,)).fetchone()
    return QueueRow(*row) if row else None


def count(connection: sqlite3.Connection, wanted: QueueFilter) -> int:
    """How many findings lie under the filter."""
    if wanted.is_plain:
        return _counted(connection, wanted.scope, wanted.unit).get(wanted.tray, 0)
    condition, values = wanted.condition()
    query = f"SELECT count(*) FROM queue WHERE {condition}"  # noqa: S608
    return int(connection.execute(query, values).fetchone()[0])


def tray_counts(connection: sqlite3.Connection, scope: UnitScope) -> dict[Tray, int]:
    """How many findings lie on each tray, of the units of that scope."""
    return dict.fromkeys(Tray, 0) | _counted(connection, scope, "")


def _counted(connection: sqlite3.Connection, scope: UnitScope, unit: str) -> dict[Tray, int]:
    found: dict[Tray, int] = defaultdict(int)
    for owner, tray, number in connection.execute("SELECT unit, tray, findings FROM queue_count"):
        if scope.holds(owner) and unit in ("", owner):
            found[Tray(tray)] += number
    return found


def unit_counts(connection: sqlite3.Connection) -> dict[str, dict[Tray, int]]:
    """By unit how many findings lie on each tray."""
    found: dict[str, dict[Tray, int]] = {}
    for unit, tray, number in connection.execute("SELECT unit, tray, findings FROM queue_count"):
        found.setdefault(unit, {})[Tray(tray)] = number
    return found


def open_rows(connection: sqlite3.Connection, unit: str, most: int) -> list[QueueRow]:
    """What a unit is not done with: gravest first, then by deadline and age; equal hits one by one."""
    return [QueueRow(*row) for row in connection.execute(OPEN_OF_UNIT, {"unit": unit, "most": most})]


OPEN_OF_UNIT = f"""
SELECT * FROM queue WHERE unit = :unit AND tray IN ({_OPEN})
ORDER BY rank, due = '', due, first_seen, finding LIMIT :most
"""  # noqa: S608 our own names


def open_counts(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """By unit how many findings are not done with, and how many of these are grave."""
    query = f"SELECT unit, sum(findings), sum(grave) FROM queue_count WHERE tray IN ({_OPEN}) GROUP BY unit"  # noqa: S608
    return {unit: (number, grave) for unit, number, grave in connection.execute(query)}


@dataclass(frozen=True, slots=True)
class TrayAge:
    """What lies on a tray: how much, on which night the oldest was first seen, how much is overdue."""

    tray: Tray
    number: int
    oldest: str
    overdue: int


def tray_ages(connection: sqlite3.Connection, today: str) -> list[TrayAge]:
    """Every tray that holds something, in their order."""
    # columns of one index: the rows themselves are a hundred times as much to read
    query = "SELECT tray, count(*), min(group_first), sum(due <> '' AND due < ?) FROM queue GROUP BY tray"
    found = {Tray(tray): TrayAge(Tray(tray), *rest) for tray, *rest in connection.execute(query, (today,))}
    return [found[tray] for tray in Tray if tray in found]
