"""News of each unit in a period (工作动态发布情况): what it owed, what it posted, what could not be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from county.calendar import Calendar
from county.history import ColumnHistory
from county.news import NewsCount as Weeks
from county.news import WeekCount, count_weeks
from county.settings import County
from county.units import ColumnKind, Unit
from digest.period import Period
from scoring import Scheme

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NewsCount:
    """One unit's weeks that end in the period. `missing` counts only weeks that were completely observed; `note` says
    which were not."""

    unit: Unit
    due: int
    have: int
    missing: int
    note: str

    @property
    def observed(self) -> bool:
        """Whether every week was observed, or had enough news all the same."""
        return not self.note


def news_counts(
    county: County, scheme: Scheme, histories: Mapping[str, Sequence[ColumnHistory]], period: Period, as_of: dt.date
) -> tuple[NewsCount, ...]:
    """The counts of all units, in the order of the configuration. A week belongs to the period in which it ends."""
    calendar = Calendar(county.calendar)
    return tuple(_count(unit, scheme, histories.get(unit.id, ()), period, as_of, calendar) for unit in county.units)


def running_news(
    county: County, scheme: Scheme, histories: Mapping[str, Sequence[ColumnHistory]], week: Period, as_of: dt.date
) -> tuple[NewsCount, ...]:
    """What each unit has and owes in a week that is not over, as known at the end of night `as_of`, which may be before
    the week: nothing is missing yet."""
    calendar, counting = Calendar(county.calendar), scheme.settings.counting
    found = []
    for unit in county.units:
        news = [one for one in histories.get(unit.id, ()) if one.column.kind is ColumnKind.NEWS]
        known = Weeks(news, scheme.quota[unit.unit_class], max(as_of, week.start), calendar, counting).running_week()
        found.append(NewsCount(unit, due=known.quota, have=len(known.items), missing=0, note=""))
    return tuple(found)


def _count(
    unit: Unit, scheme: Scheme, histories: Sequence[ColumnHistory], period: Period, as_of: dt.date, calendar: Calendar
) -> NewsCount:
    news = [history for history in histories if history.column.kind is ColumnKind.NEWS]
    first = max(period.start - _WEEK + _DAY, scheme.first_day(period.end))
    # the week that ended with this very night is counted too, as not yet observed
    known_on = max(as_of, min(period.end, as_of) + _DAY)
    counted = count_weeks(news, scheme.quota[unit.unit_class], first, known_on, calendar, scheme.settings.counting)
    weeks = [week for week in counted if week.week.end in period]
    return NewsCount(
        unit,
        due=sum(week.quota for week in weeks),
        have=sum(len(week.items) for week in weeks),
        missing=sum(week.missing for week in weeks),
        note=_note(weeks),
    )


def _note(weeks: Sequence[WeekCount]) -> str:
    unseen = [week for week in weeks if not week.observed and len(week.items) < week.quota]
    if not unseen:
        return ""
    why = "；".join(dict.fromkeys(week.why_not.rstrip("。") for week in unseen))
    return f"{len(unseen)} 周未观测（{why}）"
