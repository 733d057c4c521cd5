"""When a job is due (到点): slots of a plan in county time, as moments. A zone whose clocks leap in spring or autumn
gives each slot once: a time that the leap left out is taken at the moment it would have been."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from county.calendar import Calendar
from county.settings import County
from schedules.plan import JobPlan, is_due_on

_DAY = dt.timedelta(days=1)
_ALL_DAY_START = dt.time(22, 0)
"""Where the window is the whole day a night begins in the evening all the same."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A job is due at `due` for the work of `day` and may be begun before `until`."""

    due: dt.datetime
    day: dt.date
    until: dt.datetime


def slots(plan: JobPlan, county: County, after: dt.datetime, until: dt.datetime) -> list[Slot]:
    """The slots that are due after `after` and not later than `until`, oldest first."""
    zone = ZoneInfo(county.calendar.timezone)
    first, last = after.astimezone(zone).date() - _DAY, until.astimezone(zone).date()
    days = (first + n * _DAY for n in range((last - first).days + 1))
    calendar = Calendar(county.calendar)
    due = [slot for day in days if is_due_on(plan.days, day, calendar) for slot in _of_day(plan, county, day)]
    return [slot for slot in due if after < slot.due <= until]


def _of_day(plan: JobPlan, county: County, day: dt.date) -> Iterator[Slot]:
    zone = ZoneInfo(county.calendar.timezone)
    moved = _own_delay(plan, county)
    if plan.at is None:
        opens, closes = _window(county, day, zone)
        yield Slot(opens + plan.after + moved, day, closes)
        return
    due = _moment(day, plan.at, zone)
    end = _moment(day, plan.last, zone) if plan.every else due
    while due <= end:
        yield Slot(due + moved, day, due + moved + plan.grace)
        due += plan.every or _DAY


def _window(county: County, day: dt.date, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    start, end = county.crawl.window or (_ALL_DAY_START, _ALL_DAY_START)
    return _moment(day, start, zone), _moment(day if start < end else day + _DAY, end, zone)


def _moment(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)


def _own_delay(plan: JobPlan, county: County) -> dt.timedelta:
    """The same on every day, so that a slot stays the same slot after a restart."""
    digest = hashlib.sha256(f"{county.name}\n{plan.name}".encode()).digest()
    seconds = int(plan.spread.total_seconds())
    return dt.timedelta(seconds=int.from_bytes(digest[:4], "big") % (seconds + 1))
