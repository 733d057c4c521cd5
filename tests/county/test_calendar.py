"""Weeks, holidays and working days (周、节假日、工作日)."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county.calendar import Calendar, Week
from county.settings import CalendarPolicy

PLAIN = Calendar(CalendarPolicy())
DAYS = st.dates(dt.date(2003, 1, 1), dt.date(2040, 12, 31))
CALENDARS = st.integers(0, 6).map(lambda first: Calendar(CalendarPolicy(first_weekday=first)))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "week_id", "label"),
    [
        ("2026-02-09", "2026-W07", "2026年第7周（2月9日至2月15日）"),
        ("2025-12-29", "2026-W01", "2026年第1周（2025年12月29日至2026年1月4日）"),
        ("2026-12-28", "2026-W53", "2026年第53周（2026年12月28日至2027年1月3日）"),
        ("2026-02-08", "2026-W07", "2026年第7周（2月8日至2月14日）"),
    ],
)
def test_a_week_has_an_id_and_a_label(start: str, week_id: str, label: str) -> None:
    week = Week(day(start))
    assert (week.id, week.label) == (week_id, label)


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2026-02-17", False),  # 春节
        ("2026-02-14", True),  # 星期六补班
        ("2026-03-14", False),  # 星期六
        ("2026-03-16", True),
        ("2050-03-16", True),  # 名单以外的年份，星期三
        ("1999-03-14", False),
    ],
)
def test_working_days_follow_the_official_list(date: str, works: bool) -> None:
    assert PLAIN.is_working_day(day(date)) is works


def test_the_offices_own_days_win_over_the_list() -> None:
    policy = CalendarPolicy(
        extra_holidays=frozenset({day("2026-03-16")}), extra_workdays=frozenset({day("2026-02-17")})
    )
    assert not Calendar(policy).is_working_day(day("2026-03-16"))
    assert Calendar(policy).is_working_day(day("2026-02-17"))


def test_spring_festival_week_of_2026_has_no_working_day() -> None:
    assert PLAIN.working_days(day("2026-02-16"), day("2026-02-22")) == 0
    assert PLAIN.working_days(day("2026-02-22"), day("2026-02-16")) == 0


def test_a_term_in_working_days_starts_on_the_next_day() -> None:
    assert PLAIN.add_working_days(day("2026-02-13"), 1) == day("2026-02-14")
    assert PLAIN.add_working_days(day("2026-02-14"), 1) == day("2026-02-24")
    assert PLAIN.add_working_days(day("2026-02-24"), -1) == day("2026-02-14")


def test_an_unknown_year_is_doubted_in_one_sentence() -> None:
    unknown = max(chinese_calendar.holidays).year + 5
    extra = frozenset({dt.date(unknown, 1, 1)})
    doubt = Calendar(CalendarPolicy(extra_holidays=extra)).doubt(unknown)
    assert PLAIN.doubt(2025) == ""
    assert doubt.startswith(f"{unknown}年")
    assert "节假日 1 天、补班 0 天" in doubt
    assert doubt.count("。") == 1


def test_every_known_year_can_be_asked_for() -> None:
    known = [year for year in range(1990, 2060) if PLAIN.knows(year)]
    assert known == list(range(known[0], known[-1] + 1))
    assert all(PLAIN.working_days(dt.date(year, 1, 1), dt.date(year, 12, 31)) > 240 for year in known)


@settings(deadline=None)
@given(CALENDARS, DAYS)
def test_each_day_lies_in_its_week(calendar: Calendar, date: dt.date) -> None:
    week = calendar.week_of(date)
    assert date in week
    assert week.start.weekday() == calendar.policy.first_weekday
    assert calendar.week_of(week.end) == week


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(-20, 800))
def test_weeks_follow_each_other_and_their_ids_differ(calendar: Calendar, first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    weeks = calendar.weeks(first, last)
    days = [first + dt.timedelta(days=offset) for offset in range(length + 1)]
    assert [week.start for week in weeks] == [date for date in days if date == calendar.week_of(date).start]
    assert len({week.id for week in weeks}) == len({week.label for week in weeks}) == len(weeks)


@settings(deadline=None)
@given(DAYS, st.integers(1, 40))
def test_adding_working_days_is_counting_them(date: dt.date, n: int) -> None:
    end = PLAIN.add_working_days(date, n)
    assert PLAIN.is_working_day(end)
    assert PLAIN.working_days(date + dt.timedelta(days=1), end) == n
    assert PLAIN.working_days(PLAIN.add_working_days(date, -n), date - dt.timedelta(days=1)) == n
