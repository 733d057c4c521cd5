"""The week, the month or the quarter that a bulletin speaks of (通报期)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from county.calendar import Calendar, Week

_DAY = dt.timedelta(days=1)
_NAMED = re.compile(r"(?P<year>20\d\d)-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2]))")


class Rhythm(StrEnum):
    """How often a bulletin appears; the value is what stands in its title."""

    WEEK = "周通报"
    MONTH = "月通报"
    QUARTER = "季通报"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both counted. `name` is the period for a title ("2026年第9周"), `label` says its days
    too."""

    rhythm: Rhythm
    start: dt.date
    end: dt.date
    name: str
    label: str

    @property
    def id(self) -> str:
        """ "2026-W10", "2026-03", "2026-Q1"."""
        match self.rhythm:
            case Rhythm.WEEK:
                return Week(self.start).id
            case Rhythm.MONTH:
                return f"{self.start:%Y-%m}"
            case Rhythm.QUARTER:
                return f"{self.start.year}-Q{_quarter(self.start)}"

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end

    def nights(self, as_of: dt.date) -> tuple[dt.date, ...]:
        """The nights of the period up to `as_of`."""
        count = (min(self.end, as_of) - self.start).days + 1
        return tuple(self.start + offset * _DAY for offset in range(max(0, count)))


def period_of(day: dt.date, rhythm: Rhythm, calendar: Calendar) -> Period:
    """The period that holds `day`."""
    if rhythm is Rhythm.WEEK:
        week = calendar.week_of(day)
        return Period(rhythm, week.start, week.end, week.label.partition("（")[0], week.label)
    start = day.replace(day=1)
    if rhythm is Rhythm.QUARTER:
        start = start.replace(month=3 * _quarter(day) - 2)
    months = 3 if rhythm is Rhythm.QUARTER else 1
    end = (start + months * dt.timedelta(days=31)).replace(day=1) - _DAY
    name = f"{day.year}年第{_quarter(day)}季度" if rhythm is Rhythm.QUARTER else f"{day.year}年{day.month}月"
    return Period(rhythm, start, end, name, name)


def period_named(name: str, calendar: Calendar) -> Period | None:
    """The month or the quarter of that id ("2026-03", "2026-Q1"), None where it names none."""
    match = _NAMED.fullmatch(name)
    if match is None:
        return None
    rhythm = Rhythm.QUARTER if match["quarter"] else Rhythm.MONTH
    month = 3 * int(match["quarter"]) if match["quarter"] else int(match["month"])
    return period_of(dt.date(int(match["year"]), month, 1), rhythm, calendar)


def _quarter(day: dt.date) -> int:
    return (day.month + 2) // 3


def last_ended(as_of: dt.date, rhythm: Rhythm, calendar: Calendar) -> Period:
    """The newest period that was over at the end of night `as_of`."""
    current = period_of(as_of, rhythm, calendar)
    return current if current.end <= as_of else period_of(current.start - _DAY, rhythm, calendar)


def days_text(days: Iterable[dt.date]) -> str:
    """ "3月2日至3月4日、3月6日": runs of neighbouring days by their ends."""
    runs: list[list[dt.date]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + _DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(_run_text(run) for run in runs)


def _run_text(run: list[dt.date]) -> str:
    first, last = (f"{day.month}月{day.day}日" for day in (run[0], run[-1]))
    return first if len(run) == 1 else f"{first}至{last}"
