"""A protected phrase (保护短语) and the ways in which one slip of the keyboard makes a near miss of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from county.finding import Level

SHORTEST_PHRASE = 4
"""Characters of a phrase: nearly everything is one character away from a shorter one."""
_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』")


class Slip(StrEnum):
    """What happened to one character of the phrase, as people call it."""

    REPLACED = "错一字"
    LOST = "漏一字"
    DOUBLED = "多一字"
    SWAPPED = "颠倒两字"


@dataclass(frozen=True, slots=True)
class ProtectedPhrase:
    """A fixed expression. `siblings` (并存写法) are right expressions that come near to it (人民政协 beside 人民政府),
    `source` is file and line."""

    text: str
    level: Level
    basis: str
    siblings: tuple[str, ...] = ()
    note: str = ""
    source: str = ""

    def spellings(self) -> tuple[str, ...]:
        """As listed, and without its quotation marks: both are in use."""
        return tuple(dict.fromkeys((self.text, self.text.translate(_QUOTES))))


def slips(text: str) -> Iterator[tuple[str, Slip]]:
    """Every form of `text` with one character lost, doubled, or swapped with the next."""
    for place, char in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        yield before + after, Slip.LOST
        yield before + char + char + after, Slip.DOUBLED
        if after and after[0] != char:
            yield before + after[0] + char + after[1:], Slip.SWAPPED
