"""The plan of a job (任务计划): what runs, on which days, at what time, and how long it may take or be late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from county.calendar import Calendar

_DAY = dt.timedelta(days=1)
_LONG_HOLIDAY = 3
"""Days off in a row that are more than a weekend."""
_QUARTER_STARTS = (1, 4, 7, 10)


class Lane(StrEnum):
    """Jobs of one lane (队列) run one after another, lanes side by side."""

    CRAWL = "采集"
    PROBE = "探测"
    OFFICE = "文书"
    UPKEEP = "维护"


class Days(StrEnum):
    """On which days a job is due."""

    DAILY = "每天"
    WORKING = "工作日"
    MONDAY = "周一"
    TUESDAY = "周二"
    WEDNESDAY = "周三"
    THURSDAY = "周四"
    FRIDAY = "周五"
    SATURDAY = "周六"
    SUNDAY = "周日"
    FIRST_OF_MONTH = "每月首个工作日"
    FIRST_OF_QUARTER = "每季首个工作日"
    BEFORE_HOLIDAY = "节前工作日"


@dataclass(frozen=True, slots=True)
class JobPlan:
    """One job. Due at `at` in county time or, where `at` is None, `after` the night window opens (采集时段); where
    `every` is given, each so often from `at` to `last`. It may be begun up to `grace` after it was due, or as long as
    the window is open. `command` are words of the command line with {day}, {due}, {week}, {month}, {quarter} filled in.
    `limit` ends its process; after a failure it is tried again, `tries` times in all, `pause` apart. `spread` moves
    each installation's jobs by a time of its own, so that the counties of one platform do not all ask at once."""

    name: str
    title: str
    command: tuple[str, ...]
    lane: Lane
    days: Days
    at: dt.time | None
    on: bool = True
    after: dt.timedelta = dt.timedelta()
    every: dt.timedelta | None = None
    last: dt.time = dt.time(23, 59)
    grace: dt.timedelta = dt.timedelta(hours=12)
    limit: dt.timedelta = dt.timedelta(hours=1)
    tries: int = 2
    pause: dt.timedelta = dt.timedelta(minutes=10)
    spread: dt.timedelta = dt.timedelta()

    @property
    def in_window(self) -> bool:
        """Whether it belongs to the night window."""
        return self.at is None


def is_due_on(days: Days, day: dt.date, calendar: Calendar) -> bool:
    """Whether a job of those days is due on `day`."""
    return _DUE[days](day, calendar)


def _weekday(number: int) -> Callable[[dt.date, Calendar], bool]:
    return lambda day, _: day.weekday() == number


def _first_of_month(day: dt.date, calendar: Calendar) -> bool:
    return calendar.is_working_day(day) and calendar.working_days(day.replace(day=1), day) == 1


def _before_holiday(day: dt.date, calendar: Calendar) -> bool:
    free = (calendar.add_working_days(day, 1) - day).days - 1
    return calendar.is_working_day(day) and free >= _LONG_HOLIDAY


_DUE: dict[Days, Callable[[dt.date, Calendar], bool]] = {
    Days.DAILY: lambda day, calendar: True,
    Days.WORKING: lambda day, calendar: calendar.is_working_day(day),
    Days.MONDAY: _weekday(0),
    Days.TUESDAY: _weekday(1),
    Days.WEDNESDAY: _weekday(2),
    Days.THURSDAY: _weekday(3),
    Days.FRIDAY: _weekday(4),
    Days.SATURDAY: _weekday(5),
    Days.SUNDAY: _weekday(6),
    Days.FIRST_OF_MONTH: _first_of_month,
    Days.FIRST_OF_QUARTER: lambda day, calendar: day.month in _QUARTER_STARTS and _first_of_month(day, calendar),
    Days.BEFORE_HOLIDAY: _before_holiday,
}


def words(plan: JobPlan, day: dt.date, due: dt.datetime, calendar: Calendar) -> tuple[str, ...]:
    """The command of the job for `day`, due at `due`: {week} is the week that ended before it, {month} and
    {quarter} likewise."""
    last_month = day.replace(day=1) - _DAY
    quarter_end = day.replace(month=day.month - (day.month - 1) % 3, day=1) - _DAY
    values = {
        "day": day.isoformat(),
        "due": due.isoformat(),
        "week": calendar.week_of(day - 7 * _DAY).id,
        "month": f"{last_month:%Y-%m}",
        "quarter": f"{quarter_end.year}-Q{(quarter_end.month + 2) // 3}",
    }
    return tuple(word.format(**values) for word in plan.command)
