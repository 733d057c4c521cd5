"""Repeatable chance: the same names always draw the same numbers."""

from __future__ import annotations

from random import Random


def chance(*names: object) -> Random:
    """A generator of its own for whatever `names` tell apart: seed, unit, column, week."""
    return Random("/".join(map(str, names)))  # noqa: S311 - must repeat, need not surprise
