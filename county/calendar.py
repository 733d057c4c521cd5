"""Weeks, public holidays and make-up working days (周、节假日、调休)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days from `start`."""

    start: dt.date

    @property
    def end(self) -> dt.date:
        """The last day of the week."""
        return self.start + dt.timedelta(days=6)

    @property
    def id(self) -> str:
        """ISO name of the week that holds its fourth day: "2026-W07"."""
        year, week, _ = (self.start + dt.timedelta(days=3)).isocalendar()
        return f"{year}-W{week:02d}"

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end
