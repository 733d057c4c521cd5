"""Near misses of the protected phrases (保护短语的近似错写): one automaton for phrases, slips and halves.

A phrase with one character replaced keeps one of its halves; a half that stands in no right phrase is a candidate, and
the rest of the phrase beside it is compared. Losses, doublings and swaps are few enough to be patterns themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from ahocorasick_rs import AhoCorasick

from county.normal import normalise
from wordlists.confusables import alike
from wordlists.cover import Cover
from wordlists.protected.pairs import crosses_word
from wordlists.protected.phrase import ProtectedPhrase, Slip, slips

ANY_REPLACEMENT = 8
"""Characters of a phrase from which a replacement by whatever character is an error: shorter ones have right neighbours
at one character's distance (measured on 17 million characters of statutes)."""
_LINE_REACH = 8
"""Blanks and ends of line that may part a word in the text of a badly set page."""

_CUT = ("…", "..")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A near miss at `start:end` of the text as it was given. `written` is what stands there, normalised; `right` the
    spelling it misses; `alike` says that a replaced character sounds or looks like the right one."""

    phrase: ProtectedPhrase
    slip: Slip
    written: str
    right: str
    start: int
    end: int
    alike: bool = True


@dataclass(frozen=True, slots=True)
class _Spelling:
    text: str
    phrase: ProtectedPhrase


@dataclass(frozen=True, slots=True)
class _Half:
    """A half of a spelling, `offset` characters behind its beginning. `first` and `last` are the places of the ends of
    the other half in the spelling."""

    spelling: _Spelling
    offset: int
    first: int
    last: int

    def may_miss(self, text: str, start: int) -> bool:
        """Whether the spelling may stand at `start` with one character of the other half replaced: an end of that half
        must then be right, and the whole must not. Nearly all halves stand in other words, and are told by this."""
        right = self.spelling.text
        if start < 0 or start + len(right) > len(text):
            return False
        first, last = self.first, self.last
        if text[start + first] != right[first] and text[start + last] != right[last]:
            return first == last
        return not text.startswith(right, start)


class ProtectedPhrases:
    """All protected phrases, compiled. `right` are further right expressions that no near miss may lie in."""

    def __init__(self, phrases: Iterable[ProtectedPhrase], right: Iterable[str] = ()) -> None:
        self.phrases = tuple(phrases)
        self.digest = _digest(self.phrases)
        spellings = [_Spelling(text, phrase) for phrase in self.phrases for text in phrase.spellings()]
        known = frozenset([*(one.text for one in spellings), *_siblings(self.phrases), *right])
        slipped, halves = _slips(spellings, known), _halves(spellings)
        patterns = list(dict.fromkeys([*known, *slipped, *halves]))
        self._is_right = [pattern in known for pattern in patterns]
        self._slips = [slipped.get(pattern) for pattern in patterns]
        self._halves = [tuple(halves.get(pattern, ())) for pattern in patterns]
        self._automaton = AhoCorasick(patterns) if patterns else None

    def __repr__(self) -> str:
        return f"ProtectedPhrases({len(self.phrases)} phrases, {self.digest[:8]})"

    def find(self, text: str) -> list[NearMiss]:
        """Near misses in `text`, by position; of those that overlap the longest."""
        if self._automaton is None:
            return []
        normal = normalise(text)
        matches = self._automaton.find_matches_as_indexes(normal.text, overlapping=True)
        cover = Cover([(start, end) for index, start, end in matches if self._is_right[index]])
        found: list[NearMiss] = []
        for index, start, end in matches:
            missed = self._slips[index]
            if missed is not None and not cover.holds(start, end):
                found += _slipped(normal.text, *missed, start, end, cover)
            for half in self._halves[index]:
                if half.may_miss(normal.text, start - half.offset):
                    found += _replaced(normal.text, half, start - half.offset, cover)
        return [_at_source(miss, *normal.span(miss.start, miss.end)) for miss in _longest(found)]


def _slipped(text: str, spelling: _Spelling, slip: Slip, start: int, end: int, cover: Cover) -> Iterator[NearMiss]:
    right = spelling.text
    # 其中|中国, 学习|习近平, 共产党|党员, 依法治|省, 中央政治局|委托: the edge belongs to another word
    if _begins_elsewhere(text, right, start, end, cover) or _ends_elsewhere(text, right, start, end, cover):
        return
    if _is_cut_off(text, right, start, end):
        return
    yield NearMiss(spelling.phrase, slip, text[start:end], right, start, end)


def _begins_elsewhere(text: str, right: str, start: int, end: int, cover: Cover) -> bool:
    """Whether the first character is the end of the word before, so that nothing is doubled or lost."""
    pattern = text[start:end]
    if pattern in (right[1:], right[0] + right) and cover.crosses(start):
        return True
    return pattern in (right[1:], right[0] + right, right[0] + right[2:]) and crosses_word(text, start)


def _ends_elsewhere(text: str, right: str, start: int, end: int, cover: Cover) -> bool:
    """Whether the last character is the beginning of the word behind."""
    pattern = text[start:end]
    if pattern in (right[:-1], right + right[-1]) and cover.crosses(end):
        return True
    return pattern in (right[:-1], right + right[-1], right[:-2] + right[-1]) and crosses_word(text, end)


def _replaced(text: str, half: _Half, start: int, cover: Cover) -> Iterator[NearMiss]:
    """The spelling with one character replaced, where it would stand by its half."""
    right = half.spelling.text
    end = start + len(right)
    written = text[start:end]
    differing = [place for place, (one, other) in enumerate(zip(written, right, strict=True)) if one != other]
    if len(differing) != 1:
        return
    place = differing[0]
    if cover.holds(start + place, start + place + 1):
        return  # it belongs to another right expression
    is_alike = alike(right[place], written[place])
    inside = 0 < place < len(right) - 1 and not (cover.crosses(start) or cover.crosses(end))
    if is_alike or (inside and len(right) >= ANY_REPLACEMENT and _is_han(written[place]) and _is_han(right[place])):
        yield NearMiss(half.spelling.phrase, Slip.REPLACED, written, right, start, end, is_alike)


def _is_cut_off(text: str, right: str, start: int, end: int) -> bool:
    """Whether the lost first or last character only stands on another line, or was cut off with what goes on from
    there, as lists cut long titles: "修文县人民政…"."""
    written = text[start:end]
    before, after = text[max(0, start - _LINE_REACH) : start], text[end : end + _LINE_REACH]
    return (right[1:] == written and before.rstrip().endswith((right[0], *_CUT))) or (
        right[:-1] == written and after.lstrip().startswith((right[-1], *_CUT))
    )


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _siblings(phrases: Iterable[ProtectedPhrase]) -> Iterator[str]:
    for phrase in phrases:
        yield from phrase.siblings


def _slips(spellings: Iterable[_Spelling], right: frozenset[str]) -> dict[str, tuple[_Spelling, Slip]]:
    """Slip → what it misses; one of two phrases at equal distance wins by its place in the list."""
    found: dict[str, tuple[_Spelling, Slip]] = {}
    for spelling in spellings:
        for written, slip in slips(spelling.text):
            if written not in right:
                found.setdefault(written, (spelling, slip))
    return found


def _halves(spellings: Iterable[_Spelling]) -> dict[str, list[_Half]]:
    found: dict[str, list[_Half]] = {}
    for spelling in spellings:
        middle, last = len(spelling.text) // 2, len(spelling.text) - 1
        found.setdefault(spelling.text[:middle], []).append(_Half(spelling, 0, middle, last))
        found.setdefault(spelling.text[middle:], []).append(_Half(spelling, middle, 0, middle - 1))
    return found


def _longest(found: list[NearMiss]) -> Iterator[NearMiss]:
    """By position; the longest of those that overlap, a replacement by a character alike before others."""
    found.sort(key=lambda miss: (miss.end - miss.start, miss.alike), reverse=True)
    kept: list[NearMiss] = []
    for miss in found:
        if all(miss.end <= other.start or other.end <= miss.start for other in kept):
            kept.append(miss)
    yield from sorted(kept, key=lambda miss: miss.start)


def _at_source(miss: NearMiss, start: int, end: int) -> NearMiss:
    return NearMiss(miss.phrase, miss.slip, miss.written, miss.right, start, end, miss.alike)


def _digest(phrases: tuple[ProtectedPhrase, ...]) -> str:
    judged = sorted(repr(astuple(phrase)[:4]) for phrase in phrases)
    return hashlib.sha256("\n".join(judged).encode()).hexdigest()
