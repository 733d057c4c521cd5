"""Articles of one to three thousand characters, in the official prose of the sample county (公文语言)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from sample.prose import Prose
from sample.roster import SampleUnit

LENGTHS = (1000, 3000)
_PARAGRAPH = (2, 5)
"""Sentences of a paragraph, at least and at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it will be printed."""

    title: str
    day: dt.date
    clock: str
    paragraphs: tuple[str, ...]


def tell(rng: Random, unit: SampleUnit, section: str, day: dt.date) -> Told:
    """An article of a section of the phrases ("news", "document" …), always the same for the same random numbers."""
    prose = Prose(rng, unit, day)
    title = prose.pick(section, "titles")
    paragraphs = [prose.pick(section, "openings")]
    left = rng.randint(*LENGTHS) - len(paragraphs[0])
    while left > 0:
        sentences = prose.sentences(rng.choice(("work", "rule")), rng.randint(*_PARAGRAPH))
        paragraphs.append("".join(sentences))
        left -= len(paragraphs[-1])
    return Told(title, day, f"{rng.randint(8, 17):02d}:{rng.randint(0, 59):02d}", tuple(paragraphs))
