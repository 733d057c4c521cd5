"""Which part of the total a clause belongs to (计分类别)."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """The base points from which is taken, what is given beyond them, what is taken beyond them, what may do either,
    and what takes all (一票否决)."""

    BASE = "base"
    BONUS = "bonus"
    PENALTY = "penalty"
    ADJUSTMENT = "adjustment"
    VETO = "veto"
