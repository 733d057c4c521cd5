"""Who fits into a place (合适的字): sets of characters, one bit each, so that whom a character is taken for and who
goes with its neighbours are laid over one another for thousands of places at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint16]
"""Of the usual characters, from 1; 0 for any other."""
Sets = NDArray[np.uint64]
"""One set a line."""

MAX_CHARS = 4096
"""Characters that are told apart; the rarer ones are one."""
_WORD = 64
_TOGETHER = 2048
"""Places whose sets, half a kilobyte each, stay in the processor's own memory."""


def sets(count: int, lines: NDArray[np.integer], numbers: Numbers) -> Sets:
    """`count` sets; the n-th of `numbers` belongs to the set of the n-th of `lines`."""
    packed = np.zeros((count, MAX_CHARS // 8), dtype=np.uint8)
    np.bitwise_or.at(packed, (lines, numbers >> 3), np.right_shift(128, numbers & 7).astype(np.uint8))
    return packed.view(np.uint64)


@dataclass(frozen=True, slots=True)
class Fitting:
    """By number: which characters often come after one and before one; by line: for whom one is written."""

    after: Sets
    before: Sets
    meant: Sets

    def between(self, left: Numbers, lines: NDArray[np.integer], right: Numbers) -> tuple[NDArray[np.int64], Numbers]:
        """For places between `left` and `right` whose characters are taken for those of `lines`: who often comes after
        the one or before the other. Each as the index of its place, rising, and its number."""
        found = [
            _members((self.after[left[some]] | self.before[right[some]]) & self.meant[lines[some]], some.start)
            for some in (slice(begin, begin + _TOGETHER) for begin in range(0, len(left), _TOGETHER))
        ]
        places = [place for place, _ in found]
        numbers = [number for _, number in found]
        return np.concatenate([_NONE, *places]), np.concatenate([_NONE, *numbers]).astype(np.uint16)


_NONE = np.zeros(0, dtype=np.int64)


def _members(these: Sets, first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Line, counted from `first`, and number of each member: the words that are not empty, their bytes, their bits."""
    flat = these.reshape(-1)
    words = np.flatnonzero(flat != 0)
    packed = flat[words].view(np.uint8)
    filled = np.flatnonzero(packed != 0)
    ones = np.flatnonzero(np.unpackbits(packed[filled]))
    byte = filled[ones >> 3]
    word = words[byte >> 3]
    places = word // (MAX_CHARS // _WORD)
    numbers = (word % (MAX_CHARS // _WORD)) * _WORD + (byte & 7) * 8 + (ones & 7)
    return places + first, numbers
