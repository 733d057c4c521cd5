"""Made-up entries of the registers, in one line each."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from county.register import (
    BonusClaim,
    ClaimState,
    Duty,
    Event,
    Exemption,
    HandIn,
    Receipt,
    Request,
    Task,
)

UNIT = "longchang"
WRITTEN = Receipt(dt.date(2024, 6, 1), "李科员")


def day(text: str) -> dt.date:
    """ "06-30" of the year that the tests are about."""
    return dt.date.fromisoformat(f"2024-{text}")


def hand_in(item: str, received: str | None, period: str = "2024", due: str | None = None, number: int = 1) -> HandIn:
    """Received on that day, or noted not to have come."""
    moved = day(due) if due else None
    return HandIn(f"BS-{number}", UNIT, item, period, day(received) if received else None, WRITTEN, moved)


def request(received: str, replied: str | None = None, *, corrected: bool = False, number: int = 1) -> Request:
    """A request for information."""
    answered = day(replied) if replied else None
    return Request(f"YS-{number}", UNIT, f"2024-{number}", day(received), answered, WRITTEN, corrected=corrected)


def bonus(
    clause: str, times: int = 1, state: ClaimState = ClaimState.ACCEPTED, on: str = "05-20", number: int = 1
) -> BonusClaim:
    """What a unit claims."""
    return BonusClaim(f"JF-{number}", UNIT, clause, "解读政策文件", day(on), times, state, WRITTEN)


def event(clause: str, times: int = 1, signed_by: str = "张主任", on: str = "05-20", number: int = 1) -> Event:
    """Something that costs points."""
    return Event(f"SJ-{number}", UNIT, clause, "省级监测问题清单", day(on), times, signed_by, WRITTEN)


def task(points: str, signed_by: str = "张主任", on: str = "05-20", number: int = 1) -> Task:
    """An ad-hoc task."""
    return Task(f"RW-{number}", UNIT, "营商环境专栏", Decimal(points), day(on), signed_by, WRITTEN)


def duty(number: int, column: str = "政策文件", due: str = "03-31", published: str | None = None) -> Duty:
    """An item of the responsibility list; its title holds its number."""
    done = day(published) if published else None
    words = (f"事项{number:02d}",)
    return Duty(f"ZR-{number:02d}", UNIT, f"公开事项{number}", column, words, day("01-01"), day(due), WRITTEN, done)


def exemption(column: str, since: str, until: str, number: int = 1) -> Exemption:
    """A column reported beforehand."""
    return Exemption(f"BB-{number}", UNIT, column, day(since), day(until), "机构改革", WRITTEN)
