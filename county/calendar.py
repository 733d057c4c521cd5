"""Weeks, public holidays and make-up working days (周、节假日、调休)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import chinese_calendar

from county.settings import CalendarPolicy

WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
_SATURDAY = 5
_NATIONAL_DAY = (10, 1)
"""The last holiday of a year's official list: a list that holds it is whole."""
_LISTED_DAYS = frozenset(chinese_calendar.holidays)
_LISTED_WORKDAYS = frozenset(chinese_calendar.workdays)
_LISTED_YEARS = frozenset(day.year for day in _LISTED_DAYS if (day.month, day.day) == _NATIONAL_DAY)
"""Looked up here, because the package's own question looks for the ends of its whole list each time."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days from `start`."""

    start: dt.date

    @property
    def end(self) -> dt.date:
        """The last day of the week."""
        return self.start + dt.timedelta(days=6)

    @property
    def id(self) -> str:
        """ISO name of the week that holds its fourth day: "2026-W07"."""
        year, week, _ = (self.start + dt.timedelta(days=3)).isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def label(self) -> str:
        """The week as a person reads it: "2026年第7周（2月9日至2月15日）", with years where they differ from that."""
        year, week, _ = (self.start + dt.timedelta(days=3)).isocalendar()
        within = self.start.year == self.end.year == year
        first, last = (_day_name(day, with_year=not within) for day in (self.start, self.end))
        return f"{year}年第{week}周（{first}至{last}）"

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked, and how days make weeks, under the office's own settings (口径). For years whose official
    list (国务院办公厅放假安排) is not known, Monday to Friday are worked and `doubt` says so; the extra days of the
    policy win over any list."""

    policy: CalendarPolicy = field(default_factory=CalendarPolicy)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices work on `day`."""
        if day in self.policy.extra_workdays:
            return True
        if day in self.policy.extra_holidays:
            return False
        if self.knows(day.year):
            return day in _LISTED_WORKDAYS or (day.weekday() < _SATURDAY and day not in _LISTED_DAYS)
        return day.weekday() < _SATURDAY

    def working_days(self, start: dt.date, end: dt.date) -> int:
        """Working days from `start` to `end`, both counted; 0 where `end` comes first."""
        days = range((end - start).days + 1)
        return sum(self.is_working_day(start + dt.timedelta(days=offset)) for offset in days)

    def add_working_days(self, day: dt.date, n: int) -> dt.date:
        """The `n`-th working day after `day`, which is not counted itself (期限自次日起算); before it where `n` is
        negative; `day` where `n` is 0."""
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def week_of(self, day: dt.date) -> Week:
        """The week that holds `day`."""
        return Week(day - dt.timedelta(days=(day.weekday() - self.policy.first_weekday) % 7))

    def weeks(self, first: dt.date, last: dt.date) -> tuple[Week, ...]:
        """The weeks whose first day lies from `first` to `last`, both counted, oldest first."""
        start = first + dt.timedelta(days=(self.policy.first_weekday - first.weekday()) % 7)
        count = max(0, ((last - start).days + 7) // 7)
        return tuple(Week(start + index * WEEK) for index in range(count))

    def knows(self, year: int) -> bool:
        """Whether the official list of holidays and make-up working days of that year is known."""
        return year in _LISTED_YEARS

    def doubt(self, year: int) -> str:
        """One Chinese sentence for the score sheet where the year's holidays are not known, "" where they are."""
        if self.knows(year):
            return ""
        holidays, workdays = (
            sum(day.year == year for day in days) for days in (self.policy.extra_holidays, self.policy.extra_workdays)
        )
        return (
            f"{year}年的国务院放假安排尚未收入节假日表，暂按周一至周五为工作日推算"
            f"（已计入 county.toml 所列节假日 {holidays} 天、补班 {workdays} 天），"
            "请按放假通知补齐 county.toml 的 extra_holidays 和 extra_workdays。"
        )


def _day_name(day: dt.date, *, with_year: bool) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if with_year else f"{day.month}月{day.day}日"
