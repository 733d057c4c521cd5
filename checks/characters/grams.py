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
"""Of the key that name its slot: eight million slots, half of them taken."""
MAX_ENTRIES = 6_000_000
"""More would crowd the slots."""

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
_LEVEL_BITS = 4
_KEPT = np.uint32((1 << (32 - _LEVEL_BITS)) - 1)
_SPARE = 4096
"""Slots after the last home, for what was pushed on."""


def hashes(codes: Codes, order: int) -> Hashes:
    """A raw hash for the n-gram of `order` at every start: a sum with one term a character, so that another character
    in it changes the sum by `swap`."""
    count = len(codes) - order + 1
    found = np.full(count, _SALTS[order], dtype=np.uint64)
    for offset in range(order):
        found += codes[offset : offset + count] * _FACTORS[offset]
    return found


def swap(old: Codes, new: Codes, offset: NDArray[np.int64] | int) -> Hashes:
    """What to add to a raw hash when the character at `offset` of its n-gram becomes another."""
    return (new - old) * _FACTORS[offset]


def keys(raw: Hashes) -> NDArray[np.uint32]:
    """The keys of raw hashes."""
    mixed = (raw ^ (raw >> np.uint64(29))) * _MIX
    return (mixed >> np.uint64(64 - KEY_BITS)).astype(np.uint32)


def levels(counts: NDArray[np.int64]) -> Levels:
    """The levels of counts."""
    return np.searchsorted(STEPS, counts, side="right").astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Grams:
    """All n-grams in one table of slots, in the order of their keys (linear probing): a slot holds the lower bits of
    the key and the level, 0 is an empty slot."""

    slots: NDArray[np.uint32]
    reach: int

    @classmethod
    def of(cls, sorted_keys: NDArray[np.uint32], found: Levels) -> Grams:
        """`sorted_keys` must rise, each with its level, none of them 0."""
        if len(sorted_keys) > MAX_ENTRIES:
            raise ValueError(f"{len(sorted_keys)} n-grams are more than {MAX_ENTRIES}")
        slots = np.zeros((1 << HOME_BITS) + _SPARE, dtype=np.uint32)
        homes = (sorted_keys >> np.uint32(KEY_BITS - HOME_BITS)).astype(np.int32)
        stands = homes - np.arange(len(homes), dtype=np.int32)
        np.maximum.accumulate(stands, out=stands)
        stands += np.arange(len(homes), dtype=np.int32)
        slots[stands] = (sorted_keys << np.uint32(_LEVEL_BITS)) | found
        stands -= homes
        return cls(slots, int(stands.max(initial=0)))

    def level(self, raw: Hashes) -> Levels:
        """The levels of the n-grams with these raw hashes, in their shape."""
        wanted = keys(raw)
        place = (wanted >> np.uint32(KEY_BITS - HOME_BITS)).astype(np.int64)
        wanted &= _KEPT
        slot = self.slots[place]
        kept = slot >> np.uint32(_LEVEL_BITS)
        result = np.where(kept == wanted, slot & np.uint32(15), 0).astype(np.uint8)
        open_ = np.flatnonzero((slot != 0) & (kept < wanted)) if result.ndim == 1 else None
        if open_ is None:
            return self.level(raw.reshape(-1)).reshape(raw.shape)
        place, wanted = place[open_], wanted[open_]
        for _ in range(self.reach):
            if not len(open_):
                break
            place += 1
            slot = self.slots[place]
            kept = slot >> np.uint32(_LEVEL_BITS)
            hit = kept == wanted
            result[open_[hit]] = slot[hit] & np.uint32(15)
            on = (slot != 0) & (kept < wanted)
            open_, place, wanted = open_[on], place[on], wanted[on]
        return result
