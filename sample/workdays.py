"""Working days (工作日) and weeks as the county's own calendar counts them, with its default settings."""

from __future__ import annotations

import datetime as dt
from functools import cache

from county.calendar import Calendar, Week

CALENDAR = Calendar()


@cache
def is_working_day(day: dt.date) -> bool:
    """Whether offices work on that day."""
    return CALENDAR.is_working_day(day)


def working_days(week: Week) -> list[dt.date]:
    """The working days of a week, in order."""
    return [day for day in (week.start + dt.timedelta(days=step) for step in range(7)) if is_working_day(day)]


def next_working_day(day: dt.date) -> dt.date:
    """That day, or the first working day after it."""
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day
