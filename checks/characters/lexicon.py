"""What stands beside the counts: the usual characters, their pairs, whom each is taken for, and words by sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import Codes, is_han
from checks.characters.fitting import MAX_CHARS, Fitting, Numbers, sets
from checks.characters.grams import Levels
from wordlists.confusables import near_sound, readings, same_shape, same_sound
from wordlists.confusables.sounds import near

WORD_LEVEL = 8
"""A pair seen this often (16 times) may be what a two-character slip was meant to be."""

NEVER = frozenset("一二三四五六七八九十百千万亿零〇两第元年月日号")
"""Numerals and what stands beside them: no context tells a wrong figure from a right one."""
SIBLINGS = (
    "的地得",
    "做作",
    "他她它",
    "像象",
    "账帐",
    "订定",
    "须需",
    "交缴",
    "唯惟",
    "其期",
    "份分",
    "至致",
    "和与及或",
)
"""Characters that are both right in the same place, or that writers part by meaning only: never proposed."""

SAME_SOUND, NEAR_SOUND, SAME_SHAPE = 1, 2, 3
SOUND_BITS = 9
"""Of the number of a sound: there are not four hundred."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom each character may be written for: pairs of codes `written << 16 | meant`, rising, with how the one is taken
    for the other (`kinds`) and which come first among equals (`ranks`, the lowest); and by code the line of a
    character, 0 for those that are written for nobody."""

    pairs: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    ranks: NDArray[np.uint32]
    lines: NDArray[np.uint16]

    def places(self, written: Codes, meant: Codes) -> NDArray[np.int64]:
        """Where these pairs stand."""
        places: NDArray[np.int64] = np.searchsorted(self.pairs, (written << np.uint64(16) | meant).astype(np.uint32))
        return places


@dataclass(frozen=True)
class Lexicon:
    """`chars` are the usual characters, the most frequent first; `pairs` their pairs as `left << 12 | right` of their
    numbers (from 1), rising, with `levels`."""

    chars: str
    pairs: NDArray[np.uint32]
    levels: Levels

    @cached_property
    def numbers(self) -> NDArray[np.uint16]:
        """By code: the number of a character, 0 for any other."""
        numbers = np.zeros(1 << 16, dtype=np.uint16)
        numbers[[ord(char) for char in self.chars]] = np.arange(1, len(self.chars) + 1)
        return numbers

    @cached_property
    def rarity(self) -> NDArray[np.float32]:
        """By code: the rank of a character by frequency, in doublings."""
        rank = self.numbers.astype(np.float32)
        rank[rank == 0] = len(self.chars) + 1
        doublings: NDArray[np.float32] = np.log2(rank)
        return doublings

    @cached_property
    def matrix(self) -> Levels:
        """By `left << 12 | right`: the level of a pair."""
        matrix = np.zeros(MAX_CHARS * MAX_CHARS, dtype=np.uint8)
        matrix[self.pairs] = self.levels
        return matrix

    def pair_level(self, left: Numbers, right: Numbers) -> Levels:
        """The levels of pairs of characters, by their numbers."""
        levels: Levels = self.matrix.take((left.astype(np.int64) << 12) | right)
        return levels

    @cached_property
    def points(self) -> NDArray[np.uint16]:
        """By number: the code of a character."""
        return np.array([0, *map(ord, self.chars)], dtype=np.uint16)

    @cached_property
    def candidates(self) -> Candidates:
        """Whom a character may be written for, and in which order they are preferred."""
        looks = _told(self.chars, same_shape)
        looks = np.concatenate((looks, looks << np.uint32(16) | looks >> np.uint32(16)))
        every = np.unique(np.concatenate((self.points[1:], looks >> np.uint32(16))))
        chars = "".join(map(chr, every.tolist()))
        pairs = [self._possible(some) for some in (looks, _told(chars, near_sound), _told(chars, same_sound))]
        found = np.unique(np.concatenate(pairs))
        kinds = np.zeros(len(found), dtype=np.uint8)
        order = np.full(len(found), len(pairs), dtype=np.uint32)
        for number, (some, kind) in enumerate(zip(pairs, (SAME_SHAPE, NEAR_SOUND, SAME_SOUND), strict=True)):
            at = np.searchsorted(found, some)
            kinds[at] = kind
            order[at] = np.minimum(order[at], number)
        lines = np.zeros(1 << 16, dtype=np.uint16)
        lines[every] = np.arange(1, len(every) + 1)
        return Candidates(found, kinds, order << np.uint32(16) | found & np.uint32(0xFFFF), lines)

    def _possible(self, pairs: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Those of the pairs that may ever be proposed."""
        written, meant = pairs >> np.uint32(16), pairs & np.uint32(0xFFFF)
        kept = (self.numbers[meant] > 0) & (written != meant) & is_han(written)
        kept &= ~(np.isin(written, _NEVER) | np.isin(meant, _NEVER) | np.isin(pairs, _BARRED))
        possible: NDArray[np.uint32] = pairs[kept]
        return possible

    @cached_property
    def fitting(self) -> Fitting:
        """Who goes with whom, and whom each character is taken for."""
        listed = self.candidates
        written, meant = listed.pairs >> np.uint32(16), self.numbers[listed.pairs & np.uint32(0xFFFF)]
        return Fitting.of(self.pairs, self.levels, sets(int(listed.lines.max()) + 1, listed.lines[written], meant))

    @cached_property
    def sounds(self) -> NDArray[np.int64]:
        """By code: the number of its usual sound where near sounds are one; 0 where none is known."""
        sounds = np.zeros(1 << 16, dtype=np.int64)
        names: dict[str, int] = {}
        for char in self.chars:
            if said := readings(char):
                sounds[ord(char)] = names.setdefault(near(said[0]), len(names) + 1)
        return sounds

    @cached_property
    def words(self) -> tuple[NDArray[np.int64], NDArray[np.uint16], NDArray[np.uint16]]:
        """Frequent pairs by their two sounds: by `sound << SOUND_BITS | sound` where they begin, and where the last
        ends; first and second codes."""
        often = self.pairs[self.levels >= WORD_LEVEL]
        left, right = self.points[often >> 12], self.points[often & 0xFFF]
        heard = self.sounds[left] * self.sounds[right] > 0
        left, right = left[heard], right[heard]
        keys = self.sounds[left] << SOUND_BITS | self.sounds[right]
        ranked = np.argsort(keys, kind="stable")
        counts = np.bincount(keys, minlength=1 << 2 * SOUND_BITS)
        return np.concatenate(([0], np.cumsum(counts))), left[ranked], right[ranked]


def _codes(chars: str) -> NDArray[np.uint32]:
    return np.frombuffer(chars.encode("utf-32-le"), dtype=np.uint32)


_NEVER = _codes("".join(NEVER))
_BARRED = [ord(one) << 16 | ord(other) for group in SIBLINGS for one in group for other in group]


def _told(chars: str, others: Callable[[str], str]) -> NDArray[np.uint32]:
    """The pairs of each of `chars` with those that it is taken for."""
    told = [others(char) for char in chars]
    return np.repeat(_codes(chars), [len(one) for one in told]) << np.uint32(16) | _codes("".join(told))
