"""Points (分值) are decimals from the file to the sheet: how they are written for people and for JSON."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

ZERO = Decimal(0)


@lru_cache(maxsize=4096)
def points_text(points: Decimal) -> str:
    """The shortest way to write `points` without an exponent: "0.2", "40"."""
    return f"{points.normalize() + ZERO:f}"


def points_number(points: Decimal) -> int | float:
    """`points` as a JSON number that is written as the decimal is: 4.3, never 4.299999, and never -0."""
    return int(points) if points == points.to_integral_value() else float(points)
