"""站点无法访问, from visits of a home page: one week, at least 20 spaced visits a day, a page that is not
open after 15 s is a failure, 5 % of failures are a veto (国办秘函〔2019〕19号, before that 国办发〔2015〕15号)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from statistics import median

from county.probe import Outcome, ProbeVisit
from county.settings import ProbePolicy

CLOCK_TOLERANCE = dt.timedelta(minutes=1)
"""Rounds that a clock starts every half hour never begin to the second."""


class Standing(StrEnum):
    """What the sample says."""

    REACHABLE = "达标"
    UNREACHABLE = "不达标"
    TOO_FEW = "样本不足"


@dataclass(frozen=True, slots=True)
class DayOfVisits:
    """One day: spaced visits that count, those of them that failed, and all that do not count (拦截、未测、过密)."""

    day: dt.date
    visits: int
    failures: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Reachability:
    """One home page over the days up to and with `day`. `share` is failures by visits, None without visits;
    `worst_streak` the most failures in a row; `median_seconds` is of the visits that opened. `seen` are the visits that
    count, oldest first, `short_days` the days with fewer of them than the rule asks for."""

    home: str
    day: dt.date
    days: tuple[DayOfVisits, ...]
    seen: tuple[ProbeVisit, ...]
    short_days: tuple[dt.date, ...]
    visits: int
    failures: int
    share: float | None
    standing: Standing
    worst_streak: int
    median_seconds: float | None

    @property
    def enough(self) -> bool:
        """Whether the sample supports a judgement."""
        return self.standing is not Standing.TOO_FEW


def reachability(visits: Iterable[ProbeVisit], home: str, day: dt.date, policy: ProbePolicy) -> Reachability:
    """What the visits of `home` on the days up to and with `day` say; other visits are ignored."""
    dates = [day - dt.timedelta(days=back) for back in reversed(range(policy.days))]
    mine = sorted((one for one in visits if one.home == home and one.day in dates), key=lambda one: one.at)
    seen = _spaced(mine, dt.timedelta(minutes=policy.spacing_minutes))
    days = tuple(_one_day(date, mine, seen) for date in dates)
    short = tuple(one.day for one in days if one.visits < policy.visits_a_day)
    failures = sum(one.outcome is Outcome.FAILED for one in seen)
    opened = [one.seconds for one in seen if one.outcome is Outcome.OPENED]
    return Reachability(
        home=home,
        day=day,
        days=days,
        seen=tuple(seen),
        short_days=short,
        visits=len(seen),
        failures=failures,
        share=failures / len(seen) if seen else None,
        standing=_standing(len(seen), failures, bool(short), policy),
        worst_streak=_worst_streak(seen),
        median_seconds=median(opened) if opened else None,
    )


def _spaced(visits: list[ProbeVisit], spacing: dt.timedelta) -> list[ProbeVisit]:
    """The visits that count and lie far enough from the last one that does."""
    kept: list[ProbeVisit] = []
    last = dt.datetime.min.replace(tzinfo=dt.UTC)
    for visit in visits:
        at = dt.datetime.fromisoformat(visit.at)
        if visit.counts and (not kept or at - last >= spacing - CLOCK_TOLERANCE):
            kept.append(visit)
            last = at
    return kept


def _one_day(day: dt.date, visits: list[ProbeVisit], seen: list[ProbeVisit]) -> DayOfVisits:
    counted = [one for one in seen if one.day == day]
    failed = sum(one.outcome is Outcome.FAILED for one in counted)
    return DayOfVisits(day, len(counted), failed, sum(one.day == day for one in visits) - len(counted))


def _standing(visits: int, failures: int, short: bool, policy: ProbePolicy) -> Standing:
    if short or not visits:
        return Standing.TOO_FEW
    return Standing.UNREACHABLE if failures * 100 >= policy.failure_percent * visits else Standing.REACHABLE


def _worst_streak(visits: list[ProbeVisit]) -> int:
    streaks = [len(list(run)) for failed, run in groupby(one.outcome is Outcome.FAILED for one in visits) if failed]
    return max(streaks, default=0)
