"""Counts of n-grams (n 元字串频次), looked up by hash for whole arrays at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import Codes

Hashes = NDArray[np.uint64]
Levels = NDArray[np.uint8]

ORDERS = (2, 3, 4, 5)
"""Lengths of the n-grams that are counted, in characters."""
KEY_BITS = 31
"""Of the hash that is kept: of 4 million n-grams one unseen one in 500 is taken for seen."""
HOME_BITS = 23
"""Of the key that name its home: eight million homes for half as many keys."""
MAX_ENTRIES = 6_000_000
"""More would crowd the homes."""

STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256, 1024, 4096)
"""Counts are kept as levels: 0 unseen, level k at least `STEPS[k - 1]` times."""

_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0xD6E8FEB86659FD93],
    dtype=np.uint64,
)
_SALTS = np.array(
    [0, 0, 0x1B873593CC9E2D51, 0x85EBCA6BC2B2AE35, 0x2545F4914F6CDD1D, 0x369DEA0F31A53F85], dtype=np.uint64
)
WORD = np.uint64(0x94D049BB133111EB)
"""Added to the raw hash of a word of the dictionary: words stand in the same table as n-grams."""
_MIX = np.uint64(0xBF58476D1CE4E5B9)
BLOCK = 1 << 16
"""Keys that are settled together: new memory costs more than the work."""
_LOW_BITS = KEY_BITS - HOME_BITS
_ENTRY_BITS = 16
_LEVEL = np.uint8(15)
_CROWDED = np.uint32(1 << 31)


def hashes(codes: Codes, order: int) -> Hashes:
    """A raw hash for the n-gram of `order` at every start along the first axis: a sum with one term a character, so
    that another character in it changes the sum by `swap`."""
    count = len(codes) - order + 1
    found: Hashes = codes[:count] * _FACTORS[0]
    found += _SALTS[order]
    for offset in range(1, order):
        found += codes[offset : offset + count] * _FACTORS[offset]
    return found


def swap(change: Codes, last: int, count: int) -> Hashes:
    """What to add to the raw hashes of `count` n-grams, one line each, when a character becomes another: by `change`,
    the difference of the two. In the first n-gram it stands at the offset `last`, in each next one a place before."""
    found: Hashes = change * _FACTORS[last - count + 1 : last + 1][::-1, None]
    return found


def keys(raw: Hashes) -> NDArray[np.uint32]:
    """The keys of raw hashes."""
    mixed = raw >> np.uint64(29)
    mixed ^= raw
    mixed *= _MIX
    mixed >>= np.uint64(64 - KEY_BITS)
    return mixed.astype(np.uint32)


def levels(counts: NDArray[np.int64]) -> Levels:
    """The levels of counts."""
    return np.searchsorted(STEPS, counts, side="right").astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Grams:
    """All n-grams in one table with a slot for each home: the lower bits and the level of the first key that lives
    there, those of the second, and the highest bit where there are more. These, one in thirty, stand in `rest`, rising,
    with a last one above every key. So hardly any question needs a second look."""

    slots: NDArray[np.uint32]
    rest: NDArray[np.uint32]
    rest_levels: Levels

    @classmethod
    def of(cls, sorted_keys: NDArray[np.uint32], found: Levels) -> Grams:
        """`sorted_keys` must rise, each with its level, none of them 0."""
        if len(sorted_keys) > MAX_ENTRIES:
            raise ValueError(f"{len(sorted_keys)} n-grams are more than {MAX_ENTRIES}")
        slots, more = np.zeros(1 << HOME_BITS, dtype=np.uint32), np.zeros(len(sorted_keys), dtype=bool)
        for begin in range(0, len(sorted_keys), BLOCK):
            some = slice(begin, begin + BLOCK)
            more[some] = _settled(slots, sorted_keys[max(begin - 2, 0) : begin + BLOCK], found[some])
        above = np.uint32(1 << KEY_BITS)
        return cls(slots, np.append(sorted_keys[more], above), np.append(found[more], np.uint8(0)))

    def level(self, raw: Hashes) -> Levels:
        """The levels of the n-grams with these raw hashes, in their shape."""
        wanted = keys(raw)
        slot = self.slots.take(wanted >> np.uint32(_LOW_BITS))
        low = wanted.astype(np.uint8)
        one, its_level, other, other_level = np.moveaxis(slot.view(np.uint8).reshape(*slot.shape, 4), -1, 0)
        result: Levels = its_level * (one == low)
        result += (other_level & _LEVEL) * (other == low)
        open_ = np.nonzero((slot >= _CROWDED) & (result == 0))
        place = np.searchsorted(self.rest, wanted[open_])
        result[open_] = self.rest_levels[place] * (self.rest[place] == wanted[open_])
        return result


def _settled(slots: NDArray[np.uint32], keys_: NDArray[np.uint32], found: Levels) -> NDArray[np.bool_]:
    """Settles keys in their slots; gives which of them found no room. `keys_` begins with the two before them, where
    there are such."""
    homes = keys_ >> np.uint32(_LOW_BITS)
    again, third = np.zeros((2, len(homes)), dtype=bool)
    again[1:] = homes[1:] == homes[:-1]
    third[2:] = again[2:] & again[1:-1]
    homes, again, third = homes[-len(found) :], again[-len(found) :], third[-len(found) :]
    entries = keys_[-len(found) :].astype(np.uint8) | (found.astype(np.uint32) << np.uint32(_LOW_BITS))
    first, second = ~again, again & ~third
    slots[homes[first]] = entries[first]
    slots[homes[second]] |= entries[second] << np.uint32(_ENTRY_BITS)
    slots[homes[third]] |= _CROWDED
    return third
