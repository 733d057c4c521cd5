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

_NUMBER_BITS = 12
MAX_CHARS = 1 << _NUMBER_BITS
"""Characters that are told apart; the rarer ones are one."""
TIERS = (4, 8, 11, 13)
"""Levels from which pairs are kept in sets of their own: where those that are written are often met, few go better."""
_TIERS_OF = np.maximum(np.searchsorted(TIERS, np.arange(16), side="right") - 1, 0)
_TOGETHER = 512
"""Places whose sets, half a kilobyte each, stay in the processor's own memory."""


def sets(count: int, lines: NDArray[np.integer], numbers: Numbers) -> Sets:
    """`count` sets; the n-th of `numbers` belongs to the set of the n-th of `lines`."""
    packed = np.zeros((count, MAX_CHARS // 8), dtype=np.uint8)
    np.bitwise_or.at(packed, (lines, numbers >> 3), np.right_shift(128, numbers & 7).astype(np.uint8))
    return packed.view(np.uint64)


@dataclass(frozen=True, slots=True)
class Fitting:
    """By tier and number: which characters come after one and before one; by line: for whom one is written."""

    after: Sets
    before: Sets
    meant: Sets

    @classmethod
    def of(cls, pairs: NDArray[np.uint32], levels: NDArray[np.uint8], meant: Sets) -> Fitting:
        """Of pairs `left << 12 | right` with their levels."""
        left, right = pairs >> np.uint32(12), (pairs & np.uint32(MAX_CHARS - 1)).astype(np.uint16)
        tiers = [levels >= tier for tier in TIERS]
        after = [sets(MAX_CHARS, left[often], right[often]) for often in tiers]
        before = [sets(MAX_CHARS, right[often], left[often].astype(np.uint16)) for often in tiers]
        return cls(np.concatenate(after), np.concatenate(before), meant)

    def between(
        self, left: Numbers, lines: NDArray[np.integer], right: Numbers, written: NDArray[np.uint8]
    ) -> tuple[NDArray[np.int64], Numbers]:
        """For places between `left` and `right` whose characters are taken for those of `lines`, and make pairs of the
        level `written`: who comes after the one or before the other at the level of that tier. Each as the index of its
        place, rising, and its number."""
        tier = _TIERS_OF[written] * MAX_CHARS
        after, before = tier + left, tier + right
        found: list[NDArray[np.int64]] = []
        for start in range(0, len(left), _TOGETHER):
            some = slice(start, start + _TOGETHER)
            these = self.after.take(after[some], axis=0)
            these |= self.before.take(before[some], axis=0)
            these &= self.meant.take(lines[some], axis=0)
            found.append(_members(these) + start * MAX_CHARS)
        members = np.concatenate([np.zeros(0, dtype=np.int64), *found])
        return members >> _NUMBER_BITS, (members & (MAX_CHARS - 1)).astype(np.uint16)


def _members(these: Sets) -> NDArray[np.int64]:
    """`line * MAX_CHARS + number` of each member, rising: the words that are not empty, their bytes, their bits."""
    flat = these.reshape(-1)
    words = np.flatnonzero(flat != 0)
    packed = flat[words].view(np.uint8)
    filled = np.flatnonzero(packed != 0)
    bytes_ = words[filled >> 3] << 3 | filled & 7
    ones = np.flatnonzero(np.unpackbits(packed[filled]).view(bool))
    members: NDArray[np.int64] = bytes_[ones >> 3] << 3 | ones & 7
    return members
