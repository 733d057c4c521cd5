"""Matching the word lists (匹配): one pass for all words and allowed phrases; the longer one wins."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, Implementation

from county.normal import normalise
from wordlists.cover import Cover
from wordlists.entry import Entry, Phrase, Where
from wordlists.protected import ProtectedPhrase, ProtectedPhrases

_GAP = "[^。！？；\n]{0,30}?"
"""What may stand between the parts of an allowed phrase in two parts: no further than the sentence."""
_JUDGED = attrgetter("word", "level", "right", "basis", "since", "until", "where")
"""Of an entry: what decides and explains."""
_MOST_STATES_AT_ONCE = 5000
"""Words up to which the automaton is a table of every step: twice as fast and some ten megabytes; with more of them the
table falls out of the processor's memory and is slower than the small form."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A wrong word at `start:end` of the text as it was given."""

    entry: Entry
    start: int
    end: int


class WordLists:
    """All lists, compiled. `digest` changes with every entry and phrase, never with comments or the order of lines."""

    def __init__(
        self,
        entries: Iterable[Entry],
        phrases: Iterable[Phrase] = (),
        protected: Iterable[ProtectedPhrase] = (),
    ) -> None:
        self.entries = tuple(entries)
        self.phrases = tuple(phrases)
        self.protected = ProtectedPhrases(protected, [phrase.head for phrase in self.phrases if not phrase.tail])
        self.digest = _digest(self.entries, self.phrases, self.protected)
        self._tails = [
            re.compile(_GAP + f"({re.escape(phrase.tail)})") if phrase.tail else None for phrase in self.phrases
        ]
        patterns = [entry.word for entry in self.entries] + [phrase.head for phrase in self.phrases]
        kind = Implementation.DFA if len(patterns) <= _MOST_STATES_AT_ONCE else Implementation.ContiguousNFA
        self._automaton = AhoCorasick(patterns, implementation=kind) if patterns else None
        self._always = [entry.always for entry in self.entries]

    def __repr__(self) -> str:
        return f"WordLists({len(self.entries)} entries, {len(self.phrases)} phrases, {self.digest[:8]})"

    def find(self, text: str, where: Where = Where.ANY, day: dt.date | None = None) -> list[Hit]:
        """Wrong words in `text`, by position, that apply at that place to a text of that day. A word inside an allowed
        phrase or inside a longer wrong word is none."""
        if self._automaton is None:
            return []
        normal = normalise(text)
        matches = self._automaton.find_matches_as_indexes(normal.text, overlapping=True)
        if not matches:
            return []
        entries, always, count = self.entries, self._always, len(self.entries)
        wrong = [
            (start, -end, index)
            for index, start, end in matches
            if index < count and (always[index] or entries[index].applies(where, day))
        ]
        if not wrong:
            return []
        allowed = Cover(self._allowed(normal.text, matches))
        wrong.sort()
        hits: list[Hit] = []
        reached = 0
        for start, before, index in wrong:
            end = -before
            if end <= reached:
                continue
            reached = end
            if not allowed.holds(start, end):
                hits.append(Hit(entries[index], *normal.span(start, end)))
        return hits

    def allows(self, text: str) -> list[tuple[int, int]]:
        """Where allowed phrases stand in `text` as it was given, by position."""
        if self._automaton is None:
            return []
        normal = normalise(text)
        spans = self._allowed(normal.text, self._automaton.find_matches_as_indexes(normal.text, overlapping=True))
        return sorted(normal.span(start, end) for start, end in spans)

    def _allowed(self, text: str, matches: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for index, start, end in matches:
            if index < len(self.entries):
                continue
            tail = self._tails[index - len(self.entries)]
            if tail is None:
                spans.append((start, end))
            elif found := tail.match(text, end):
                spans += ((start, end), found.span(1))
        return spans


def _digest(entries: tuple[Entry, ...], phrases: tuple[Phrase, ...], protected: ProtectedPhrases) -> str:
    """Of what decides and explains; notes and sources are for the keeper of the lists."""
    judged = sorted(repr(_JUDGED(entry)) for entry in entries)
    excused = sorted(repr((phrase.head, phrase.tail)) for phrase in phrases)
    return hashlib.sha256("\n".join([*judged, "", *excused, "", protected.digest]).encode()).hexdigest()
