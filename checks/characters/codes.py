"""Text as the model of characters reads it: one code a character, runs of figures and of letters as one sign, blanks
left out, with the way back to the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Places = NDArray[np.int64]

BREAK = ord("\n")
"""Between paragraphs and cells, and round the text."""
FIGURE = ord("0")
LETTER = ord("a")
PAD = 6
"""Breaks set before and after a text: more than the longest n-gram, so that no window runs over the edge."""
_DROPPED = 0
_OTHER = 0xFFFF
"""Whatever lies beyond the basic plane: rare names, pictures."""


@dataclass(frozen=True, slots=True)
class Coded:
    """`codes` are the signs of some texts, each with `PAD` breaks on both sides: text n from `borders[n]` to
    `borders[n + 1]`. `places[n]` is where sign n stands in its text, -1 for the breaks round it."""

    codes: Codes
    places: Places
    borders: Places


def coded(texts: Sequence[str]) -> Coded:
    """`texts` in codes. Linear, a few nanoseconds a character; many short ones together, for each call costs as much as
    a text."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    starts = np.cumsum([0, *map(len, texts)])
    signs = _signs()[np.minimum(points, _OTHER)]
    kept = signs != _DROPPED
    run = (signs == FIGURE) | (signs == LETTER) | (signs == BREAK)
    run[1:] &= signs[1:] == signs[:-1]
    run[starts[starts < len(run)]] = False
    kept &= ~run
    at = np.flatnonzero(kept)
    counts = np.diff(np.searchsorted(at, starts))
    number = np.repeat(np.arange(len(texts)), counts)
    borders = np.concatenate(([0], np.cumsum(counts + 2 * PAD)))
    place = np.arange(len(at)) + (2 * number + 1) * PAD
    codes = np.full(borders[-1], BREAK, dtype=np.uint64)
    codes[place] = signs[at]
    places = np.full(borders[-1], -1, dtype=np.int64)
    places[place] = at - starts[number]
    return Coded(codes, places, borders)


def is_han(codes: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    """By place: whether a Han character stands there."""
    return (codes >= 0x4E00) & (codes <= 0x9FFF)


def lonely(codes: Codes, order: int) -> NDArray[np.bool_]:
    """By start along the first axis: whether the n-gram of `order` holds fewer than two Han characters: “意。⏎” is
    frequent, and says nothing of whether 意 is right."""
    han = is_han(codes).view(np.uint8)
    count = len(codes) - order + 1
    held = han[:count].copy()
    for offset in range(1, order):
        held += han[offset : offset + count]
    few: NDArray[np.bool_] = held < 2
    return few


@cache
def _signs() -> NDArray[np.uint16]:
    """The sign of every code point of the basic plane."""
    signs = np.arange(_OTHER + 1, dtype=np.uint16)
    for point in range(_OTHER):
        signs[point] = _sign(point)
    return signs


_PUNCTUATION = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "．": ".",
    "〔": "（",
    "〕": "）",
}
_BREAKS = "\n\t\r\v\f\u2028\u2029"


def _sign(point: int) -> int:
    char = chr(point)
    if 0x4E00 <= point <= 0x9FFF:
        return point
    if char in _BREAKS:
        return BREAK
    if 0x2E80 <= point <= 0x2FDF or 0xF900 <= point <= 0xFAFF or 0xFF10 <= point <= 0xFF5A:
        plain = unicodedata.normalize("NFKC", char)
        point, char = (ord(plain), plain) if len(plain) == 1 and ord(plain) < _OTHER else (point, char)
    kind = unicodedata.category(char)
    if kind in {"Zs", "Cf", "Cc", "Mn", "Cs"}:
        return _DROPPED
    if kind == "Nd":
        return FIGURE
    if char.isascii() and char.isalpha():
        return LETTER
    return ord(_PUNCTUATION.get(char, char))
