"""Text as the matcher reads it (规范化): no characters without width, no blanks inside Chinese, full-width letters and
digits in ASCII, radicals and compatibility forms as the character they show; with the way back to the page."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_BLANK = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u2e80-\u2fdf\U00020000-\U0003ffff"
_DROPPED = re.compile(f"(?<=[{_HAN}])[{_BLANK}{_UNSEEN}]+(?=[{_HAN}])|[{_UNSEEN}]+")
_ANY_BLANK = re.compile(rf"[\s{_BLANK}{_UNSEEN}]+")
_SMALL = {ord(large): ord(large) + 32 for large in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_VARIANTS = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
_VARIANT = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _VARIANTS) + "]")


def _plain(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


_PLAIN = {code: _plain(chr(code)) for first, last in _VARIANTS for code in range(first, last + 1)}
"""Only these: NFKC of a whole text would make ASCII of Chinese punctuation."""


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text. `kept` are the pieces of the source that were kept: where each begins in `text`, and where in
    the source; empty where nothing was dropped."""

    text: str
    kept: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, not empty, stands in the source."""
        return self._source(start), self._source(end - 1) + 1

    def _source(self, place: int) -> int:
        if not self.kept:
            return place
        begins, stands = self.kept[bisect_right(self.kept, (place, len(self.text) + 1 << 32)) - 1]
        return stands + place - begins


def normalise(text: str) -> Normal:
    """`text` as the matcher reads it. Linear; a text with nothing to change costs two searches."""
    return _without(_DROPPED, text.translate(_PLAIN) if _VARIANT.search(text) else text)


def squeeze(text: str) -> Normal:
    """`text` without any blank and in small letters: a passage is found again wherever its lines are broken."""
    plain = text.translate(_PLAIN) if _VARIANT.search(text) else text
    return _without(_ANY_BLANK, plain.translate(_SMALL))


def _without(dropped: re.Pattern[str], text: str) -> Normal:
    if dropped.search(text) is None:
        return Normal(text)
    pieces: list[str] = []
    kept: list[tuple[int, int]] = []
    length = done = 0
    for match in dropped.finditer(text):
        if match.start() > done:
            kept.append((length, done))
            pieces.append(text[done : match.start()])
            length += match.start() - done
        done = match.end()
    kept.append((length, done))
    return Normal("".join([*pieces, text[done:]]), tuple(kept))
