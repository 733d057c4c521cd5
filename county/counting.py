"""How news are counted (工作动态计数口径): which items count, on which day each, and what a week owes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from county.history import ColumnHistory, Item
from county.same_news import title_key
from county.units import Unit
from county.visit import Verdict, Visit

_NIGHT = dt.timedelta(days=1)
"""A night and the day after it may differ by so much."""
_BACKDATED = dt.timedelta(days=30)
"""A date that was not true so long ago is a slip and no late posting: whoever puts a date right within the month loses
no week by it."""
_SHORTEST_SOURCE = 2
"""Letters a source must have to name a body at all."""


class Duplicates(StrEnum):
    """What the same news posted twice by one unit counts."""

    ONCE = "once"
    EACH = "each"


class Reposts(StrEnum):
    """What reposted news (转载) counts."""

    COUNTED = "counted"
    EXCLUDED = "excluded"


class CountedDate(StrEnum):
    """Which date puts an item into a week: what a visitor sees (the list first), what the article shows (the list where
    it shows none), or the night on which the crawler first saw it."""

    VISIBLE = "visible"
    ARTICLE = "article"
    FIRST_SEEN = "first-seen"


class Backdated(StrEnum):
    """Where an item counts that was not there yet on the day it bears (补录、倒签)."""

    COUNTED = "counted"
    FIRST_SEEN = "first-seen"


class CarryOver(StrEnum):
    """What happens to news beyond a week's quota (结转): nothing, they serve the next week, or all later ones."""

    NONE = "none"
    NEXT_WEEK = "next-week"
    LATER_WEEKS = "later-weeks"


class HolidayWeeks(StrEnum):
    """What a week without a single working day owes."""

    WAIVED = "waived"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """Named settings of the count (口径), from the scheme file. `own_sources` are words of a source (来源) that mean
    the unit itself, `grace_days` the days within which a date is believed although a reading of the list contradicts
    it. `changes` are the policies that follow this one, each from its day on, oldest first."""

    duplicates: Duplicates = Duplicates.ONCE
    holiday_weeks: HolidayWeeks = HolidayWeeks.WAIVED
    carry_over: CarryOver = CarryOver.NONE
    reposts: Reposts = Reposts.COUNTED
    own_sources: tuple[str, ...] = ()
    counted_date: CountedDate = CountedDate.VISIBLE
    backdated: Backdated = Backdated.COUNTED
    grace_days: int = 0
    changes: tuple[tuple[dt.date, CountingPolicy], ...] = ()

    def on(self, day: dt.date) -> CountingPolicy:
        """The policy that holds on that day."""
        return next((policy for since, policy in reversed(self.changes) if since <= day), self)


def counted_items(history: ColumnHistory, policy: CountingPolicy, as_of: dt.date) -> Iterator[Item]:
    """The items of a column known at the end of night `as_of`, each with the date on which it counts as its `listed`;
    None is 未标注日期."""
    readings = [visit for visit in history.visits if visit.night <= as_of and _whole(visit)]
    for item in history.items:
        if item.first_seen <= as_of:
            day = _counted_date(item, policy, readings)
            yield item if day == item.date else replace(item, listed=day, displayed=day)


def _counted_date(item: Item, policy: CountingPolicy, readings: Sequence[Visit]) -> dt.date | None:
    shown = _shown(item, policy, readings)
    if policy.counted_date is CountedDate.FIRST_SEEN:
        return item.first_seen if any(visit.night < item.first_seen for visit in readings) else shown
    if policy.backdated is Backdated.COUNTED or shown is None:
        return shown
    grace = dt.timedelta(days=policy.grace_days)
    return item.first_seen if _lacked_after(shown + grace, shown, item, readings) else shown


def _shown(item: Item, policy: CountingPolicy, readings: Sequence[Visit]) -> dt.date | None:
    """The date shown at first or, where that cannot be true, the one with which it was put right since (a slip in the
    year). The new date may be no later than the item was seen: no news becomes younger than it is. A reading goes back
    to the year's beginning, or a quarter: as far as the new date, and seldom as far as the slip."""
    article = policy.counted_date is CountedDate.ARTICLE
    first = (item.displayed or item.listed) if article else item.date
    now = (item.displayed_now or item.listed_now) if article else item.date_now
    if not first or not now or first == now or now > item.first_seen + _NIGHT:
        return first
    cannot_be = first > item.first_seen + _NIGHT or _lacked_after(first + _BACKDATED, now, item, readings)
    return now if cannot_be else first


def _lacked_after(day: dt.date, covered: dt.date, item: Item, readings: Iterable[Visit]) -> bool:
    """Whether the list was read whole, as far back as `covered`, after `day` and before the item was there."""
    lacked = (visit.night for visit in readings if visit.night < item.first_seen and _covers(visit, covered))
    return any(night > day for night in lacked)


def _whole(visit: Visit) -> bool:
    return visit.verdict is Verdict.COMPLETE and visit.full and visit.window_covered_from is not None


def _covers(visit: Visit, day: dt.date) -> bool:
    return visit.window_covered_from is not None and visit.window_covered_from <= day


def is_repost(item: Item, unit: Unit, own_sources: Iterable[str]) -> bool:
    """Whether the source shown names another body than the unit. An item without a source is the unit's own."""
    source = title_key(item.source)
    if len(source) < _SHORTEST_SOURCE:
        return False
    names = [name for name in map(title_key, (unit.name, *unit.aliases)) if name]
    own = any(name in source or source in name for name in names)
    return not own and not any(word in source for word in map(title_key, own_sources) if word)
