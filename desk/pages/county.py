"""The county at a glance (全县概览): ranking within class, the map of weeks, last night's coverage, the trend."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from starlette.responses import Response

from county.units import Unit, UnitClass
from desk.call import Call
from desk.charts import trend
from evidence.boards import Summary, kept_marks, marks, newest_summaries, totals_since, units_touched
from evidence.coverage import night_verdicts
from evidence.desk.reading import open_counts
from evidence.known_state import last_night
from scoring.boards import Freshness
from scoring.points import ZERO
from scoring.ranking import place_of
from scoring.summaries import Outline, outline_of, summary_of

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

    @property
    def stale(self) -> int:
        """How many columns are late or blank."""
        return self.outline.columns.get(Freshness.STALE, 0) + self.outline.columns.get(Freshness.EMPTY, 0)


def county_page(call: Call) -> Response:
    """All units on one page, which prints."""
    night = last_night(call.store)
    if night is None:
        return call.page("told.html", sentence="还没有巡查过；请先运行 xuncha night，第二天再来看。")
    connection = call.store.connection
    summaries = _summaries(call, night)
    past = totals_since(connection, (night - BACK).isoformat())
    lines = {unit_class: _ranking(call, unit_class, summaries, past, night) for unit_class in UnitClass}
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
    )


def _summaries(call: Call, night: dt.date) -> dict[str, Summary]:
    """Those of the last check; of units that people have written of since, as they stand now."""
    connection = call.store.connection
    kept = newest_summaries(connection)
    touched = units_touched(connection, kept_marks(connection), marks(connection))
    for unit in call.desk.county.units:
        if unit.id not in kept or touched is None or unit.id in touched:
            desk = call.desk
            kept[unit.id] = summary_of(desk.shelf.board(call.store, desk.county, desk.scheme, unit.id, night))
    return kept


def _ranking(
    call: Call,
    unit_class: UnitClass,
    summaries: dict[str, Summary],
    past: Sequence[tuple[str, str, Decimal]],
    night: dt.date,
) -> list[Line]:
    units = [unit for unit in call.desk.county.units if unit.unit_class is unit_class]
    totals = [summaries[unit.id].total for unit in units]
    before = _week_ago(past, night)
    counts = open_counts(call.store.connection)
    lines = []
    for unit, total in zip(units, totals, strict=True):
        change = total - before[unit.id] if unit.id in before else None
        place, tied = place_of(total, totals)
        outline = outline_of(summaries[unit.id])
        lines.append(Line(place, tied, unit, total, change, outline, *counts.get(unit.id, (0, 0))))
    return sorted(lines, key=lambda line: -line.total)


def _week_ago(past: Sequence[tuple[str, str, Decimal]], night: dt.date) -> dict[str, Decimal]:
    """The last totals that are a week old or older."""
    edge = (night - WEEK_BACK).isoformat()
    return {unit: total for unit, when, total in past if when <= edge}


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
