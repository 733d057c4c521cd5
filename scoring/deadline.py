"""Deadlines (期限) in an assessment year."""

from __future__ import annotations

import datetime as dt

from county.calendar import Calendar
from scoring.settings import DueOnRestDay, Settings


def day_in_year(month_day: tuple[int, int], first: dt.date) -> dt.date:
    """The day of that name in the assessment year that begins on `first`."""
    day = dt.date(first.year, *month_day)
    return day if day >= first else day.replace(year=first.year + 1)


def last_day(due: dt.date, settings: Settings, calendar: Calendar) -> dt.date:
    """The day until which what is due on `due` is in time: under the setting the next working day where that is a day
    of rest."""
    if settings.on(due).due_on_rest_day is DueOnRestDay.AS_WRITTEN or calendar.is_working_day(due):
        return due
    return calendar.add_working_days(due, 1)
