"""The county at a glance (全县概览): ranking within class, the map of weeks, last night's coverage, the trend."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starlette.responses import Response

from county.units import Unit, UnitClass
from desk.call import Call
from desk.charts import trend
from evidence.boards import kept_marks, kept_outlines, marks, totals_since, units_touched
from evidence.coverage import night_verdicts
from evidence.desk.reading import open_counts
from evidence.known_state import last_night
from scoring.points import ZERO
from scoring.ranking import place_of
from scoring.summaries import Outline, keep_all_boards, outline_of, restored_outline

BACK = dt.timedelta(days=366)
WEEK_BACK = dt.timedelta(days=7)
MAP_WEEKS = 53
MOST_UNSEEN = 40
"""Columns listed that last night could not read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in the ranking; `tied` says that another shares its place. `change` is what its total moved by within a
    week, None where that is not known."""

    place: int
    tied: bool
    unit: Unit
    total: Decimal
    change: Decimal | None
    outline: Outline
    open: int
    serious: int


def county_page(call: Call) -> Response:
    """All units on one page, which prints."""
    night = last_night(call.store)
    if night is None:
        return call.page("told.html", sentence="还没有巡查过；请先运行 xuncha night，第二天再来看。")
    connection = call.store.connection
    outlines = _outlines(call, night)
    past = totals_since(connection, (night - BACK).isoformat())
    edge = (night - WEEK_BACK).isoformat()
    known = outlines, open_counts(connection), {unit: total for unit, when, total in past if when <= edge}
    classes = {one: [unit for unit in call.desk.county.units if unit.unit_class is one] for one in UnitClass}
    lines = {unit_class: _ranking(units, *known) for unit_class, units in classes.items()}
    seen = night_verdicts(connection, night)
    return call.page(
        "county.html",
        night=night,
        classes={unit_class: found for unit_class, found in lines.items() if found},
        trend=trend(_averages(call, past)),
        seen=seen,
        unseen=[one for one in seen if one.verdict not in ("complete", "not-due")][:MOST_UNSEEN],
        most=MOST_UNSEEN,
        weeks=_weeks(lines),
        touched=_touched(call),
    )


def refresh(call: Call) -> Response:
    """Makes the boards of all units anew with all that people have written, and keeps them."""
    keep_all_boards(call.store, call.desk.county, call.desk.scheme)
    return call.redirect("/county", "已按最新的认定、登记和裁定重算。")


def _outlines(call: Call, night: dt.date) -> dict[str, tuple[Decimal, Outline]]:
    """Those of the last check; a unit that it did not know is looked at now."""
    kept = {unit: (total, restored_outline(content)) for unit, (total, content) in
            kept_outlines(call.store.connection).items()}  # fmt: skip
    for unit in call.desk.county.units:
        if unit.id not in kept:
            desk = call.desk
            board = desk.shelf.board(call.store, desk.county, desk.scheme, unit.id, night).board
            kept[unit.id] = board.sheet.total, outline_of(board)
    return kept


def _touched(call: Call) -> int:
    """Of how many units people have written since."""
    connection = call.store.connection
    touched = units_touched(connection, kept_marks(connection), marks(connection))
    return len(call.desk.county.units) if touched is None else len(touched)


def _ranking(
    units: Sequence[Unit],
    outlines: Mapping[str, tuple[Decimal, Outline]],
    counts: Mapping[str, tuple[int, int]],
    before: Mapping[str, Decimal],
) -> list[Line]:
    """The units of one class, best first; `before` are their totals of a week ago."""
    totals = [outlines[unit.id][0] for unit in units]
    lines = []
    for unit, total in zip(units, totals, strict=True):
        change = total - before[unit.id] if unit.id in before else None
        place, tied = place_of(total, totals)
        outline = outlines[unit.id][1]
        lines.append(Line(place, tied, unit, total, change, outline, *counts.get(unit.id, (0, 0))))
    return sorted(lines, key=lambda line: -line.total)


def _averages(call: Call, past: Sequence[tuple[str, str, Decimal]]) -> dict[str, list[tuple[dt.date, Decimal]]]:
    classes = {unit.id: unit.unit_class for unit in call.desk.county.units}
    by_night: defaultdict[tuple[UnitClass, str], list[Decimal]] = defaultdict(list)
    for unit, when, total in past:
        if unit in classes:
            by_night[classes[unit], when].append(total)
    series: dict[str, list[tuple[dt.date, Decimal]]] = {}
    for (unit_class, when), totals in sorted(by_night.items(), key=lambda item: item[0][1]):
        points = series.setdefault(f"{unit_class}平均", [])
        points.append((dt.date.fromisoformat(when), sum(totals, ZERO) / len(totals)))
    return series


def _weeks(lines: dict[UnitClass, list[Line]]) -> list[str]:
    """The ids of the weeks on the map, oldest first."""
    known = {mark.id for found in lines.values() for line in found for mark in line.outline.weeks}
    return sorted(known)[-MAP_WEEKS:]
