"""Places within a class (名次)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from county.units import UnitClass
from scoring import Sheet, ranked


def sheet(unit: str, unit_class: UnitClass, total: str) -> Sheet:
    zero = Decimal(0)
    return Sheet(unit, unit, unit_class, dt.date(2026, 3, 6), Decimal(total), Decimal(total), zero, zero, ())


def test_units_are_ranked_within_their_class_and_ties_share_a_place() -> None:
    first, second = UnitClass
    sheets = [
        sheet("a", first, "7.8"),
        sheet("b", first, "8"),
        sheet("c", second, "9"),
        sheet("d", first, "8.0"),
        sheet("e", first, "0"),
    ]
    places = {unit_class: [(one.sheet.unit, one.text) for one in group] for unit_class, group in ranked(sheets).items()}
    assert places == {
        first: [("b", "1（并列）"), ("d", "1（并列）"), ("a", "3"), ("e", "4")],
        second: [("c", "1")],
    }
