"""What a column's visits can witness of a week or another period (观测依据): that it was read, whole, after its end."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from county.configuration.errors import quoted
from county.history import ColumnHistory
from county.visit import VERDICT_NAMES, Verdict, Visit


class Period(Protocol):
    """Days from `start` to `end`, both counted: a week, the time in which something is due."""

    @property
    def start(self) -> dt.date: ...

    @property
    def end(self) -> dt.date: ...


@dataclass(frozen=True, slots=True)
class Witness:
    """The visits of one column, by night. `covered` holds for each of them the earliest day from which it or any later
    complete visit read everything; `undated` are its undated items with the nights on which they were first seen."""

    name: str
    nights: tuple[dt.date, ...]
    visits: tuple[Visit, ...]
    covered: tuple[dt.date, ...]
    undated: tuple[tuple[str, dt.date], ...]

    @classmethod
    def of(cls, history: ColumnHistory, undated: Collection[str], as_of: dt.date) -> Witness:
        """The witness of `history` as known at the end of night `as_of`; `undated` are ids of pages without a date."""
        visits = sorted((visit for visit in history.visits if visit.night <= as_of), key=lambda visit: visit.night)
        seen = {(item.page, item.first_seen) for item in history.items if item.page in undated}
        return cls(
            history.column.name,
            nights=tuple(visit.night for visit in visits),
            visits=tuple(visits),
            covered=_covered(visits),
            undated=tuple(sorted((page, night) for page, night in seen if night <= as_of)),
        )

    def why_not(self, period: Period, called: str = "本周") -> str:
        """Half a sentence on why the period was not observed, "" where it was."""
        after = bisect_right(self.nights, period.end)
        if after < len(self.nights) and self.covered[after] <= period.start:
            return ""
        if after == len(self.nights):
            return f"{called}结束后没有巡查过{quoted(self.name)}"
        complete = next((visit for visit in reversed(self.visits[after:]) if visit.verdict is Verdict.COMPLETE), None)
        if complete is not None and not complete.full:
            return f"{called}结束后只看过{quoted(self.name)}的首页，还没有从头到尾重读"
        if complete is not None and complete.empty_because:
            return f"{called}结束后读到的{quoted(self.name)}是空的，须由人核实"
        if complete is None:
            return f"{called}结束后没有完整读取过{quoted(self.name)}（最近一次{_outcome(self.visits[-1])}）"
        from_day = complete.window_covered_from
        reach = f"只确知读全了{from_day}以后的信息" if from_day else "不能确知读到了哪一天"
        return f"{called}结束后读过{quoted(self.name)}，但{reach}，没有覆盖{called}"

    def readings(self, period: Period) -> Iterator[Visit]:
        """The visits after the period's end that read all of it, oldest first: what none of them saw was missing."""
        after = bisect_right(self.nights, period.end)
        return (visit for visit in self.visits[after:] if _reads_from(visit) <= period.start)

    def undated_in(self, period: Period) -> frozenset[str]:
        """The undated pages that may belong to the period: those not seen before it began, and not new after the first
        night on which the whole period had been read."""
        last = next((visit.night for visit in self.readings(period)), dt.date.max)
        return frozenset(page for page, night in self.undated if period.start <= night <= last)


def _reads_from(visit: Visit) -> dt.date:
    """The day from which the visit read everything, the last of all days where it proves nothing. An empty list is told
    as a blank column; that each of its weeks were short, a person has to say."""
    read_something = visit.proves_absence and not visit.empty_because
    return (read_something and visit.window_covered_from) or dt.date.max


def _covered(visits: list[Visit]) -> tuple[dt.date, ...]:
    earliest = dt.date.max
    covered = []
    for visit in reversed(visits):
        earliest = min(earliest, _reads_from(visit))
        covered.append(earliest)
    return tuple(reversed(covered))


def _outcome(visit: Visit) -> str:
    reason = visit.reason.strip().rstrip("。")
    return f" {visit.night}：{VERDICT_NAMES[visit.verdict]}" + (f"，{reason}" if reason else "")
