"""Text as the matcher reads it (规范化): no characters without width, no blanks inside Chinese, full-width letters and
digits in ASCII, radicals and compatibility forms as the character they show; with the way back to the page."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_BLANK = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u2e80-\u2fdf\U00020000-\U0003ffff"
_GONE = f"[{_BLANK}{_UNSEEN}]"
_DROPPED = re.compile(f"({_GONE}(?:(?<=[{_HAN}]{_GONE}){_GONE}*(?=[{_HAN}])|(?<=[{_UNSEEN}])[{_UNSEEN}]*))")
"""Blanks and unseen characters between Chinese, unseen ones anywhere. A pattern that begins with its one set of
characters is found ten times faster than one that looks back first."""
_ANY_BLANK = re.compile(rf"([\s{_BLANK}{_UNSEEN}]+)")
_LARGE = re.compile("[A-Z]+")
_VARIANTS = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
_VARIANT = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _VARIANTS) + "]")


def _plain(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


_PLAIN = {char: _plain(char) for first, last in _VARIANTS for char in map(chr, range(first, last + 1))}
"""Only these: NFKC of a whole text would make ASCII of Chinese punctuation."""


@dataclass(frozen=True)
class Normal:
    """Normalised text. `parts` are those of the source: what was kept, and between two of them what was dropped."""

    text: str
    parts: tuple[str, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, not empty, stands in the source."""
        return self._source(start), self._source(end - 1) + 1

    def _source(self, place: int) -> int:
        ends, gone = self._lengths
        return place + gone[bisect_right(ends, place)]

    @cached_property
    def _lengths(self) -> tuple[list[int], list[int]]:
        """Where in `text` each part that was kept ends, and how many characters were dropped before it. Made when a
        place is first asked for: in most texts nothing is found."""
        return list(accumulate(map(len, self.parts[::2]))), list(accumulate(map(len, self.parts[1::2]), initial=0))


@lru_cache(maxsize=2)
def normalise(text: str) -> Normal:
    """`text` as the matcher reads it. Linear. The last ones are remembered: several checks ask for a title and its
    body."""
    return _without(_DROPPED, _plain_letters(text))


def squeeze(text: str) -> Normal:
    """`text` without any blank and in small letters: a passage is found again wherever its lines are broken."""
    return _without(_ANY_BLANK, _LARGE.sub(lambda large: large[0].lower(), _plain_letters(text)))


def _plain_letters(text: str) -> str:
    """A search for the few that change takes a tenth of what str.translate does."""
    return _VARIANT.sub(lambda variant: _PLAIN[variant[0]], text)


def _without(dropped: re.Pattern[str], text: str) -> Normal:
    """`dropped` is one group."""
    parts = dropped.split(text)
    return Normal("".join(parts[::2]), tuple(parts))
