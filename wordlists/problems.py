"""What is wrong with word lists that can be read (词表自查): what contradicts, covers or never applies."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from county.configuration.errors import ConfigurationError, quoted
from county.finding import Level
from wordlists.entry import Entry, Phrase, Where
from wordlists.matching import WordLists
from wordlists.protected import ProtectedPhrases
from wordlists.reading import Lists, place_of

_GRAVITY = {level: place for place, level in enumerate((Level.SERIOUS, Level.GENERAL, Level.SUSPECTED, Level.NOTICE))}


def problems(lists: Lists) -> Iterator[ConfigurationError]:
    """Everything wrong with the lists, a sentence each: first what could not be read, then what makes no sense
    together. Empty where nothing is."""
    yield from lists.errors
    yield from _wrong_right_forms(lists)
    yield from _idle_phrases(lists)
    yield from _covered_entries(lists.entries)


def _wrong_right_forms(lists: Lists) -> Iterator[ConfigurationError]:
    """A right form in which another entry finds a wrong word: who follows the advice is reported again."""
    words = WordLists(lists.entries, lists.phrases)
    for entry in lists.entries:
        for hit in words.find(entry.right):
            other = f"{quoted(hit.entry.word)}（{place_of(hit.entry.source)}）"
            yield _at(
                entry.source,
                f"{quoted(entry.word)}的正确写法{quoted(entry.right)}里又有列为错误词的{other}",
                "请核对哪一行写反了，或为正确写法加一条放行短语",
            )


_TERMS = "专门用语"
"""Files that begin so hold terms which the model of characters must leave alone: no listed word need stand in them."""


def _idle_phrases(lists: Lists) -> Iterator[ConfigurationError]:
    """An allowed phrase that holds no listed word and comes near to no protected phrase: it can never apply."""
    words = [entry.word for entry in lists.entries]
    automaton = AhoCorasick(words) if words else None
    protected = ProtectedPhrases(lists.protected)
    for phrase in lists.phrases:
        if phrase.source.startswith(_TERMS):
            continue
        parts = [part for part in (phrase.head, phrase.tail) if part]
        if automaton and any(automaton.find_matches_as_indexes(part) for part in parts):
            continue
        if not any(protected.find(part) for part in parts):
            cure = "它放行不了任何东西，请核对写法或删去本行"
            yield _at(phrase.source, f"放行短语{quoted(_written(phrase))}里没有任何错误词", cure)


def _covered_entries(entries: list[Entry]) -> Iterator[ConfigurationError]:
    """Of two entries one of which holds the other only the longer is reported: wrong where it is the milder one,
    needless where both say the same."""
    for longer, shorter in _pairs(entries):
        if _GRAVITY[longer.level] > _GRAVITY[shorter.level] and _meet(longer, shorter):
            yield _at(
                longer.source,
                f"{quoted(longer.word)}（{longer.level}）轻于它所含的{quoted(shorter.word)}"
                f"（{shorter.level}，{place_of(shorter.source)}），出现长的就不再报短的",
                "请把两条的级别改成一致，或删去其中一条",
            )
        elif _says_the_same(longer, shorter):
            where = place_of(shorter.source)
            cure = "它是多余的，请删去本行"
            yield _at(longer.source, f"{quoted(longer.word)}已由较短的{quoted(shorter.word)}（{where}）管住", cure)


def _pairs(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    words = [entry.word for entry in entries]
    automaton = AhoCorasick(words) if words else None
    for longer in entries:
        found = automaton.find_matches_as_indexes(longer.word, overlapping=True) if automaton else []
        for index in dict.fromkeys(index for index, _, _ in found):
            if entries[index].word != longer.word:
                yield longer, entries[index]


def _meet(one: Entry, other: Entry) -> bool:
    """Whether some text is judged by both."""
    places = {one.where, other.where}
    begin = max(one.since or dt.date.min, other.since or dt.date.min)
    end = min(one.until or dt.date.max, other.until or dt.date.max)
    return begin <= end and (len(places) == 1 or Where.ANY in places)


def _says_the_same(longer: Entry, shorter: Entry) -> bool:
    if _scope(longer) != _scope(shorter) or longer.level != shorter.level:
        return False
    return bool(shorter.right) and longer.word.replace(shorter.word, shorter.right) == longer.right


def _scope(entry: Entry) -> tuple[object, ...]:
    return entry.since, entry.until, entry.where


def _written(phrase: Phrase) -> str:
    return f"{phrase.head}…{phrase.tail}" if phrase.tail else phrase.head


def _at(source: str, problem: str, cure: str) -> ConfigurationError:
    file, _, number = source.rpartition(":")
    return ConfigurationError(file, problem, cure, int(number) if number else None)


def by_file(found: Iterable[ConfigurationError]) -> list[ConfigurationError]:
    """In the order of files and lines."""
    files: dict[str, list[ConfigurationError]] = defaultdict(list)
    for error in found:
        files[error.file].append(error)
    return [error for file in sorted(files) for error in sorted(files[file], key=lambda error: error.line or 0)]
