"""Tokens of the index (索引词元): every pair of neighbouring characters of a text, and its place and month.

Words of a dictionary would miss what stands across their borders, tokens of three characters every word of two
(通知、公告). The pairs of a text are kept without their places, which makes the index a third as large; what holds all
pairs of a phrase is read again to see whether they stand side by side."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, zip_longest

import numpy as np
from numpy.typing import NDArray

from county.normal import squeeze

_SIGNS = re.compile(r"[\W_]+")
_BLANK = ord(" ")
_CODE_BITS = np.uint64(21)
"""Of a character in Unicode."""
_PLANES = 4
"""Of Unicode that hold letters."""


def pairs(text: str) -> list[str]:
    """All pairs of neighbouring letters, characters or digits, in normal form."""
    return _joined_pairs(text).split()


def _joined_pairs(text: str) -> str:
    """The pairs with a blank behind each: sorted as figures, an eighth of the time that a set of strings takes."""
    points = np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    signs = _signs()[np.minimum(points, (_PLANES << 16) - 1)]
    codes = signs[signs != 0].astype(np.uint64)
    left, right = codes[:-1], codes[1:]
    within = (left != _BLANK) & (right != _BLANK)
    found = np.sort(left[within] << _CODE_BITS | right[within])
    fresh = np.ones(len(found), dtype=bool)
    fresh[1:] = found[1:] != found[:-1]
    found = found[fresh]
    joined = np.full((len(found), 3), _BLANK, dtype=np.uint32)
    joined[:, 0], joined[:, 1] = found >> _CODE_BITS, found & np.uint64((1 << 21) - 1)
    return joined.tobytes().decode("utf-32-le", errors="surrogatepass")


@cache
def _signs() -> NDArray[np.uint32]:
    """By code point: what it is in normal form, a blank where it parts pairs, 0 where `squeeze` drops it. A table is
    asked for a text in a quarter of the time that patterns take."""
    parts = squeeze("".join(map(chr, range(_PLANES << 16)))).parts
    kept = (_SIGNS.sub(lambda some: " " * len(some[0]), part) for part in parts[::2])
    gone = ("\0" * len(part) for part in parts[1::2])
    signs = chain.from_iterable(zip_longest(kept, gone, fillvalue=""))
    return np.frombuffer("".join(signs).encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)


def tokens(title: str, content: str, column: str, day: str) -> str:
    """What is indexed of a text: `column` is the key of its column, `day` an ISO date."""
    found = _joined_pairs(f"{title}\n{content}")
    return found + " ".join([*_place_tokens(column), f"y{day[:4]}", f"m{day[:4]}{day[5:7]}"])


def _place_tokens(column: str) -> Iterator[str]:
    if column:
        yield unit_token(column.partition("/")[0])
        yield column_token(column)


def unit_token(unit: str) -> str:
    """Stands for a unit; longer than a pair, so that no text can hold it."""
    return f"u{_hashed(unit)}"


def column_token(column: str) -> str:
    """Stands for a column."""
    return f"c{_hashed(column)}"


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def month_tokens(since: dt.date, until: dt.date) -> list[str]:
    """Stand for the years and months that hold the days from `since` to `until`: whole years inside, months at the
    ends."""
    found: list[str] = []
    for year in range(since.year, until.year + 1):
        first = since.month if year == since.year else 1
        last = until.month if year == until.year else 12
        months = [f"m{year:04d}{month:02d}" for month in range(first, last + 1)]
        found += [f"y{year:04d}"] if len(months) == 12 else months
    return found


def match_expression(phrases: Iterable[str], *required: Iterable[str]) -> str:
    """What FTS5 is asked: every pair of every phrase, and one of each `required` group."""
    groups = [[pair] for pair in sorted(set().union(*map(pairs, phrases)))]
    groups += [list(group) for group in required if group]
    return " AND ".join(f"({' OR '.join(_quoted(token) for token in group)})" for group in groups)


def _quoted(token: str) -> str:
    return f'"{token}"'
