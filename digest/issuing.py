"""How a paper goes out (印发): its day, its number, who signs it, and by when it wants things done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from county.calendar import Calendar
from county.finding import Level
from county.settings import DeskPolicy


@dataclass(frozen=True, slots=True)
class Issuing:
    """`code` (机关代字) and `number` make the document number, both blank where the office writes it in by hand.
    `policy` has the working days to mend a fault, counted from the day after `made_on`. `signature` is whose name
    stands below, "" for the office's own; `templates` is the folder of the office's templates."""

    made_on: dt.date
    policy: DeskPolicy = field(default_factory=DeskPolicy)
    code: str = ""
    number: str = ""
    signature: str = ""
    templates: Path | None = None

    @property
    def document_number(self) -> str:
        """文号: "修府办整〔2026〕12号"."""
        return f"{self.code}〔{self.made_on.year}〕{self.number or '　'}号"

    def deadline(self, calendar: Calendar, level: Level = Level.GENERAL) -> dt.date:
        """The last day for faults of that level."""
        return mended_by(level, self.made_on, self.policy, calendar)

    def doubt(self, calendar: Calendar) -> str:
        """Why the deadline may be another day, "" where the holidays are known."""
        return calendar.doubt(self.deadline(calendar).year) or calendar.doubt(self.made_on.year)


@lru_cache(maxsize=4096)
def mended_by(level: Level, since: dt.date, policy: DeskPolicy, calendar: Calendar) -> dt.date:
    """The last day to mend a fault of that level that the unit has to answer for from `since` on."""
    days = min(policy.serious_days, policy.general_days) if level is Level.SERIOUS else policy.general_days
    return calendar.add_working_days(since, days)
