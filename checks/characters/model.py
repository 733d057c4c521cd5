"""The model of characters (错别字模型): a text in, what is probably written wrong out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import Coded, Codes, coded
from checks.characters.features import Features, measured
from checks.characters.grams import Grams
from checks.characters.lexicon import Lexicon
from checks.characters.names import in_name
from checks.characters.proposals import Ints, Offers, Trigrams, doubles, singles, suspected
from checks.characters.second_opinion import ASKED_FROM, SecondOpinion
from checks.characters.trees import Trees


@dataclass(frozen=True, slots=True)
class Slip:
    """`text[start:end]` is probably wrong and should be `right`. `odds` are log-odds."""

    start: int
    end: int
    right: str
    odds: float


TOGETHER = 200_000
"""Characters that are looked up together: enough to make calls cheap, few enough for some ten megabytes."""
REPEATED = 3
"""Times that a text writes the doubtful characters with the same two beside them before it is believed."""
TWICE = 1.5
"""Log-odds that a proposal needs beyond the threshold where the text writes the doubtful characters a second time with
the same one beside them. Measured on held-out lines within documents of sixty lines: no slip is lost; on regulations
unknown to the figures a third of the alarms goes, on pages of portals two in three."""


_HAN = re.compile("[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Measured:
    """Proposals of one width with their features."""

    found: Offers
    rows: Features


class Model:
    """Counts and lexicon, and the trees that decide."""

    def __init__(self, grams: Grams, lexicon: Lexicon, trees: Trees | None = None, threshold: float = 0.0) -> None:
        self.grams = grams
        self.lexicon = lexicon
        self.trees = trees
        self.threshold = threshold

    def find(self, text: str) -> list[Slip]:
        """Probable slips in `text`, by position, none over another."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str], second: SecondOpinion | None = None) -> list[list[Slip]]:
        """`find` for each of `texts`; many short ones together cost a fraction of what they cost one by one. A `second`
        opinion is asked of every proposal that is more likely a slip than not."""
        floor = self.threshold if second is None else min(self.threshold, ASKED_FROM)
        found = [slips for some in _together(texts) for slips in self._find_coded(coded(some), floor)]
        if second is not None:
            found = [self._asked(text, slips, second) for text, slips in zip(texts, found, strict=True)]
        return [
            [slip for slip in _apart(slips) if not self._spared(text, slip)]
            for text, slips in zip(texts, found, strict=True)
        ]

    def _spared(self, text: str, slip: Slip) -> bool:
        if in_name(text, slip.start, slip.end, slip.right) or _repeated(text, slip):
            return True
        return slip.odds < self.threshold + TWICE and _written_twice(text, slip)

    def _asked(self, text: str, slips: list[Slip], second: SecondOpinion) -> list[Slip]:
        heard = [
            replace(slip, odds=slip.odds + second.favour(text, slip.start, slip.end, slip.right)) for slip in slips
        ]
        return [slip for slip in heard if slip.odds >= self.threshold]

    def _find_coded(self, texts: Coded, floor: float) -> list[list[Slip]]:
        """All that the trees take for slips with odds of `floor` and more; the breaks round each text keep its windows
        apart from the next one's."""
        slips: list[list[Slip]] = [[] for _ in texts.borders[1:]]
        for part in self.measure(texts.codes, texts.borders):
            odds = self._odds(part.rows)
            for row in np.flatnonzero(odds >= floor):
                place, width = int(part.found.place[row]), part.found.width
                number = int(np.searchsorted(texts.borders, place, side="right")) - 1
                start, end = int(texts.places[place]), int(texts.places[place + width - 1]) + 1
                codes = (part.found.first[row], part.found.second[row])[:width]
                right = "".join(chr(int(code)) for code in codes)
                slips[number].append(Slip(start, end, right, float(odds[row])))
        return slips

    def _odds(self, rows: Features) -> NDArray[np.float64]:
        return self.trees.odds(rows) if self.trees is not None and len(rows) else np.zeros(0)

    def measure(self, codes: Codes, borders: Ints) -> list[Measured]:
        """All proposals in texts of these codes, the first of which begins at `borders[0]` and the last ends at the
        last of them."""
        trigrams = Trigrams.of(codes, self.grams)
        low = suspected(codes, trigrams.telling)
        places = np.flatnonzero(low)
        both = np.flatnonzero(low[:-1] & low[1:])
        proposed = (
            singles(codes, places, trigrams, self.grams, self.lexicon),
            doubles(codes, both, trigrams, self.grams, self.lexicon),
        )
        return [
            Measured(found.offers, measured(found, codes, borders, trigrams, self.grams, self.lexicon))
            for found in proposed
            if len(found.rivals)
        ]


def _together(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts in their order, so many that they are `TOGETHER` characters long."""
    waiting: list[str] = []
    length = 0
    for text in texts:
        waiting.append(text)
        length += len(text)
        if length >= TOGETHER:
            yield waiting
            waiting, length = [], 0
    if waiting:
        yield waiting


def _repeated(text: str, slip: Slip) -> bool:
    """A text that writes the same several times means it: a name, a term of the trade."""
    starts = (max(slip.start - 2, 0), max(slip.start - 1, 0), slip.start)
    contexts = (text[start : start + 2 + slip.end - slip.start] for start in starts)
    return any(text.count(words) >= REPEATED for words in contexts)


def _written_twice(text: str, slip: Slip) -> bool:
    """Whether the doubtful characters stand elsewhere too with the same Han character before or after them."""
    words = (text[max(slip.start - 1, 0) : slip.end], text[slip.start : slip.end + 1])
    return any(_HAN.fullmatch(word) and text.count(word) > 1 for word in words)


def _apart(slips: list[Slip]) -> list[Slip]:
    kept: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: -slip.odds):
        if all(slip.end <= other.start or slip.start >= other.end for other in kept):
            kept.append(slip)
    return sorted(kept, key=lambda slip: slip.start)
