"""Runs of digits in a text (数字串): found with one regular expression, cut into groups as a person writes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_DIGIT = "0-9０-９"
_BLANK = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_HYPHEN = r"\-\u2010-\u2013\u2212\uff0d"
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
"""Characters without width, as a regular expression class: they part nothing."""
_CHECK_X = "XxＸｘⅩⅹХхΧχ"
"""What is typed for the check X of a resident id, Roman, Cyrillic and Greek included."""
SHORTEST = 11
"""Digits of the shortest personal number, a mobile's."""
_LONGEST_GROUP = 20
_WIDEST_GAP = 2
"""Blanks or hyphens that a person puts between two groups of one number."""

_CHAIN = re.compile(
    f"[{_DIGIT}][{_DIGIT}{_BLANK}{_HYPHEN}{UNSEEN}]{{{SHORTEST - 1},}}"
    f"(?:[{_CHECK_X}](?:[{_DIGIT}]{{2}}(?![{_DIGIT}]))?)?"
)
"""A check X may be followed by kind and grade of a disability certificate."""
_GROUP = re.compile(f"[{_DIGIT}][{_DIGIT}{UNSEEN}]*(?<![{UNSEEN}])[{UNSEEN}]*[{_CHECK_X}]?|[{_CHECK_X}]")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_PLAIN = str.maketrans("０１２３４５６７８９" + _CHECK_X, "0123456789" + "X" * len(_CHECK_X))


class Group(NamedTuple):
    """Digits without a separator at `start:end` of the text; `digits` are ASCII, a check X upper case."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Groups of digits, each parted from the next by a blank or a hyphen at most. `compact` are their digits in one
    string, `offsets` where each group begins in it."""

    groups: tuple[Group, ...]
    compact: str
    offsets: tuple[int, ...]

    def span(self, start: int, length: int) -> tuple[int, int] | None:
        """First and end index of the groups that together make `compact[start:start + length]`, None where it cuts
        one in two."""
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, start + length - 1) - 1
        if self.offsets[first] != start or self.offsets[last] + len(self.groups[last].digits) != start + length:
            return None
        return first, last + 1


def chains(text: str) -> Iterator[Chain]:
    """Every chain of `text` that is long enough to hold a personal number. Linear in the length of the text."""
    for match in _CHAIN.finditer(text):
        groups: list[Group] = []
        for group in _groups(text, match.start(), match.end()):
            apart = groups and group.start - groups[-1].end > _WIDEST_GAP
            if (apart or len(group.digits) > _LONGEST_GROUP) and (chain := _chain(groups)):
                yield chain
            if apart or len(group.digits) > _LONGEST_GROUP:
                groups = []
            if len(group.digits) <= _LONGEST_GROUP:
                groups.append(group)
        if chain := _chain(groups):
            yield chain


def shown_digits(text: str, start: int, end: int) -> list[int]:
    """Offsets of the digits and the check X in `text[start:end]`, separators left out."""
    return [place for place in range(start, end) if text[place].translate(_PLAIN) in "0123456789X"]


def _groups(text: str, start: int, end: int) -> Iterator[Group]:
    for match in _GROUP.finditer(text, start, end):
        digits = match[0]
        if not digits.isascii() or not digits.isdecimal():
            digits = _UNSEEN.sub("", digits).translate(_PLAIN)
        yield Group(match.start(), match.end(), digits)


def _chain(groups: list[Group]) -> Chain | None:
    compact = "".join(group.digits for group in groups)
    if len(compact) < SHORTEST:
        return None
    offsets = accumulate((len(group.digits) for group in groups[:-1]), initial=0)
    return Chain(tuple(groups), compact, tuple(offsets))
