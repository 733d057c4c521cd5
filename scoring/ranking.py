"""Places within a class (名次): units are never ranked across classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from county.units import UnitClass
from scoring.ledger import Sheet


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet and its place within its class. Equal totals share a place (并列), and the next place is left out."""

    place: int
    tied: bool
    sheet: Sheet

    @property
    def text(self) -> str:
        """ "3", "3（并列）"."""
        return f"{self.place}（并列）" if self.tied else str(self.place)


def ranked(sheets: Sequence[Sheet]) -> dict[UnitClass, tuple[Placed, ...]]:
    """The sheets by class, best first; those that share a place keep the order of the configuration."""
    return {unit_class: _ranked([one for one in sheets if one.unit_class is unit_class]) for unit_class in UnitClass}


def _ranked(sheets: Sequence[Sheet]) -> tuple[Placed, ...]:
    totals = [sheet.total for sheet in sheets]
    ordered = sorted(sheets, key=lambda sheet: -sheet.total)
    return tuple(Placed(*place_of(sheet.total, totals), sheet) for sheet in ordered)


def place_of(total: Decimal, totals: Sequence[Decimal]) -> tuple[int, bool]:
    """The place of a total among those of its class, and whether another shares it."""
    return 1 + sum(other > total for other in totals), totals.count(total) > 1
