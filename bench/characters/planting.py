"""Slips planted in right text (人造错字), of the kinds that people make: by sound, by shape, a word for its like."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from checks.characters.lexicon import NEVER, Lexicon
from wordlists.confusables import near_sound, readings, same_shape, same_sound

KINDS = ("sound", "sound", "sound", "sound", "sound", "shape", "shape", "near", "word", "word", "word")
"""About the shares met in training sets of official text."""
MIN_LINE = 12
"""A shorter line gets no slip."""


class Planter:
    """Plants slips; common characters are written in error more often than rare ones."""

    def __init__(self, lexicon: Lexicon, rng: Random) -> None:
        self._rank = {char: place for place, char in enumerate(lexicon.chars)}
        self._rng = rng
        _, firsts, seconds = lexicon.words
        self._words: dict[tuple[str, str], list[str]] = defaultdict(list)
        for first, second in zip(firsts.tolist(), seconds.tolist(), strict=True):
            a, b = chr(first), chr(second)
            self._words[readings(a)[0], readings(b)[0]].append(a + b)

    def plant(self, line: str) -> str:
        """`line` with one or two slips, of the same length; the line itself where none fits."""
        if len(line) < MIN_LINE:
            return line
        for _ in range(self._rng.choice((1, 1, 2))):
            place = self._rng.randrange(len(line) - 1)
            new = self._instead(line, place)
            line = line[:place] + new + line[place + len(new) :]
        return line

    def _instead(self, line: str, place: int) -> str:
        char, after = line[place], line[place + 1]
        if char in NEVER or char not in self._rank or not readings(char):
            return char
        match self._rng.choice(KINDS):
            case "word" if after not in NEVER and readings(after):
                return self._rng.choice(self._words.get((readings(char)[0], readings(after)[0]), [char + after]))
            case "shape":
                return self._pick(same_shape(char)[:10]) or char
            case "near":
                return self._pick(near_sound(char)) or char
            case _:
                return self._pick(same_sound(char)) or char

    def _pick(self, others: str) -> str:
        known = [other for other in others if other in self._rank and other not in NEVER]
        weights = [1 / (80 + self._rank[other]) for other in known]
        return self._rng.choices(known, weights)[0] if known else ""
