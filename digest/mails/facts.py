"""What a mail tells of one unit (本期情况): news, columns near their limit, findings, points, what nobody saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks import RULES
from county.finding import Level
from county.history import ColumnHistory
from county.settings import County
from county.units import Column, Unit
from county.visit import Verdict
from digest.coverage import Coverage, coverage
from digest.faults import Fault, Standing
from digest.material import Material, gather
from digest.news_counts import NewsCount, news_counts, running_news
from digest.period import Period
from evidence.histories import histories
from evidence.store import Store
from scoring import Placed, Scheme
from scoring.scores import score_units

NEAR_DAYS = 7
"""A column is near its limit where that comes before the next weekly mail."""
_SHORT_WEEK = RULES["news-week-short"].title
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NearLimit:
    """A column whose duty runs out: `left` days after the night, `newest` its last item as completely read."""

    column: Column
    newest: dt.date
    left: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A column that no visit of the period read completely, and why."""

    column: Column
    why: str


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """One unit in one period. `new`, `standing` and `mended` are established faults: found in the period, before it,
    and gone within it; `short_weeks` counts those that no one can mend any more. `pending` counts what a reviewer has
    not looked at yet. `change` is the points' since a week before, None where there is nothing to compare with."""

    unit: Unit
    placed: Placed
    news: NewsCount
    near: tuple[NearLimit, ...]
    new: tuple[Fault, ...]
    standing: tuple[Fault, ...]
    mended: tuple[Fault, ...]
    short_weeks: int
    pending: int
    unread: tuple[Unread, ...]
    change: Decimal | None

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to do, and everything was seen."""
        owed = self.owed_news or self.news.missing or self.news.note
        return not (self.near or self.new or self.standing or self.unread or owed)

    @property
    def owed_news(self) -> int:
        """Items that the period still lacks, whether or not that is proved."""
        return max(0, self.news.due - self.news.have)


@dataclass(frozen=True, slots=True)
class CountyFacts:
    """All units in one period, in the order of the configuration, and what was watched."""

    material: Material
    period: Period
    units: tuple[UnitFacts, ...]
    watched: Coverage

    @property
    def county(self) -> County:
        """The county."""
        return self.material.county


def county_facts(
    store: Store, county: County, scheme: Scheme, period: Period, as_of: dt.date, *, running: bool = False
) -> CountyFacts:
    """The facts of `period` as known at the end of night `as_of`; `running` where it is the week that is not over."""
    material = gather(store, county, scheme, as_of)
    known = histories(store, county, as_of)
    counted = (running_news if running else news_counts)(county, scheme, known, period, as_of)
    counts = {count.unit.id: count for count in counted}
    watched = coverage(county, material.visits, period, as_of)
    before = _totals_before(store, county, scheme, as_of)
    places = material.places
    units = tuple(
        _unit(unit, material, period, counts[unit.id], known[unit.id], watched, places[unit.id], before.get(unit.id))
        for unit in county.units
    )
    return CountyFacts(material, period, units, watched)


def _totals_before(store: Store, county: County, scheme: Scheme, as_of: dt.date) -> dict[str, Decimal]:
    """Points a week ago, where that was the same assessment year and anything was known."""
    earlier = as_of - _WEEK
    if scheme.first_day(earlier) != scheme.first_day(as_of) or not histories_known(store, county, earlier):
        return {}
    return {sheet.unit: sheet.total for sheet in score_units(store, county, scheme, earlier)}


def histories_known(store: Store, county: County, as_of: dt.date) -> bool:
    """Whether anything had been visited by the end of that night."""
    return any(history.visits for unit in histories(store, county, as_of).values() for history in unit)


def _unit(
    unit: Unit,
    material: Material,
    period: Period,
    news: NewsCount,
    known: Sequence[ColumnHistory],
    watched: Coverage,
    placed: Placed,
    before: Decimal | None,
) -> UnitFacts:
    mine = [fault for fault in material.faults if fault.unit == unit.id and fault.level is not Level.NOTICE]
    told = [fault for fault in mine if fault.established]
    past = [fault for fault in told if fault.kind == _SHORT_WEEK]
    open_ = [fault for fault in told if fault.gone_on is None and fault.kind != _SHORT_WEEK]
    return UnitFacts(
        unit=unit,
        placed=placed,
        news=news,
        near=tuple(sorted(_near(known, material.as_of), key=lambda one: one.left)),
        new=tuple(fault for fault in open_ if fault.since >= period.start),
        standing=tuple(fault for fault in open_ if fault.since < period.start),
        mended=tuple(fault for fault in told if fault.gone_on is not None and fault.gone_on in period),
        short_weeks=len(past),
        pending=sum(fault.standing is Standing.PENDING and fault.gone_on is None for fault in mine),
        unread=tuple(_unread(unit, watched.unread)),
        change=None if before is None else placed.sheet.total - before,
    )


def _near(known: Sequence[ColumnHistory], as_of: dt.date) -> Iterator[NearLimit]:
    """Only where the last visit read the column completely; one whose time is up is a finding, not near."""
    for history in known:
        duty, last = history.column.duty_days, history.visits[-1] if history.visits else None
        dates = [item.date for item in history.items if item.date and item.date <= as_of]
        if duty is None or last is None or last.verdict is not Verdict.COMPLETE or not dates:
            continue
        left = duty - (as_of - max(dates)).days
        if 0 <= left <= NEAR_DAYS:
            yield NearLimit(history.column, max(dates), left)


def _unread(unit: Unit, why: Mapping[str, str]) -> Iterator[Unread]:
    return (Unread(column, why[column.key]) for column in unit.columns if column.key in why)
