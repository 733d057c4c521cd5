"""Characters of a like shape (形近字)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FIGURES = Path(__file__).with_name("shapes.txt")


@cache
def _lookalikes() -> dict[str, str]:
    lines = FIGURES.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("#"))


def same_shape(char: str) -> str:
    """Characters that look like `char`, the nearest first, at most 24; "" where none is known."""
    return _lookalikes().get(char, "")
