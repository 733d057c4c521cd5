"""Counting news by week (每周工作动态条数): one rule, used by the check that names short weeks and by the score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from county.calendar import Week
from county.history import Item


class Duplicates(StrEnum):
    """What the same news posted twice by one unit counts."""

    ONCE = "once"
    EACH = "each"


class HolidayWeeks(StrEnum):
    """What a week without a single working day owes."""

    WAIVED = "waived"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class CountingPolicy:
    """Named settings of the count (口径), from the scheme file."""

    duplicates: Duplicates = Duplicates.ONCE
    holiday_weeks: HolidayWeeks = HolidayWeeks.WAIVED


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One unit's news in one week. `observed` is true where a complete visit after the week's end covers it;
    otherwise `why_not` says what is missing in one Chinese sentence, and the week never counts as short."""

    week: Week
    quota: int
    items: tuple[Item, ...]
    observed: bool
    why_not: str = ""

    @property
    def missing(self) -> int:
        """How many items the week lacks, 0 where it was not observed."""
        return max(0, self.quota - len(self.items)) if self.observed else 0
