"""The year that is rehearsed (演练的一年): its days, its holidays, and what befalls the office on which of them."""

from __future__ import annotations

import datetime as dt
import random
from enum import StrEnum
from zoneinfo import ZoneInfo

from county.calendar import Calendar
from county.settings import CalendarPolicy

ZONE = ZoneInfo("Asia/Shanghai")
DAY = dt.timedelta(days=1)
SEED = 20270104
_LIST = ((1, 1, 1), (2, 8, 7), (4, 5, 1), (5, 3, 3), (6, 14, 1), (9, 20, 1), (10, 1, 7))
"""(month, day, length) of the holidays as the office writes them into its configuration; the second is a whole week
wherever that Monday falls."""
_SPRING = 1
_CALM_START, _CALM_END = 2, 5
"""Days at the beginning and the end on which nothing befalls: what is owed at the end can still be done."""


class Outage(StrEnum):
    """What befalls the office."""

    CUT_IN_CRAWL = "采集时断电"
    CUT_IN_POST = "发信时断电"
    DAY_OFF = "停机一天"
    DISK_FULL = "磁盘满"
    MAIL_DOWN = "邮件服务器停"
    PORTAL_DOWN = "门户打不开"
    SET_BACK = "时钟拨回一天"
    WRONG_ZONE = "时区设错"


ZONES = ("America/New_York", "UTC", "Pacific/Kiritimati")
"""What a machine's zone was set to by mistake: one with summer time, none at all, one a day ahead."""


def coming_year(today: dt.date) -> dt.date:
    """The first day to rehearse: what is due then is due after now, whenever the rehearsal is run."""
    return dt.date(today.year + 1, 1, 1)


def holidays(first: dt.date) -> frozenset[dt.date]:
    """The days off of the year that begins on `first`, beside weekends."""
    days: set[dt.date] = set()
    for number, (month, day, length) in enumerate(_LIST):
        start = dt.date(first.year, month, day)
        if number == _SPRING:
            start -= start.weekday() * DAY
        days |= {start + offset * DAY for offset in range(length)}
    return frozenset(days)


def calendar_of(first: dt.date) -> Calendar:
    """The calendar that the office goes by."""
    return Calendar(CalendarPolicy(extra_holidays=holidays(first)))


def planned_outages(nights: int, count: int, seed: int = SEED) -> dict[int, Outage]:
    """What befalls on which night, counted from 0: each kind as often as the others."""
    dice = random.Random(seed)
    days = sorted(dice.sample(range(_CALM_START, nights - _CALM_END), min(count, nights - _CALM_START - _CALM_END)))
    kinds = [kind for kind in Outage for _ in range(len(days) // len(Outage) + 1)]
    dice.shuffle(kinds)
    return dict(zip(days, kinds, strict=False))
