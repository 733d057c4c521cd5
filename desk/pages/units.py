"""The page of a unit: its score with every entry, its weeks, its columns, what is open and what it owes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from starlette.responses import Response

import checks
from county.account import Role
from county.calendar import Calendar
from county.review import STATUS_NAMES, Status
from county.units import Unit
from desk.call import Call, NotThere
from desk.charts import trend, week_chart
from desk.shelf import Shown
from desk.templating import drawn
from evidence.boards import unit_totals_since
from evidence.desk.queue import QueueRow
from evidence.desk.reading import open_rows
from evidence.known_state import last_night
from evidence.rechecks import RecheckRow, newest_rechecks
from evidence.registers.disputes import AppealCase, appeals
from scoring.boards import FRESHNESS_NAMES, Board
from scoring.owed import HORIZON_NAMES

MOST_OPEN = 60
"""Open findings listed; the queue has them all."""
TREND = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Open:
    """An open finding; `age` are the working days since it was first seen, `recheck` is what the nights saw of it
    last."""

    row: QueueRow
    rule: str
    status: str
    age: int
    recheck: RecheckRow | None


def units_page(call: Call) -> Response:
    """A unit's account goes to its own page, the office to the overview."""
    if call.account.role is Role.UNIT:
        return call.redirect(f"/units/{call.account.unit}")
    return call.redirect("/county")


def board_of(call: Call, unit: str) -> Shown:
    """The board of a unit as of the last night. Where there was no night yet, there is nothing to show."""
    return call.desk.shelf.board(call.store, call.desk.county, call.desk.scheme, unit, _night(call))


def refresh(call: Call) -> Response:
    """Makes the board of a unit anew with all that people have written."""
    unit = call.path("unit")
    call.desk.shelf.make(call.store, call.desk.county, call.desk.scheme, unit, _night(call))
    return call.redirect(f"/units/{unit}", "已按最新的认定、登记和裁定重算。")


def _night(call: Call) -> dt.date:
    night = last_night(call.store)
    if night is None:
        raise NotThere
    return night


def unit_page(call: Call) -> Response:
    """Everything about one unit on one page, which prints."""
    unit = call.desk.county.unit(call.path("unit"))
    shown = board_of(call, unit.id)
    board = shown.board
    night = board.sheet.as_of
    totals = unit_totals_since(call.store.connection, unit.id, (night - TREND).isoformat())
    past = [(dt.date.fromisoformat(when), total) for when, total in totals]
    if not past or past[-1][0] != night or past[-1][1] != board.sheet.total:
        past = [*(point for point in past if point[0] != night), (night, board.sheet.total)]
    return call.page(
        "unit.html",
        unit=unit,
        drawn=call.desk.shelf.drawn(unit.id, board, lambda: _drawn(unit, board)),
        fresh=shown.fresh,
        trend=trend({"总分": past}),
        open=list(_open(call, unit.id)),
        most=MOST_OPEN,
        appeals=[case for case in appeals(call.store) if case.appeal.unit == unit.id],
    )


def _drawn(unit: Unit, board: Board) -> Markup:
    return drawn(
        "unit_board.html",
        unit=unit,
        board=board,
        weeks=week_chart(board.weeks, board.week),
        horizon_names=HORIZON_NAMES,
        freshness_names=FRESHNESS_NAMES,
    )


def _open(call: Call, unit: str) -> Iterator[Open]:
    calendar, today = Calendar(call.desk.county.calendar), call.today

    @cache
    def age(first_seen: str) -> int:
        return calendar.working_days(dt.date.fromisoformat(first_seen) + dt.timedelta(days=1), today)

    rows = open_rows(call.store.connection, unit, MOST_OPEN)
    seen = newest_rechecks(call.store, [row.finding for row in rows])
    for row in rows:
        rule = checks.RULES.get(row.rule)
        name = rule.title if rule else row.rule
        yield Open(row, name, STATUS_NAMES[Status(row.status)], age(row.first_seen), seen.get(row.finding))


def appeal_of(call: Call, entry: str) -> list[AppealCase]:
    """The appeals against one entry, oldest first."""
    return [case for case in appeals(call.store) if case.appeal.entry == entry]
