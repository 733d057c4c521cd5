"""The clock of 依申请公开: 20 working days, an extension, days that do not count."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from county.calendar import Calendar
from county.register import Receipt, Request
from county.requests import RequestState, read_clock, request_due

CALENDAR = Calendar()
RECEIVED = dt.date(2026, 3, 2)
REQUEST = Request("YS-1", "longchang", "2026-1", RECEIVED, None, Receipt(RECEIVED, "张三"))


def test_it_is_due_on_the_twentieth_working_day_after_the_receipt() -> None:
    """2 March 2026 is a Monday and March has no holiday: four whole weeks later."""
    assert request_due(REQUEST, CALENDAR) == dt.date(2026, 3, 30)


def test_public_holidays_and_make_up_days_are_counted_as_offices_work() -> None:
    """Spring festival 2026: 15 to 23 February off, 14 and 28 February worked. From 9 February: 10 to 14 are five days,
    24 to 28 five, ten more to 13 March."""
    assert request_due(replace(REQUEST, received=dt.date(2026, 2, 9)), CALENDAR) == dt.date(2026, 3, 13)


def test_an_extension_and_excluded_days_move_the_day() -> None:
    """Qingming, 6 April 2026, is off."""
    assert request_due(replace(REQUEST, excluded_days=5), CALENDAR) == dt.date(2026, 4, 7)
    extended = replace(REQUEST, extended=True)
    assert CALENDAR.working_days(RECEIVED + dt.timedelta(days=1), request_due(extended, CALENDAR)) == 40


@pytest.mark.parametrize(
    ("as_of", "state", "left"),
    [
        ("2026-03-27", RequestState.OPEN, 1),
        ("2026-03-30", RequestState.OPEN, 0),
        ("2026-03-31", RequestState.OVERDUE, -1),
        ("2026-04-07", RequestState.OVERDUE, -5),
    ],
)
def test_days_left_are_working_days(as_of: str, state: RequestState, left: int) -> None:
    clock = read_clock(REQUEST, CALENDAR, dt.date.fromisoformat(as_of))
    assert (clock.state, clock.days_left) == (state, left)


def test_an_answer_is_judged_by_its_day_and_not_known_before_it() -> None:
    answered = replace(REQUEST, replied=dt.date(2026, 3, 30))
    assert read_clock(answered, CALENDAR, dt.date(2026, 6, 1)).state is RequestState.REPLIED
    assert read_clock(answered, CALENDAR, dt.date(2026, 3, 29)).state is RequestState.OPEN
    late = read_clock(replace(REQUEST, replied=dt.date(2026, 4, 1)), CALENDAR, dt.date(2026, 6, 1))
    assert (late.state, late.days_left) == (RequestState.REPLIED_LATE, -2)
