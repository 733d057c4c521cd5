"""The queue (队列): a row a finding with all that its order, its filters and its rights ask for, made anew with the
findings and after every decision; nothing in it is of its own."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from county.calendar import Calendar
from county.finding import Finding, FindingState, Level
from county.review import RANKS, TRAYS, AddDays, Decided, Seen, Status, Tray, deadline, finding_state, standing
from county.settings import County, DeskPolicy
from evidence.decisions import newest_decisions
from evidence.desk.mutes import Mute, by_check, mutes
from evidence.pack.tables import TableSpec, upsert
from evidence.store import Store
from evidence.texts import decode_finding


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
_SOURCE = """
SELECT finding.id, unit, "column", subject, finding.first_seen, finding.last_seen, finding.gone_on, span.first_seen,
    span.url, span.content, coalesce(text.title, '')
FROM finding JOIN finding_span AS span ON span.finding = finding.id AND span.first_seen = (
    SELECT max(first_seen) FROM finding_span WHERE finding = finding.id
) LEFT JOIN capture ON capture.id = span.capture LEFT JOIN text ON text.id = capture.text
"""
_CLOSE = """
UPDATE queue SET status = 'rule-closed', tray = 'closed', due = '', mute = '', stale = 0
WHERE finding NOT IN (SELECT id FROM finding) AND finding IN (SELECT finding FROM decision)
"""
_DROP = """
DELETE FROM queue WHERE finding NOT IN (SELECT id FROM finding) AND finding NOT IN (SELECT finding FROM decision)
"""
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
_COUNT = "INSERT INTO queue_count SELECT unit, tray, count(*) FROM queue GROUP BY unit, tray"


def group_of(id_: str, finding: Finding) -> str:
    """What equal hits share: the check, the words and the sentence round them, over pages and units. A finding without
    words in a context, or one that stands for many rows of a table, is its own group: two lists may share their head
    and nothing else."""
    sentence = finding.sentence or finding.quote
    if not (finding.words and sentence) or finding.count > 1:
        return id_
    return hashlib.sha256("\n".join((finding.rule, finding.words, sentence)).encode()).hexdigest()[:16]


def rebuild_queue(connection: sqlite3.Connection, county: County) -> None:
    """Lays out all findings anew, inside the caller's transaction, as if no time limit had passed yet: which have is
    for `refresh_queue`, which knows the day. What was decided and is no longer reported by any check, because a rule or
    a word changed, stays as closed by that (规则变更关闭)."""
    timing = Timing.of(county, dt.date.min)
    connection.execute(_CLOSE)
    connection.execute(_DROP)
    decided, assignees = newest_decisions(connection), _assignees(connection)
    known, hits = by_check(mutes(connection)), []
    rows = []
    for source in connection.execute(_SOURCE).fetchall():
        row = _laid(source)
        covering = [mute for mute in known.get(row.rule, ()) if _covers(mute, row)]
        hits += [(mute.id, row.finding) for mute in covering]
        decision = decided.get(row.finding, Decided())
        rows.append(_standing(row, decision, assignees.get(row.finding, ""), covering, timing))
    connection.execute("DELETE FROM mute_hit")
    connection.executemany("INSERT INTO mute_hit VALUES (?, ?)", hits)
    # a night changes few of them, and each one written costs nine indexes
    kept = {row[0]: row for row in connection.execute("SELECT * FROM queue")}
    upsert(connection, _QUEUE, (row for row in _grouped(rows) if kept.get(row.finding) != row))
    _count(connection)


def refresh_queue(connection: sqlite3.Connection, timing: Timing) -> None:
    """Lays out anew what decisions, mute rules or the calendar have moved since, inside the caller's transaction."""
    late = [row[0] for row in connection.execute(_LATE, {"today": timing.today.isoformat()})]
    if not late:
        return
    marks = json.dumps(late)
    query = "SELECT * FROM queue WHERE finding IN (SELECT value FROM json_each(?))"
    rows = [QueueRow(*row) for row in connection.execute(query, (marks,))]
    decided, assignees = newest_decisions(connection, late), _assignees(connection)
    covering = _covering(connection, marks)
    upsert(
        connection,
        _QUEUE,
        (
            _standing(
                row,
                decided.get(row.finding, Decided()),
                assignees.get(row.finding, ""),
                covering.get(row.finding, ()),
                timing,
            )
            if row.status != Status.RULE_CLOSED
            else row._replace(stale=0)
            for row in rows
        ),
    )
    connection.execute(_REGROUP, (json.dumps(sorted({row.grp for row in rows})),))
    _count(connection)


def is_behind(connection: sqlite3.Connection, today: dt.date) -> bool:
    """Whether there is something for `refresh_queue` to do."""
    late = connection.execute(f"SELECT EXISTS ({_LATE})", {"today": today.isoformat()})
    return bool(late.fetchone()[0])


def lay_out_if_lost(store: Store, county: County) -> None:
    """Lays the queue out where it is empty though there are findings: a store that was brought to a newer schema has
    them without it until the next check."""
    lost = "SELECT EXISTS (SELECT 1 FROM finding) AND NOT EXISTS (SELECT 1 FROM queue)"
    if store.connection.execute(lost).fetchone()[0]:
        with store.write() as connection:
            rebuild_queue(connection, county)


def _count(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM queue_count")
    connection.execute(_COUNT)


def _laid(source: tuple[str, ...]) -> QueueRow:
    id_, unit, column, subject, first_seen, last_seen, gone_on, since, url, content, title = source
    finding = decode_finding(content)
    return QueueRow(
        finding=id_,
        tray="",
        status="",
        rank=RANKS[finding.level],
        due="",
        since=since,
        first_seen=first_seen,
        last_seen=last_seen,
        gone_on=gone_on,
        grp=group_of(id_, finding),
        group_rank=0,
        group_due="",
        group_first="",
        unit=unit,
        column=column,
        rule=finding.rule,
        level=finding.level,
        subject=subject,
        url=url,
        title=title,
        words=finding.words,
        assignee="",
        mute="",
        stale=0,
    )


def _standing(row: QueueRow, decided: Decided, assignee: str, covering: Sequence[Mute], timing: Timing) -> QueueRow:
    seen = Seen(dt.date.fromisoformat(row.since), dt.date.fromisoformat(row.last_seen), bool(row.gone_on))
    status = standing(decided, seen, timing.today)
    tray, due = TRAYS[status], deadline(status, Level(row.level), decided, seen, timing.policy, timing.add)
    # somebody's own word on the finding itself is stronger than a rule
    open_ = decided.status is not Status.FIRST_CONFIRMED and finding_state(decided.status) is FindingState.OPEN
    mute = next((mute.id for mute in covering if mute.works(timing.today)), "") if open_ else ""
    if mute:
        tray, due = Tray.MUTED, ""
    return row._replace(status=status, tray=tray, due=due, assignee=assignee, mute=mute, stale=0)


def _grouped(rows: Iterable[QueueRow]) -> Iterator[QueueRow]:
    kept = list(rows)
    least: dict[tuple[str, str], tuple[int, str, str]] = {}
    for row in kept:
        key, own = (row.grp, row.tray), (row.rank, row.due, row.first_seen)
        known = least.get(key, own)
        least[key] = (min(known[0], own[0]), min(known[1], own[1]), min(known[2], own[2]))
    for row in kept:
        rank, due, first = least[row.grp, row.tray]
        yield row._replace(group_rank=rank, group_due=due, group_first=first)


def _covers(mute: Mute, row: QueueRow) -> bool:
    return mute.scope.covers(row.words, row.unit, row.column, row.url, row.grp)


def _covering(connection: sqlite3.Connection, marks: str) -> Mapping[str, Sequence[Mute]]:
    known = {mute.id: mute for mute in mutes(connection)}
    found: dict[str, list[Mute]] = {}
    query = "SELECT mute, finding FROM mute_hit WHERE finding IN (SELECT value FROM json_each(?))"
    for mute, finding in connection.execute(query, (marks,)):
        found.setdefault(finding, []).append(known[mute])
    return found


def _assignees(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT finding, account FROM assignment"))
