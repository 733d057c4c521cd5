"""What the units post (信息): which item stands in which column since which day. Decided by the seed for a whole year
at once; today only cuts it off, so that a later day's portal holds every page of an earlier one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from county.calendar import Week
from county.units import ColumnKind
from sample.chance import chance
from sample.columns import LIMIT_DUTY, SMALL_SCALE, Cast, Role, SampleColumn, anchor_day
from sample.inserts import Insert
from sample.roster import SampleUnit
from sample.workdays import CALENDAR, next_working_day, working_days

HISTORY = dt.timedelta(days=120)
"""How far before 1 January the lists reach back."""
NEWS_HISTORY = dt.timedelta(days=92)
SMALL_NEWS_HISTORY = dt.timedelta(days=16)
_FIRST_WITHIN = 60
"""The first item of a column stands at most so many days after the start of its history."""
GONE_SINCE = dt.timedelta(days=16)
"""A news column that stopped so long before 1 January is stale on every day of the year."""
PLANTED_ORDINALS = 2_000
"""Posts added for a fault are numbered from here."""
SHORT_CHANCE = 0.16
EXTRA_CHANCE = 0.35

_GAPS: dict[ColumnKind, int] = {
    ColumnKind.POLICY: 24,
    ColumnKind.IMPLEMENTATION: 40,
    ColumnKind.INTERPRETATION: 45,
    ColumnKind.NOTICES: 18,
    ColumnKind.PUBLICITY: 28,
}
"""Days between two items at scale 1."""


@dataclass(frozen=True, slots=True)
class Post:
    """An item: one article. `ordinal` is unique in its column and makes its address. `original` is the post whose text
    it repeats. It leaves the portal on the day `until`."""

    column: SampleColumn
    ordinal: int
    day: dt.date
    inserts: tuple[Insert, ...] = ()
    original: Post | None = None
    title: str = ""
    until: dt.date | None = None
    pinned: bool = False
    outside: str = ""
    """Address on another host that the row points at instead of an article."""
    shown: dt.date | None = None
    """The date it bears where that is not the day on which it appeared."""
    moved: tuple[dt.date, dt.date] | None = None
    """From that day on it bears the other date."""
    undated: bool = False

    def date_on(self, today: dt.date) -> dt.date:
        """The date that is told of it, if any is."""
        if self.moved and self.moved[0] <= today:
            return self.moved[1]
        return self.shown or self.day

    def touched_on(self, today: dt.date) -> dt.date:
        """The last day on which its page was edited."""
        return self.moved[0] if self.moved and self.moved[0] <= today else self.day

    @property
    def number(self) -> int:
        """Number of the article in addresses, unique in the county."""
        return (self.column.number - 5_660_000) * 4_000 + 58_000_000 + self.ordinal

    def with_insert(self, insert: Insert) -> Post:
        """The same post with one more thing planted in it."""
        return replace(self, inserts=(*self.inserts, insert))


Posts = dict[SampleColumn, list[Post]]


def plan_posts(cast: Cast, seed: int, scale: float, today: dt.date) -> Posts:
    """Every post of today's year and the history before it, oldest first in each column, without planted faults."""
    anchor = anchor_day(today)
    short, exact = _short_and_exact_units(cast, seed)
    posts: Posts = {}
    for column in cast.columns:
        rng = chance(seed, column.number, "dates")
        if column.kind is ColumnKind.NEWS:
            days = _news_days(column, seed, anchor, scale, short, exact)
        else:
            days = sorted(_column_days(column, rng, anchor, scale))
        posts[column] = [Post(column, ordinal, day) for ordinal, day in enumerate(days, start=100)]
        posts[column] += _pinned(column, anchor)
    return posts


def _short_and_exact_units(cast: Cast, seed: int) -> tuple[frozenset[SampleUnit], frozenset[SampleUnit]]:
    """Units that fall short in some weeks (both classes), and units that post exactly their quota, always."""
    rng = chance(seed, "short")
    first = [unit for unit in cast.plain if unit.quota == 2]
    second = [unit for unit in cast.plain if unit.quota == 1]
    short = rng.sample(first, 5) + rng.sample(second, 4)
    exact = [unit for unit in (*first, *second) if unit not in short][::2]
    return frozenset(short), frozenset(exact)


def _news_days(
    column: SampleColumn,
    seed: int,
    anchor: dt.date,
    scale: float,
    short: frozenset[SampleUnit],
    exact: frozenset[SampleUnit],
) -> list[dt.date]:
    unit = column.unit
    history = NEWS_HISTORY if scale >= SMALL_SCALE else SMALL_NEWS_HISTORY
    last = {Role.STALE: anchor - GONE_SINCE, Role.LATE_STALE: dt.date(anchor.year, 3, 1)}.get(column.role)
    days: list[dt.date] = []
    first = anchor - history - (GONE_SINCE if column.role is Role.STALE else dt.timedelta())
    for week in CALENDAR.weeks(first, dt.date(anchor.year, 12, 31)):
        rng = chance(seed, unit.id, week.id)
        count = unit.quota
        if unit in short and week.start >= anchor and rng.random() < SHORT_CHANCE:
            count -= rng.randint(1, unit.quota)
        elif unit not in exact and scale >= SMALL_SCALE and rng.random() < EXTRA_CHANCE:
            count += 1
        elif scale < SMALL_SCALE and week.start < anchor:
            count = 1
        days += _days_in(week, count, rng)
    return sorted(day for day in days if last is None or day <= last)


def _days_in(week: Week, count: int, rng: Random) -> list[dt.date]:
    """Days of posting: close to a week that is all holiday (春节), where there is one before or after."""
    open_days = working_days(week)
    if not working_days(Week(week.end + dt.timedelta(days=1))):
        open_days = open_days[-3:]
    if not working_days(Week(week.start - dt.timedelta(days=7))):
        open_days = open_days[:2]
    if count <= len(open_days):
        return rng.sample(open_days, count)
    return [rng.choice(open_days) for _ in range(count)] if open_days else []


def _column_days(column: SampleColumn, rng: Random, anchor: dt.date, scale: float) -> Iterator[dt.date]:
    end = dt.date(anchor.year, 12, 31)
    if column.role in (Role.STATIC, Role.BLANK):
        return
    if column.kind is ColumnKind.ANNUAL_REPORT:
        yield from (_month_day(anchor.year - back, 1, rng.randint(10, 28)) for back in range(3))
    elif column.kind is ColumnKind.BUDGET:
        for back in range(2):
            yield _month_day(anchor.year - back, 2, rng.randint(8, 24))
            yield _month_day(anchor.year - back, 9, rng.randint(8, 24))
    elif column.role is Role.ON_THE_LIMIT:
        day = anchor - HISTORY
        while day <= end:
            yield day
            day += dt.timedelta(days=LIMIT_DUTY + 1)
    else:
        yield from _regular_days(column, rng, anchor, scale)


def _regular_days(column: SampleColumn, rng: Random, anchor: dt.date, scale: float) -> Iterator[dt.date]:
    duty = column.limit_days or 365
    gap = min(max(5.0, _GAPS[column.kind] / scale), duty * 0.6)
    start, end = anchor - HISTORY, dt.date(anchor.year, 12, 31)
    if column.role is Role.STALE:
        end = anchor - dt.timedelta(days=duty + rng.randint(3, 30))
        start = end - HISTORY
    elif column.role is Role.UNDATED:
        gap = min(gap, 40.0)
        end = anchor - dt.timedelta(days=5)
    place = rng.random() * min(gap / 2, _FIRST_WITHIN)
    while start + dt.timedelta(days=place) <= end:
        yield next_working_day(start + dt.timedelta(days=int(place + rng.random() * gap / 5)))
        place += gap


def _month_day(year: int, month: int, day: int) -> dt.date:
    return next_working_day(dt.date(year, month, day))


def _pinned(column: SampleColumn, anchor: dt.date) -> list[Post]:
    """Old rows kept on top of the list (置顶)."""
    days = [anchor - dt.timedelta(days=420 + 190 * order) for order in range(column.pinned)]
    found = [Post(column, 10 + order, next_working_day(day), pinned=True) for order, day in enumerate(days)]
    if column.pinned and column.kind is ColumnKind.NOTICES:
        elsewhere = "https://www.guizhou.gov.cn/zwgk/zcfg/szfwj/202401/t20240105_83469812.html"
        found.append(Post(column, 20, next_working_day(anchor - dt.timedelta(days=100)), outside=elsewhere))
    return found


def first_on_or_after(posts: list[Post], day: dt.date) -> Post | None:
    """The first ordinary post from that day on in which nothing is planted yet."""
    ordinary = (post for post in posts if post.ordinal < PLANTED_ORDINALS and not post.pinned and not post.inserts)
    return next((post for post in ordinary if post.day >= day), None)
