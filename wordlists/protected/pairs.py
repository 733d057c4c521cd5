"""Common words of two characters (双字词): whether the edge of a phrase belongs to the word beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FIGURES = Path(__file__).with_name("pairs.txt")


@cache
def _followers() -> dict[str, str]:
    lines = FIGURES.read_text(encoding="utf-8").splitlines()
    return {line[0]: line[2:] for line in lines if not line.startswith("#")}


def crosses_word(text: str, place: int) -> bool:
    """Whether the characters on both sides of `place` are a common word: 学习 in 学|习习近平 does not end at 学."""
    return 0 < place < len(text) and text[place] in _followers().get(text[place - 1], "")
