"""站点无法访问: the sample, the share, and what must not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from county.probe import Outcome, ProbeVisit
from county.reachability import Standing, reachability
from county.settings import ProbePolicy

HOME = "http://www.example.gov.cn/"
LAST = dt.date(2026, 3, 29)
POLICY = ProbePolicy()


def visits(
    day: dt.date, outcomes: Iterable[Outcome], *, minutes: float = 30.0, home: str = HOME, first_hour: int = 0
) -> list[ProbeVisit]:
    start = dt.datetime.combine(day, dt.time(first_hour), dt.UTC)
    times = (start + dt.timedelta(minutes=minutes * number) for number in range(24 * 60))
    return [
        ProbeVisit("r", "xiuwen", home, "", f"{at:%Y-%m-%dT%H:%M:%SZ}", day, outcome, "", 1.5)
        for at, outcome in zip(times, outcomes, strict=False)
    ]


def week(failures: int, a_day: int = 20) -> list[ProbeVisit]:
    """Seven days of spaced visits, the failures on the last of them."""
    days = [LAST - dt.timedelta(days=back) for back in range(7)]
    seen = [one for day in days[1:] for one in visits(day, [Outcome.OPENED] * a_day)]
    return seen + visits(LAST, [Outcome.FAILED] * failures + [Outcome.OPENED] * (a_day - failures))


def test_five_percent_of_a_full_week_is_a_veto_and_a_little_less_is_not() -> None:
    seen = reachability(week(7), HOME, LAST, POLICY)
    assert (seen.visits, seen.failures, seen.share) == (140, 7, 0.05)
    assert (seen.standing, seen.worst_streak, seen.median_seconds) == (Standing.UNREACHABLE, 7, 1.5)
    assert reachability(week(6), HOME, LAST, POLICY).standing is Standing.REACHABLE


def test_one_short_day_leaves_the_week_without_judgement() -> None:
    few = [one for one in week(20) if one.day != LAST - dt.timedelta(days=3)]
    few += visits(LAST - dt.timedelta(days=3), [Outcome.FAILED] * 19)
    seen = reachability(few, HOME, LAST, POLICY)
    assert seen.standing is Standing.TOO_FEW
    assert not seen.enough
    assert seen.short_days == (LAST - dt.timedelta(days=3),)


def test_no_visits_say_nothing() -> None:
    seen = reachability([], HOME, LAST, POLICY)
    assert (seen.standing, seen.share, seen.median_seconds, len(seen.short_days)) == (Standing.TOO_FEW, None, None, 7)


def test_a_burst_of_visits_counts_once() -> None:
    seen = reachability(visits(LAST, [Outcome.FAILED] * 12, minutes=5), HOME, LAST, POLICY)
    assert (seen.visits, seen.failures, seen.days[-1].left_out) == (2, 2, 10)


def test_a_clock_that_starts_every_half_hour_is_late_by_seconds() -> None:
    seen = reachability(visits(LAST, [Outcome.OPENED] * 20, minutes=29.9), HOME, LAST, POLICY)
    assert seen.visits == 20


def test_what_was_refused_or_not_measured_counts_for_nobody() -> None:
    mixed = [Outcome.BLOCKED, Outcome.UNMEASURED, Outcome.FAILED, Outcome.BLOCKED, Outcome.FAILED, Outcome.OPENED]
    seen = reachability(visits(LAST, mixed), HOME, LAST, POLICY)
    assert (seen.visits, seen.failures, seen.worst_streak, seen.days[-1].left_out) == (3, 2, 2, 3)


def test_other_homes_and_other_weeks_are_ignored() -> None:
    others = visits(LAST, [Outcome.FAILED] * 20, home="http://elsewhere.example/")
    earlier = visits(LAST - dt.timedelta(days=7), [Outcome.FAILED] * 20)
    assert reachability(week(0) + others + earlier, HOME, LAST, POLICY).failures == 0


def test_thresholds_are_settings() -> None:
    strict = ProbePolicy(days=1, visits_a_day=2, failure_percent=50)
    seen = reachability(visits(LAST, [Outcome.OPENED, Outcome.FAILED]), HOME, LAST, strict)
    assert seen.standing is Standing.UNREACHABLE
