"""What the county's page is drawn from (全县概览): who stands where, the map of weeks, the trend."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from county.units import Unit, UnitClass
from desk.charts import Trend, trend
from desk.templating import drawn
from scoring.points import ZERO
from scoring.ranking import place_of
from scoring.summaries import Outline

BACK = dt.timedelta(days=366)
WEEK_BACK = dt.timedelta(days=7)
MAP_WEEKS = 53

Totals = Sequence[tuple[str, str, Decimal]]
"""Unit, night and total, oldest first."""


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


@dataclass(frozen=True, slots=True)
class Overview:
    """The ranking by class, best first; the map of weeks as it stands on the page; the trend of the classes' averages,
    None where there are fewer than two nights."""

    classes: Mapping[UnitClass, Sequence[Line]]
    map: Markup
    trend: Trend | None


def make_overview(
    units: Sequence[Unit], outlines: Mapping[str, tuple[Decimal, Outline]], past: Totals, night: dt.date
) -> Overview:
    """The overview after that night from all units' outlines and their totals of a year."""
    edge = (night - WEEK_BACK).isoformat()
    before = {unit: total for unit, when, total in past if when <= edge}
    classes = {one: [unit for unit in units if unit.unit_class is one] for one in UnitClass}
    lines = {one: _ranking(members, outlines, before) for one, members in classes.items() if members}
    return Overview(lines, drawn("county_map.html", classes=lines, weeks=_weeks(lines)), trend(_averages(units, past)))


def _ranking(
    units: Sequence[Unit], outlines: Mapping[str, tuple[Decimal, Outline]], before: Mapping[str, Decimal]
) -> list[Line]:
    """The units of one class, best first; `before` are their totals of a week ago."""
    totals = [outlines[unit.id][0] for unit in units]
    lines = []
    for unit, total in zip(units, totals, strict=True):
        change = total - before[unit.id] if unit.id in before else None
        place, tied = place_of(total, totals)
        lines.append(Line(place, tied, unit, total, change, outlines[unit.id][1]))
    return sorted(lines, key=lambda line: -line.total)


def _averages(units: Sequence[Unit], past: Totals) -> dict[str, list[tuple[dt.date, Decimal]]]:
    classes = {unit.id: unit.unit_class for unit in units}
    by_night: defaultdict[tuple[UnitClass, str], list[Decimal]] = defaultdict(list)
    for unit, when, total in past:
        if unit in classes:
            by_night[classes[unit], when].append(total)
    series: dict[str, list[tuple[dt.date, Decimal]]] = {}
    for (unit_class, when), totals in sorted(by_night.items(), key=lambda item: item[0][1]):
        points = series.setdefault(f"{unit_class}平均", [])
        points.append((dt.date.fromisoformat(when), sum(totals, ZERO) / len(totals)))
    return series


def _weeks(lines: Mapping[UnitClass, Sequence[Line]]) -> list[str]:
    """The ids of the weeks on the map, oldest first."""
    return sorted({mark.id for line in _all(lines) for mark in line.outline.weeks})[-MAP_WEEKS:]


def _all(lines: Mapping[UnitClass, Sequence[Line]]) -> Iterator[Line]:
    return (line for found in lines.values() for line in found)
