"""The queue (队列): the list on the left of every finding's page, and where it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

import checks
from county.review import Tray
from desk.call import Call
from desk.wish import Wish, wish_of
from evidence.desk.queue import QueueRow
from evidence.desk.reading import Line, count, key_of, line_after, line_before, lines_before, lines_from, tray_counts
from evidence.desk.views import views_of

LINES_BEFORE, LINES = 8, 40
"""Lines shown before the one in focus, and in all."""


@dataclass(frozen=True, slots=True)
class Side:
    """The list beside a finding. `focus` is the group in focus, `before` and `after` the neighbours to move to; where
    the finding itself lies elsewhere (it was decided on by now), the list begins at its top."""

    wish: Wish
    counts: dict[Tray, int]
    total: int
    lines: list[Line]
    focus: str
    before: str
    after: str
    views: dict[str, str]


def queue(call: Call) -> Response:
    """Leads to the first finding of the list; says so where there is none."""
    wish = wish_of(call)
    first = lines_from(call.store.connection, wish.filter, None, 1)
    if first:
        return call.redirect(wish.finding(first[0].lead.finding))
    return call.page("queue_empty.html", side=side_of(call, wish, None), checks=checks.RULES)


def side_of(call: Call, wish: Wish, row: QueueRow | None) -> Side:
    """The list round a finding."""
    connection, wanted = call.store.connection, wish.filter
    inside = row is not None and row.tray == wanted.tray
    key = key_of(row) if row is not None and inside else None
    lines = lines_before(connection, wanted, key, LINES_BEFORE) if key else []
    lines += lines_from(connection, wanted, key, LINES - len(lines))
    before = line_before(connection, wanted, key) if key else None
    after = line_after(connection, wanted, key) if key else (lines[0].lead if lines else None)
    return Side(
        wish,
        tray_counts(connection, call.scope),
        count(connection, wanted),
        lines,
        row.grp if row else "",
        before.finding if before else "",
        after.finding if after else "",
        views_of(connection, call.account.name),
    )
