"""The queue (队列): a row a finding with all that its order, its filters and its rights ask for, laid out with the
findings and again after every decision; nothing in it is of its own. How much lies on each tray is counted as rows
move, never over the whole queue."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from county.calendar import Calendar
from county.finding import FindingState, Level
from county.review import TRAYS, AddDays, Decided, Seen, Status, Tray, deadline, finding_state, standing
from county.settings import County, DeskPolicy
from evidence.decisions import newest_decisions
from evidence.desk.mutes import Mute, mute_rules
from evidence.pack.tables import TableSpec, upsert


class QueueRow(NamedTuple):
    """A finding as it lies in the queue. `since` is the first night of its present stretch, `group` is shared by equal
    hits; the three fields of the group are the gravest rank, the nearest deadline and the first sight within the group
    and tray, so that equal hits lie together. `mute` is the rule that silences it, "" for none."""

    finding: str
    tray: str
    status: str
    rank: int
    due: str
    since: str
    first_seen: str
    last_seen: str
    gone_on: str
    grp: str
    group_rank: int
    group_due: str
    group_first: str
    unit: str
    column: str
    rule: str
    level: str
    subject: str
    url: str
    title: str
    words: str
    assignee: str
    mute: str
    stale: int

    @property
    def order(self) -> tuple[int, str, str]:
        """What its group is ordered by, as far as it comes from this row."""
        return self.rank, self.due, self.first_seen


@dataclass(frozen=True, slots=True)
class Timing:
    """By which clock findings are laid out: the office's time limits, its calendar, and today."""

    policy: DeskPolicy
    today: dt.date
    add: AddDays = field(repr=False)

    @classmethod
    def of(cls, county: County, today: dt.date) -> Timing:
        """The county's; deadlines are worked out once a day and limit."""
        return cls(county.desk, today, cache(Calendar(county.calendar).add_working_days))


_QUEUE = TableSpec("queue", QueueRow, ("finding",))
_ROWS = "SELECT * FROM queue WHERE finding IN (SELECT value FROM json_each(?))"
_REGROUP = """
UPDATE queue SET group_rank = made.rank, group_due = made.due, group_first = made.first FROM (
    SELECT grp, tray, min(rank) AS rank, min(due) AS due, min(first_seen) AS first FROM queue
    WHERE grp IN (SELECT value FROM json_each(?)) GROUP BY grp, tray
) AS made WHERE queue.grp = made.grp AND +queue.tray = made.tray
    AND (group_rank, group_due, group_first) IS NOT (made.rank, made.due, made.first)
"""
_LATE = """
SELECT finding FROM queue WHERE stale = 1
UNION SELECT finding FROM queue WHERE tray = 'deferred' AND due < :today
UNION SELECT finding FROM queue WHERE mute <> '' AND mute IN (SELECT id FROM mute WHERE expires < :today)
"""
"""What has to be laid out anew: each part by an index of its own."""
_COUNT = """
INSERT INTO queue_count VALUES (?, ?, ?, ?) ON CONFLICT (unit, tray) DO UPDATE SET
    findings = findings + excluded.findings, grave = grave + excluded.grave
"""
_HITS = "SELECT mute, finding FROM mute_hit WHERE finding IN (SELECT value FROM json_each(?))"
_ASSIGNEES = "SELECT finding, account FROM assignment WHERE finding IN (SELECT value FROM json_each(?))"


def refresh_queue(connection: sqlite3.Connection, timing: Timing) -> None:
    """Lays out anew what decisions, mute rules or the calendar have moved since, inside the caller's transaction."""
    late = [row[0] for row in connection.execute(_LATE, {"today": timing.today.isoformat()})]
    if not late:
        return
    before = rows_of(connection, late)
    decided, assigned, covering = (
        newest_decisions(connection, late),
        assignees(connection, late),
        _covering(connection, late),
    )
    after = {
        id_: row._replace(stale=0)
        if row.status == Status.RULE_CLOSED
        else placed(row, decided.get(id_, Decided()), assigned.get(id_, ""), covering.get(id_, ()), timing)
        for id_, row in before.items()
    }
    replace_rows(connection, before, after)


def is_behind(connection: sqlite3.Connection, today: dt.date) -> bool:
    """Whether there is something for `refresh_queue` to do."""
    late = connection.execute(f"SELECT EXISTS ({_LATE})", {"today": today.isoformat()})
    return bool(late.fetchone()[0])


def rows_of(connection: sqlite3.Connection, findings: Iterable[str]) -> dict[str, QueueRow]:
    """The rows of these findings, as far as they lie in the queue."""
    rows = connection.execute(_ROWS, (json.dumps(list(findings)),))
    return {row[0]: QueueRow(*row) for row in rows}


def replace_rows(connection: sqlite3.Connection, before: Mapping[str, QueueRow], after: Mapping[str, QueueRow]) -> None:
    """Puts `after` in the place of `before`, all rows of some findings, inside the caller's transaction: equal hits lie
    together again, and the trays are counted."""
    gone = before.keys() - after.keys()
    connection.executemany("DELETE FROM queue WHERE finding = ?", [(id_,) for id_ in gone])
    moved = {id_: row for id_, row in after.items() if before.get(id_) != row}
    regrouped = {id_: row for id_, row in moved.items() if _place(before.get(id_)) != _place(row)}
    for id_, row in regrouped.items():
        rank, due, first = row.order
        moved[id_] = row._replace(group_rank=rank, group_due=due, group_first=first)
    # each row that is written costs ten indexes
    upsert(connection, _QUEUE, moved.values())
    left = [before[id_] for id_ in (*gone, *regrouped) if id_ in before]
    groups = sorted({row.grp for row in (*left, *regrouped.values())})
    connection.execute(_REGROUP, (json.dumps(groups),))
    _count(connection, left, regrouped.values())


def _place(row: QueueRow | None) -> tuple[str, ...]:
    """What the order of its group and the counts depend on."""
    return (row.unit, row.tray, row.grp, *map(str, row.order)) if row else ()


def _count(connection: sqlite3.Connection, left: Iterable[QueueRow], come: Iterable[QueueRow]) -> None:
    found: Counter[tuple[str, str]] = Counter()
    grave: Counter[tuple[str, str]] = Counter()
    for sign, rows in ((-1, left), (1, come)):
        for row in rows:
            found[row.unit, row.tray] += sign
            grave[row.unit, row.tray] += sign * (row.rank == 0)
    changed = [(*place, found[place], grave[place]) for place in found if found[place] or grave[place]]
    connection.executemany(_COUNT, changed)


def placed(row: QueueRow, decided: Decided, assignee: str, covering: Sequence[Mute], timing: Timing) -> QueueRow:
    """The row where it belongs by what was decided and which mute rules cover it."""
    seen = Seen(dt.date.fromisoformat(row.since), dt.date.fromisoformat(row.last_seen), bool(row.gone_on))
    status = standing(decided, seen, timing.today)
    tray, due = TRAYS[status], deadline(status, Level(row.level), decided, seen, timing.policy, timing.add)
    # somebody's own word on the finding itself is stronger than a rule
    open_ = decided.status is not Status.FIRST_CONFIRMED and finding_state(decided.status) is FindingState.OPEN
    mute = next((mute.id for mute in covering if mute.works(timing.today)), "") if open_ else ""
    if mute:
        tray, due = Tray.MUTED, ""
    return row._replace(status=status, tray=tray, due=due, assignee=assignee, mute=mute, stale=0)


def assignees(connection: sqlite3.Connection, findings: Iterable[str]) -> dict[str, str]:
    """By finding the account that it was handed to."""
    return dict(connection.execute(_ASSIGNEES, (json.dumps(list(findings)),)))


def _covering(connection: sqlite3.Connection, findings: Iterable[str]) -> Mapping[str, Sequence[Mute]]:
    known = {mute.id: mute for mute in mute_rules(connection)}
    found: dict[str, list[Mute]] = {}
    for mute, finding in connection.execute(_HITS, (json.dumps(list(findings)),)):
        found.setdefault(finding, []).append(known[mute])
    return found
