"""Findings laid out in the queue (入队): after a check, some at a time, so that decisions are made in between."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Sequence

from county.finding import Finding
from county.review import RANKS, Decided, Status, Tray
from county.settings import County
from evidence.decisions import newest_decisions
from evidence.desk.mutes import Mute, by_check, mute_rules
from evidence.desk.queue import QueueRow, Timing, assignees, placed, replace_rows, rows_of
from evidence.store import Store, in_batches
from evidence.texts import decode_finding

_SOURCE = """
SELECT finding.id, unit, "column", subject, finding.first_seen, finding.last_seen, finding.gone_on, span.first_seen,
    span.url, span.content, coalesce(text.title, '')
FROM finding JOIN finding_span AS span ON span.finding = finding.id AND span.first_seen = (
    SELECT max(first_seen) FROM finding_span WHERE finding = finding.id
) LEFT JOIN capture ON capture.id = span.capture LEFT JOIN text ON text.id = capture.text
WHERE finding.id IN (SELECT value FROM json_each(?))
"""
_LOST = "SELECT id FROM finding EXCEPT SELECT finding FROM queue"
BATCH = 250
"""Findings laid out in one transaction: about a twentieth of a second."""


def group_of(id_: str, finding: Finding) -> str:
    """What equal hits share: the check, the words and the sentence round them, over pages and units. A finding without
    words in a context, or one that stands for many rows of a table, is its own group: two lists may share their head
    and nothing else."""
    sentence = finding.sentence or finding.quote
    if not (finding.words and sentence) or finding.count > 1:
        return id_
    return hashlib.sha256("\n".join((finding.rule, finding.words, sentence)).encode()).hexdigest()[:16]


def timing_of_checks(county: County) -> Timing:
    """As if no time limit had passed yet: which have is for `refresh_queue`, which knows the day."""
    return Timing.of(county, dt.date.min)


def lay_out(connection: sqlite3.Connection, timing: Timing, findings: Sequence[str]) -> None:
    """Lays out these findings anew, inside the caller's transaction. One that was decided and is no longer reported by
    any check, because a rule or a word changed, stays as closed by that (规则变更关闭)."""
    before = rows_of(connection, findings)
    laid = [_laid(source) for source in connection.execute(_SOURCE, (json.dumps(findings),))]
    decided, assigned = newest_decisions(connection, findings), assignees(connection, findings)
    known, hits = by_check(mute_rules(connection)), []
    after = {id_: _closed(row) for id_, row in before.items() if id_ in decided}
    for fresh in laid:
        id_, covering = fresh.finding, [mute for mute in known.get(fresh.rule, ()) if _covers(mute, fresh)]
        hits += [(mute.id, id_) for mute in covering]
        row = _grouped_as(fresh, before.get(id_))
        after[id_] = placed(row, decided.get(id_, Decided()), assigned.get(id_, ""), covering, timing)
    connection.executemany("DELETE FROM mute_hit WHERE finding = ?", [(id_,) for id_ in findings])
    connection.executemany("INSERT INTO mute_hit VALUES (?, ?)", hits)
    replace_rows(connection, before, after)


def lay_out_lost(store: Store, county: County) -> None:
    """Lays out the findings that the queue lacks: a store that was brought to a newer schema has them without it until
    the next check."""
    lost = [id_ for (id_,) in store.connection.execute(_LOST)]
    timing = timing_of_checks(county)
    for batch in in_batches(lost, BATCH):
        with store.write() as connection:
            lay_out(connection, timing, batch)


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


def _grouped_as(row: QueueRow, before: QueueRow | None) -> QueueRow:
    """With the group's order as it was: a row that only was seen again stays where it lies."""
    if before is None:
        return row
    return row._replace(group_rank=before.group_rank, group_due=before.group_due, group_first=before.group_first)


def _closed(row: QueueRow) -> QueueRow:
    return row._replace(status=Status.RULE_CLOSED, tray=Tray.CLOSED, due="", mute="", stale=0)


def _covers(mute: Mute, row: QueueRow) -> bool:
    return mute.scope.covers(row.words, row.unit, row.column, row.url, row.grp)
