"""What may stand wrong in a text, and what may be right (候选): only where the text is improbable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import PAD, Codes, is_han, lonely
from checks.characters.grams import Grams, Hashes, Levels, hashes, swap
from checks.characters.lexicon import SAME_SOUND, SOUND_BITS, Lexicon

Ints = NDArray[np.int64]

IMPROBABLE = 3
"""A character is suspected when the best level of the three trigrams over it is no higher: seen at most four times."""
GAIN = 2
"""And a trigram better than any of those that were written, by so many levels."""
KEPT = 2
"""Proposals kept for a place."""
_SCORE_BITS, _RANK_BITS = 6, 28
"""Of the figure that offers are put in order by; the rest is their place."""


@dataclass(frozen=True, slots=True)
class Trigrams:
    """The trigrams of a text by their starts: raw hashes, whether they are lonely, the levels of those that tell
    something, 0 for lonely ones, and how many of those before were never seen."""

    raw: Hashes
    alone: NDArray[np.bool_]
    telling: Levels
    unseen: NDArray[np.int32]

    @classmethod
    def of(cls, codes: Codes, grams: Grams) -> Trigrams:
        """Looked up."""
        raw, alone = hashes(codes, 3), lonely(codes, 3)
        levels = grams.level(raw)
        unseen = np.zeros(len(raw) + 1, dtype=np.int32)
        np.cumsum(levels == 0, out=unseen[1:])
        return cls(raw, alone, levels * ~alone, unseen)


@dataclass(frozen=True, slots=True)
class Offers:
    """For each: the place of its first character among the codes, how many characters (1 or 2), and the code or the two
    codes that may be meant."""

    place: Ints
    width: int
    first: Codes
    second: Codes

    def those(self, which: Ints) -> Offers:
        """Some of them."""
        return Offers(self.place[which], self.width, self.first[which], self.second[which])


@dataclass(frozen=True, slots=True)
class Proposals:
    """The best offers for each place, with how the characters are taken for one another, and how many there were for
    the place."""

    offers: Offers
    kind: NDArray[np.uint8]
    rivals: Ints


def suspected(codes: Codes, telling: Levels) -> NDArray[np.bool_]:
    """By place: whether the text is improbable there. `telling` are the levels of trigrams, see `Trigrams`."""
    best = np.maximum(np.maximum(telling[:-2], telling[1:-1]), telling[2:])
    low = np.zeros(len(codes), dtype=bool)
    low[2:-2] = best <= IMPROBABLE
    low &= is_han(codes)
    low[:PAD] = low[-PAD:] = False
    return low


def singles(codes: Codes, places: Ints, trigrams: Trigrams, grams: Grams, lexicon: Lexicon) -> Proposals:
    """One character for another."""
    numbers, listed = lexicon.numbers[codes], lexicon.candidates
    left, old, right = numbers[places - 1], numbers[places], numbers[places + 1]
    written = np.maximum(lexicon.pair_level(left, old), lexicon.pair_level(old, right))
    at, new = lexicon.fitting.between(left, listed.lines[codes[places]], right, written)
    best = np.maximum(lexicon.pair_level(left[at], new), lexicon.pair_level(new, right[at]))
    hit = np.flatnonzero(best >= written[at])
    code = lexicon.points[new[hit]].astype(np.uint64)
    better, score = _better(Offers(places[at[hit]], 1, code, code), codes, trigrams, grams)
    taken = listed.places(codes[better.place], better.first)
    kept, rivals = _best(better.place, score, listed.ranks[taken])
    return Proposals(better.those(kept), listed.kinds[taken[kept]], rivals)


def doubles(codes: Codes, places: Ints, trigrams: Trigrams, grams: Grams, lexicon: Lexicon) -> Proposals:
    """A word of two characters for another of the same sound."""
    begins, firsts, seconds = lexicon.words
    sound = lexicon.sounds[codes[places]] << SOUND_BITS | lexicon.sounds[codes[places + 1]]
    begin = begins[sound]
    counts = begins[sound + 1] - begin
    place = np.repeat(places, counts)
    index = _ranges(begin, counts)
    first, second = firsts[index].astype(np.uint64), seconds[index].astype(np.uint64)
    other = np.flatnonzero((first != codes[place]) & (second != codes[place + 1]))
    better, score = _better(Offers(place, 2, first, second).those(other), codes, trigrams, grams)
    kept, rivals = _best(better.place, score, np.arange(len(score)))
    return Proposals(better.those(kept), np.full(len(kept), SAME_SOUND, dtype=np.uint8), rivals)


def changed(offers: Offers, codes: Codes, order: int, raw: Hashes) -> Hashes:
    """The raw hashes of the n-grams over the places, one line a start, with what is offered; `raw` are those of the
    text."""
    count = order - offers.width + 1
    new = raw + swap(offers.first - codes[offers.place], order - offers.width, count)
    if offers.width == 2:
        new += swap(offers.second - codes[offers.place + 1], order - 1, count)
    return new


def _better(offers: Offers, codes: Codes, trigrams: Trigrams, grams: Grams) -> tuple[Offers, Ints]:
    """The offers that better the trigrams, and the sum of the levels of theirs."""
    start = offers.place + np.arange(offers.width - 3, 1)[:, None]
    proposed = grams.level(changed(offers, codes, 3, trigrams.raw[start]))
    proposed *= ~trigrams.alone[start]
    gain = proposed.max(axis=0).astype(np.int64) - trigrams.telling[start].max(axis=0)
    hit = np.flatnonzero(gain >= GAIN)
    return offers.those(hit), proposed[:, hit].sum(axis=0, dtype=np.int64)


def _best(place: Ints, score: Ints, rank: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """The best `KEPT` of each place by `score`, of equal ones those of the lower rank, by place; and how many there are
    for its place."""
    hit = np.argsort(place << _SCORE_BITS + _RANK_BITS | ((1 << _SCORE_BITS) - 1 - score) << _RANK_BITS | rank)
    place = place[hit]
    fresh = np.concatenate(([True], place[1:] != place[:-1])) if len(place) else np.zeros(0, dtype=bool)
    group = np.cumsum(fresh) - 1
    nth = np.arange(len(place)) - np.flatnonzero(fresh)[group]
    rivals = np.bincount(group)[group] if len(group) else group
    kept = nth < KEPT
    return hit[kept], rivals[kept]


def _ranges(begin: Ints, counts: Ints) -> Ints:
    """begin[0], begin[0] + 1, … counts[0] of them, then the next."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    places: Ints = np.arange(total) + np.repeat(begin - (ends - counts), counts)
    return places
