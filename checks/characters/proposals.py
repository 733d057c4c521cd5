"""What may stand wrong in a text, and what may be right (候选): only where the text is improbable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import PAD, Codes, is_han, lonely
from checks.characters.grams import Grams, Hashes, Levels, hashes, swap
from checks.characters.lexicon import SAME_SOUND, Lexicon

Ints = NDArray[np.int64]

IMPROBABLE = 3
"""A character is suspected when the best level of the three trigrams over it is no higher: seen at most four times."""
LIKELY = 4
"""A right character makes a pair with a neighbour of at least this level."""
GAIN = 2
"""And a trigram better than any of those that were written, by so many levels."""
KEPT = 2
"""Proposals kept for a place."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """For each proposal: the place of its first character among the codes, how many characters (1 or 2), the code or
    the two codes proposed, how they are taken for one another, and how many there were for the place."""

    place: Ints
    width: int
    first: Codes
    second: Codes
    kind: NDArray[np.uint8]
    rivals: Ints


def suspected(codes: Codes, trigrams: Levels) -> NDArray[np.bool_]:
    """By place: whether the text is improbable there. `trigrams` are the levels by their starts, 0 for lonely ones."""
    best = np.maximum(np.maximum(trigrams[:-2], trigrams[1:-1]), trigrams[2:])
    low = np.zeros(len(codes), dtype=bool)
    low[2:-2] = best <= IMPROBABLE
    low &= is_han(codes)
    low[:PAD] = low[-PAD:] = False
    return low


def singles(codes: Codes, places: Ints, trigrams: Levels, grams: Grams, lexicon: Lexicon) -> Proposals:
    """One character for another."""
    firsts, others, kinds = lexicon.candidates
    begin = firsts[codes[places]]
    counts = firsts[codes[places] + np.uint64(1)] - begin
    place = np.repeat(places, counts)
    index = _ranges(begin, counts)
    new = others[index].astype(np.uint64)
    left, right = codes[place - 1], codes[place + 1]
    best = np.maximum(lexicon.pair_level(left, new), lexicon.pair_level(new, right))
    old = codes[places]
    written = np.maximum(lexicon.pair_level(codes[places - 1], old), lexicon.pair_level(old, codes[places + 1]))
    hit = np.flatnonzero(best >= np.maximum(LIKELY, np.repeat(written, counts)))
    place, new, kind, best = place[hit], new[hit], kinds[index[hit]], best[hit]
    return _best(Proposals(place, 1, new, new, kind, place), codes, trigrams, grams)


def doubles(codes: Codes, places: Ints, trigrams: Levels, grams: Grams, lexicon: Lexicon) -> Proposals:
    """A word of two characters for another of the same sound."""
    keys, firsts, seconds = lexicon.words
    sound = lexicon.sounds[codes[places]] << 10 | lexicon.sounds[codes[places + 1]]
    begin = np.searchsorted(keys, sound, side="left")
    counts = np.searchsorted(keys, sound, side="right") - begin
    place = np.repeat(places, counts)
    index = _ranges(begin, counts)
    first, second = firsts[index].astype(np.uint64), seconds[index].astype(np.uint64)
    hit = np.flatnonzero((first != codes[place]) & (second != codes[place + 1]))
    place, first, second = place[hit], first[hit], second[hit]
    kind = np.full(len(place), SAME_SOUND, dtype=np.uint8)
    return _best(Proposals(place, 2, first, second, kind, place), codes, trigrams, grams)


def starts(proposals: Proposals, order: int) -> Ints:
    """The first characters of the n-grams that hold the whole proposal: one row each, of `order - width + 1`."""
    return proposals.place[:, None] + np.arange(proposals.width - order, 1)


def hashed(proposals: Proposals, codes: Codes, order: int, raw: Hashes) -> Hashes:
    """The raw hashes of these n-grams with what is proposed; `raw` are those of the text."""
    start = starts(proposals, order)
    offset = proposals.place[:, None] - start
    changed = raw[start] + swap(codes[proposals.place][:, None], proposals.first[:, None], offset)
    if proposals.width == 2:
        changed += swap(codes[proposals.place + 1][:, None], proposals.second[:, None], offset + 1)
    return changed


def _best(found: Proposals, codes: Codes, trigrams: Levels, grams: Grams) -> Proposals:
    """The proposals that better the trigrams, the best `KEPT` of each place, by place."""
    proposed = grams.level(hashed(found, codes, 3, hashes(codes, 3)))
    proposed[lonely(codes, 3)[starts(found, 3)]] = 0
    gain = proposed.max(axis=1, initial=0).astype(np.int64) - trigrams[starts(found, 3)].max(axis=1, initial=0)
    hit = np.flatnonzero(gain >= GAIN)
    place, score = found.place[hit], proposed[hit].sum(axis=1, dtype=np.int64)
    ranked = np.lexsort((-score, place))
    hit, place = hit[ranked], place[ranked]
    fresh = np.concatenate(([True], place[1:] != place[:-1])) if len(place) else np.zeros(0, dtype=bool)
    group = np.cumsum(fresh) - 1
    first = np.flatnonzero(fresh)
    rank = np.arange(len(place)) - first[group]
    rivals = np.bincount(group)[group] if len(group) else group
    kept = rank < KEPT
    hit = hit[kept]
    return Proposals(found.place[hit], found.width, found.first[hit], found.second[hit], found.kind[hit], rivals[kept])


def _ranges(begin: Ints, counts: Ints) -> Ints:
    """begin[0], begin[0] + 1, … counts[0] of them, then the next."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    places: Ints = np.arange(total) + np.repeat(begin - (ends - counts), counts)
    return places
