"""A contestant of the words job: finds the words of a list in pages of text.

    find_words.py FINDER WORK ANSWER

Runs under the interpreter that has FINDER. WORK is JSON: words, allowed phrases (head, tail), pages. ANSWER gets for
each page the [start, end] of all that was found. Slow finders read fewer pages."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from telling import tell

ENOUGH = 2.0
"""Seconds of CPU after which no further page is begun."""
Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]
Phrases = Sequence[tuple[str, str]]


def _ours(words: Sequence[str], phrases: Phrases) -> Finder:
    from county.finding import Level
    from wordlists import Entry, Phrase, WordLists

    entries = [Entry(word, Level.GENERAL, "", "") for word in words]
    lists = WordLists(entries, [Phrase(head, tail) for head, tail in phrases])
    return lambda page: [(hit.start, hit.end) for hit in lists.find(page)]


def _ahocorasick_rs(words: Sequence[str], _: Phrases) -> Finder:
    from ahocorasick_rs import AhoCorasick

    automaton = AhoCorasick(words)
    return lambda page: [(start, end) for _, start, end in automaton.find_matches_as_indexes(page, overlapping=True)]


def _pyahocorasick(words: Sequence[str], _: Phrases) -> Finder:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return lambda page: [(last + 1 - length, last + 1) for last, length in automaton.iter(page)]


def _jieba(words: Sequence[str], _: Phrases) -> Finder:
    import jieba

    jieba.initialize()
    known = frozenset(words)
    return lambda page: [(start, end) for word, start, end in jieba.tokenize(page) if word in known]


def _re(words: Sequence[str], _: Phrases) -> Finder:
    import re

    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return lambda page: [match.span() for match in pattern.finditer(page)]


FINDERS: dict[str, Callable[[Sequence[str], Phrases], Finder]] = {
    "ours": _ours, "ahocorasick_rs": _ahocorasick_rs, "pyahocorasick": _pyahocorasick, "jieba and a set": _jieba,
    "re": _re,
}  # fmt: skip


def main(name: str, work: Path, answer: Path) -> None:
    """Builds the finder, reads the pages."""
    given = json.loads(work.read_text(encoding="utf-8"))
    pages = given["pages"]
    started = time.process_time()
    find = FINDERS[name](given["words"], given["phrases"])
    built = time.process_time() - started
    find(pages[0])
    found: list[Spans] = []
    started = time.process_time()
    for page in pages:
        found.append(find(page))
        if (spent := time.process_time() - started) > ENOUGH:
            break
    read = sum(map(len, pages[: len(found)]))
    tell(answer, {"build_seconds": built, "characters": read, "characters_a_second": read / spent}, found)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
