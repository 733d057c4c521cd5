"""How a paper goes out (印发): its day, its number, who signs it, and by when it wants things done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from county.calendar import Calendar
from county.finding import Level
from digest.faults import Fault

WORKING_DAYS = 10
"""Days to mend what is no emergency, as most offices give (10 个工作日)."""
SERIOUS_DAYS = 1
"""Serious wording and whole personal numbers are to be taken off at once (立即); a paper needs a day for it."""


@dataclass(frozen=True, slots=True)
class Issuing:
    """`code` (机关代字) and `number` make the document number, both blank where the office writes it in by hand.
    `days` are working days, counted from the day after `made_on`. `signature` is whose name stands below, "" for the
    office's own; `templates` is the folder of the office's templates."""

    made_on: dt.date
    code: str = ""
    number: str = ""
    days: int = WORKING_DAYS
    signature: str = ""
    templates: Path | None = None

    @property
    def document_number(self) -> str:
        """文号: "修府办整〔2026〕12号"."""
        return f"{self.code}〔{self.made_on.year}〕{self.number or '　'}号"

    def deadline(self, calendar: Calendar) -> dt.date:
        """The last day for what is no emergency."""
        return calendar.add_working_days(self.made_on, self.days)

    def deadline_of(self, fault: Fault, calendar: Calendar) -> dt.date:
        """The last day for that fault."""
        return due(fault.level, self.made_on, self.days, calendar)

    def doubt(self, calendar: Calendar) -> str:
        """Why the deadline may be another day, "" where the holidays are known."""
        return calendar.doubt(self.deadline(calendar).year) or calendar.doubt(self.made_on.year)


def due(level: Level, since: dt.date, days: int, calendar: Calendar) -> dt.date:
    """The last day to mend a fault of that level that the unit has to answer for from `since` on."""
    return calendar.add_working_days(since, min(days, SERIOUS_DAYS) if level is Level.SERIOUS else days)
