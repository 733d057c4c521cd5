"""Counting news by week (每周工作动态条数): one rule, used by the check that names short weeks and by the score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from county.calendar import Calendar, Week
from county.history import ColumnHistory, Item
from county.same_news import first_copies, one_for_each_page
from county.units import Unit
from county.witness import Witness


class Duplicates(StrEnum):
    """What the same news posted twice by one unit counts."""

    ONCE = "once"
    EACH = "each"


class HolidayWeeks(StrEnum):
    """What a week without a single working day owes."""

    WAIVED = "waived"
    COUNTED = "counted"


class Reposts(StrEnum):
    """What reposted news (转载) counts."""

    COUNTED = "counted"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """Named settings of the count (口径), from the scheme file."""

    duplicates: Duplicates = Duplicates.ONCE
    holiday_weeks: HolidayWeeks = HolidayWeeks.WAIVED
    reposts: Reposts = Reposts.COUNTED


def is_repost(item: Item, unit: Unit) -> bool:
    """Whether the 来源 that the item shows names somebody else. An item without one is the unit's own, and so is one
    whose source is part of the unit's name (街道 for 街道办事处) or the other way round."""
    source = "".join(item.source.split())
    names = (unit.name, *unit.aliases)
    return bool(source) and not any(name in source or source in name for name in names)


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One unit's news in one week. `observed` is true where a complete visit after the week's end covers it;
    otherwise `why_not` says what is missing in one Chinese sentence, and the week never counts as short."""

    week: Week
    quota: int
    items: tuple[Item, ...]
    observed: bool
    why_not: str = ""

    @property
    def missing(self) -> int:
        """How many items the week lacks, 0 where it was not observed."""
        return max(0, self.quota - len(self.items)) if self.observed else 0


def count_weeks(
    histories: Sequence[ColumnHistory],
    quota: int,
    first: dt.date,
    as_of: dt.date,
    calendar: Calendar,
    policy: CountingPolicy,
) -> tuple[WeekCount, ...]:
    """The news of one unit week by week, oldest first: the weeks that begin on `first` or later and ended before the
    night `as_of`. `histories` are its news columns, `quota` what it owes a week (clause (一)9). An item once seen
    counts for good, whether or not its list still shows it; what came to be known after `as_of` does not count."""
    weeks = tuple(week for week in calendar.weeks(first, as_of) if week.end < as_of)
    items = one_for_each_page(item for history in histories for item in history.items if item.first_seen <= as_of)
    if policy.reposts is Reposts.EXCLUDED and histories:
        items = tuple(item for item in items if not is_repost(item, histories[0].unit))
    dated = [item for item in items if item.date]
    counted = first_copies(dated) if policy.duplicates is Duplicates.ONCE else dated
    by_week = _by_week(counted, weeks)
    undated = {item.page for item in items if item.date is None}
    witnesses = tuple(Witness.of(history, undated, as_of) for history in histories)
    return tuple(
        _count(week, _owed(week, quota, calendar, policy), by_week.get(week.start, ()), witnesses) for week in weeks
    )


def _owed(week: Week, quota: int, calendar: Calendar, policy: CountingPolicy) -> int:
    if policy.holiday_weeks is HolidayWeeks.WAIVED and not calendar.working_days(week.start, week.end):
        return 0
    return quota


def _by_week(items: Iterable[Item], weeks: Sequence[Week]) -> Mapping[dt.date, tuple[Item, ...]]:
    """Items by the first day of their week. Counted in days from the first week, because a portal also prints dates
    (0001-01-01) whose week does not exist."""
    found: dict[dt.date, list[Item]] = {}
    for item in items:
        index = (item.date - weeks[0].start).days // 7 if item.date and weeks else -1
        if 0 <= index < len(weeks):
            found.setdefault(weeks[index].start, []).append(item)
    return {start: tuple(sorted(group, key=_reading_order)) for start, group in found.items()}


def _reading_order(item: Item) -> tuple[dt.date, str, str]:
    return item.date or dt.date.max, item.url, item.page


def _count(week: Week, quota: int, items: tuple[Item, ...], witnesses: Sequence[Witness]) -> WeekCount:
    reasons = [reason for witness in witnesses if (reason := witness.why_not(week))]
    if not witnesses:
        reasons = ["没有登记“工作动态”类栏目"]
    elif not reasons and len(items) < quota:
        undated = frozenset().union(*(witness.undated_in(week) for witness in witnesses))
        reasons = [f"有 {len(undated)} 条未标注日期，无法归入某一周"] if undated else []
    return WeekCount(week, quota, items, not reasons, f"{'；'.join(reasons)}。" if reasons else "")
