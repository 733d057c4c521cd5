"""Counting news by week (每周工作动态条数): one rule, used by the check that names short weeks and by the score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from county.calendar import Calendar, Week
from county.counting import CarryOver, CountingPolicy, Duplicates, HolidayWeeks, Reposts, counted_items, is_repost
from county.history import ColumnHistory, Item
from county.same_news import first_copies, one_for_each_page
from county.witness import Witness


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One unit's news in one week. `observed` is true where a complete visit after the week's end covers it;
    otherwise `why_not` says what is missing in one Chinese sentence, and the week never counts as short. `carried` is
    how many of the items that it lacks are made up for by earlier weeks (结转), `reposts` what was left out as 转载."""

    week: Week
    quota: int
    items: tuple[Item, ...]
    observed: bool
    why_not: str = ""
    carried: int = 0
    reposts: tuple[Item, ...] = ()

    @property
    def missing(self) -> int:
        """How many items the week lacks, 0 where it was not observed."""
        return max(0, self.quota - len(self.items) - self.carried) if self.observed else 0


def count_weeks(
    histories: Sequence[ColumnHistory],
    quota: int,
    first: dt.date,
    as_of: dt.date,
    calendar: Calendar,
    policy: CountingPolicy,
) -> tuple[WeekCount, ...]:
    """`NewsCount.weeks` of what is counted only once."""
    return NewsCount(histories, quota, as_of, calendar, policy).weeks(first)


@dataclass(frozen=True, slots=True)
class _News:
    """What counts under one policy, what it leaves out as 转载, pages without a date, and what the visits witness."""

    counted: Sequence[Item]
    reposts: Sequence[Item]
    witnesses: Sequence[Witness]


@dataclass(frozen=True, slots=True)
class NewsCount:
    """The news of one unit as known at the end of night `as_of`, looked through once however often they are counted.
    `histories` are its news columns, `quota` what it owes a week (clause (一)9). An item once seen counts for good,
    whether or not its list still shows it; what came to be known after `as_of` does not count. Each week is counted
    under the policy that holds on its first day."""

    histories: Sequence[ColumnHistory]
    quota: int
    as_of: dt.date
    calendar: Calendar
    policy: CountingPolicy
    _known: dict[CountingPolicy, _News] = field(default_factory=dict, repr=False, compare=False)

    def weeks(self, first: dt.date) -> tuple[WeekCount, ...]:
        """Week by week, oldest first: the weeks that begin on `first` or later and ended before the night."""
        weeks = [week for week in self.calendar.weeks(first, self.as_of) if week.end < self.as_of]
        counts: list[WeekCount] = []
        for current, group in groupby(weeks, key=lambda week: self.policy.on(week.start)):
            counts.extend(self._under(current, list(group)))
        return tuple(counts)

    def running_week(self) -> WeekCount:
        """The week that holds the night as far as it is known; it is never observed, because it is not over."""
        week = self.calendar.week_of(self.as_of)
        (count,) = self._under(self.policy.on(week.start), [week])
        return count

    def _under(self, policy: CountingPolicy, weeks: Sequence[Week]) -> list[WeekCount]:
        if policy not in self._known:
            self._known[policy] = self._look_through(policy)
        news, counts = self._known[policy], []
        by_week, left_out = _by_week(news.counted, weeks), _by_week(news.reposts, weeks)
        for week in weeks:
            owed = _owed(week, self.quota, self.calendar, policy)
            count = _count(week, owed, by_week.get(week.start, ()), news.witnesses)
            counts.append(replace(count, reposts=left_out.get(week.start, ())) if left_out else count)
        return counts if policy.carry_over is CarryOver.NONE else list(_carried(counts, policy.carry_over))

    def _look_through(self, policy: CountingPolicy) -> _News:
        counted = (item for history in self.histories for item in counted_items(history, policy, self.as_of))
        items = one_for_each_page(counted)
        own, reposts = _without_reposts([item for item in items if item.date], self.histories, policy)
        undated = {item.page for item in items if item.date is None}
        return _News(
            first_copies(own) if policy.duplicates is Duplicates.ONCE else own,
            reposts,
            tuple(Witness.of(history, undated, self.as_of) for history in self.histories),
        )


def _without_reposts(
    items: Sequence[Item], histories: Sequence[ColumnHistory], policy: CountingPolicy
) -> tuple[Sequence[Item], Sequence[Item]]:
    """What counts and what is left out."""
    if policy.reposts is Reposts.COUNTED or not histories:
        return items, ()
    reposts = {item.page for item in items if is_repost(item, histories[0].unit, policy.own_sources)}
    own = [item for item in items if item.page not in reposts]
    return own, [item for item in items if item.page in reposts]


def _owed(week: Week, quota: int, calendar: Calendar, policy: CountingPolicy) -> int:
    if policy.holiday_weeks is HolidayWeeks.WAIVED and not calendar.working_days(week.start, week.end):
        return 0
    return quota


def _carried(counts: Iterable[WeekCount], carry_over: CarryOver) -> Iterator[WeekCount]:
    """The counts with what earlier weeks had too much of; a week that was not observed owes nothing and takes none."""
    spare = 0
    for count in counts:
        used = min(spare, count.missing)
        yield replace(count, carried=used)
        surplus = max(0, len(count.items) - count.quota)
        spare = surplus if carry_over is CarryOver.NEXT_WEEK else spare - used + surplus


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
