"""Which part of the store is read (取数范围): all units, or the columns and pages of one."""

from __future__ import annotations

import json
from dataclasses import dataclass

_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Portion:
    """All units where `unit` is "". `own` are the ids of the columns' own pages, which no list may hold."""

    unit: str = ""
    own: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """For the conditions below."""
        # a column's key is "unit/name", and 0 comes next to / in the alphabet
        first, last = (f"{self.unit}/", f"{self.unit}0") if self.unit else ("", _AFTER_ALL)
        return {"first": first, "last": last, "own": json.dumps(self.own)}

    @property
    def pages(self) -> str:
        """Condition on a page, for a WHERE clause that has others before it."""
        if not self.unit:
            return ""
        return f"AND page IN (SELECT page FROM entry WHERE {COLUMNS} UNION ALL SELECT value FROM json_each(:own))"  # noqa: S608


COLUMNS = '"column" >= :first AND "column" < :last'
"""Condition on the key of a column."""
EVERYTHING = Portion()
