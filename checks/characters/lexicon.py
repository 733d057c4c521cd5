"""What stands beside the counts: the usual characters, their pairs, whom each is taken for, and words by sound."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import Codes
from checks.characters.fitting import MAX_CHARS, Fitting, Numbers, sets
from checks.characters.grams import Levels
from wordlists.confusables import near_sound, readings, same_shape, same_sound
from wordlists.confusables.sounds import near

LIKELY = 4
"""A right character makes a pair with a neighbour of at least this level."""
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

_BARRED = {char: NEVER.union(*(group for group in SIBLINGS if char in group)) for char in "".join(SIBLINGS)}

SAME_SOUND, NEAR_SOUND, SAME_SHAPE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom each character may be written for: pairs of codes, rising by the first, with how the one is taken for the
    other; and by code the line of a character, 0 for those that are written for nobody."""

    pairs: NDArray[np.uint32]
    ranked: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    lines: NDArray[np.uint16]

    def ranks(self, written: Codes, meant: Codes) -> NDArray[np.int64]:
        """Where these pairs stand."""
        found = np.searchsorted(self.pairs, written << np.uint64(16) | meant, sorter=self.ranked)
        ranks: NDArray[np.int64] = self.ranked[found]
        return ranks


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
        known = set(self.chars)
        looks: dict[str, set[str]] = {char: set() for char in self.chars}
        for char in self.chars:
            for other in same_shape(char):
                looks[char].add(other)
                looks.setdefault(other, set()).add(char)
        pairs: list[int] = []
        kinds: list[int] = []
        lines = np.zeros(1 << 16, dtype=np.uint16)
        for line, char in enumerate(sorted(looks), start=1):
            found = _candidates(char, looks[char], known)
            lines[ord(char)] = line
            pairs += [ord(char) << 16 | ord(other) for other in found]
            kinds += found.values()
        stored = np.array(pairs, dtype=np.uint32)
        return Candidates(stored, np.argsort(stored), np.array(kinds, dtype=np.uint8), lines)

    @cached_property
    def fitting(self) -> Fitting:
        """Who goes with whom, and whom each character is taken for."""
        often = self.pairs[self.levels >= LIKELY]
        left, right = often >> np.uint32(12), often & np.uint32(0xFFF)
        listed = self.candidates
        written, meant = listed.pairs >> np.uint32(16), self.numbers[listed.pairs & np.uint32(0xFFFF)]
        meant_for = sets(int(listed.lines.max()) + 1, listed.lines[written], meant)
        return Fitting(sets(MAX_CHARS, left, right), sets(MAX_CHARS, right, left), meant_for)

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
        """Frequent pairs by their two sounds: rising keys `sound << 10 | sound`, first and second codes."""
        often = self.pairs[self.levels >= WORD_LEVEL]
        left, right = self.points[often >> 12], self.points[often & 0xFFF]
        heard = self.sounds[left] * self.sounds[right] > 0
        left, right = left[heard], right[heard]
        keys = self.sounds[left] << 10 | self.sounds[right]
        ranked = np.argsort(keys, kind="stable")
        return keys[ranked], left[ranked], right[ranked]


def _candidates(char: str, looks: set[str], known: set[str]) -> dict[str, int]:
    if char in NEVER or not "\u4e00" <= char <= "\u9fff":
        return {}
    found = dict.fromkeys(sorted(looks), SAME_SHAPE)
    found |= dict.fromkeys(near_sound(char), NEAR_SOUND)
    found |= dict.fromkeys(same_sound(char), SAME_SOUND)
    barred = _BARRED.get(char, NEVER)
    return {other: kind for other, kind in found.items() if other in known and other not in barred and other != char}
