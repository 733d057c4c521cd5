"""Days and periods as office staff write them."""

from __future__ import annotations

import datetime as dt

import pytest

from county.books.days import parse_day, parse_period

MARCH = dt.date(2026, 3, 5)


@pytest.mark.parametrize(
    "text", ["2026-03-05", "2026-3-5", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", "2026-03-05 00:00:00"]
)
def test_a_day_in_any_usual_form(text: str) -> None:
    assert parse_day(text) == MARCH


@pytest.mark.parametrize(
    "text", ["", "3月5日", "2026-02-29", "2026-13-01", "26-3-5", "1999-12-31", "202635", "2026-03-05 08:30", "三月五日"]
)
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026", "2026"),
        ("2026年", "2026"),
        ("2026年度", "2026"),
        ("2026全年", "2026"),
        ("2026-H1", "2026-H1"),
        ("2026上半年", "2026-H1"),
        ("2026年下半年", "2026-H2"),
        ("2026年第三季度", "2026-Q3"),
        ("2026q4", "2026-Q4"),
        ("2026年3月", "2026-03"),
        ("2026-12", "2026-12"),
        ("2026-13", ""),
        ("上半年", ""),
        ("2026第5季度", ""),
        ("1026", ""),
    ],
)
def test_a_period_is_kept_in_one_form(text: str, period: str) -> None:
    assert parse_period(text) == period
