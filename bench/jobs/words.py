"""Words (词表): the words of lists of growing length found in pages of statutes, by ours, by bare automata, by cutting
the text into words, by one pattern; then what the shipped lists say of clean text."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from random import Random

from ahocorasick_rs import AhoCorasick

from bench.contest.contestant import Told, told_by
from bench.contest.peers import WORKSHOP
from bench.contest.rounds import interleaved, medians
from bench.contest.rows import Row, compared
from bench.contest.shared import shared_folder
from bench.jobs.characters import measure_characters
from wordlists import load
from wordlists.confusables import same_shape, same_sound

STATUTES = "国家法律法规.txt.xz"
SIZES = (1_000, 10_000, 100_000)
PEERS = {"ahocorasick_rs": "words", "pyahocorasick": "words", "jieba and a set": "words", "re": "words"}
SLOW = {"re": 10_000}
"""The longest list that a finder gets: with more words it reads some pages an hour."""
PAGE, PAGES = 2_000, 1_000
UNSEEN = (" ", "\u3000", "\u200b", "\u00a0")
"""What stands inside words of real pages and is not seen there."""
SEED = 8
_row = partial(compared, "words")


@dataclass(frozen=True)
class Planted:
    """Pages with one wrong word each: at which place, and whether something unseen stands in it."""

    words: tuple[str, ...]
    pages: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    hidden: tuple[bool, ...]


def measure(rounds: int) -> list[Row]:
    """Characters a second at each size, memory, what is found of planted words; then wrong characters. No rows where
    the texts are missing."""
    folder = shared_folder("text", STATUTES, "words")
    if folder is None:
        return []
    clean = lzma.decompress((folder / STATUTES).read_bytes()).decode()[: PAGE * PAGES]
    words = tuple(islice(_wrong_words(clean), SIZES[-1]))
    rows: list[Row] = []
    rates: dict[int, dict[str, float]] = {}
    for size in SIZES:
        planted = _plant(words[:size], clean)
        runs = _contest(planted.words, planted.pages, rounds, [name for name in PEERS if size <= SLOW.get(name, size)])
        rates[size] = medians(runs, lambda told: told.cost["characters_a_second"])
        rows.append(_row(f"{size:,} words", "characters a second", rates[size], runs=rounds, more_is_better=True))
    rows.append(
        _row(f"memory with {size:,} words", "MB", medians(runs, lambda told: told.cost["peak_mb"]), runs=rounds)
    )
    longer = {name: rates[SIZES[0]][name] / rates[size][name] for name in rates[size]}
    rows.append(_row(f"time with {size:,} words", f"times that with {SIZES[0]:,}", longer, runs=rounds))
    return [*rows, *_found(planted, runs, rounds), _alarms(clean, rounds), *measure_characters(folder, rounds)]


def _wrong_words(clean: str) -> Iterator[str]:
    """Words of the text with one character replaced by one that sounds or looks like it, and that stand nowhere in it;
    none twice."""
    chance, seen = Random(SEED), set[str]()
    while True:
        batch = [word for word in islice(_replaced(clean, chance), SIZES[0]) if word not in seen]
        standing = {batch[index] for index, *_ in AhoCorasick(batch).find_matches_as_indexes(clean, overlapping=True)}
        new = [word for word in dict.fromkeys(batch) if word not in standing]
        seen.update(new)
        yield from new


def _replaced(clean: str, chance: Random) -> Iterator[str]:
    while True:
        length, start = chance.choice((2, 3, 3, 4, 4, 4, 5, 6)), chance.randrange(len(clean) - 6)
        word, place = clean[start : start + length], chance.randrange(length)
        others = same_sound(word[place]) + same_shape(word[place])
        if others and all("\u4e00" <= char <= "\u9fff" for char in word):
            yield word[:place] + chance.choice(others) + word[place + 1 :]


def _plant(words: Sequence[str], clean: str) -> Planted:
    chance = Random(SEED)
    pages: list[str] = []
    spans: list[tuple[int, int]] = []
    hidden: list[bool] = []
    for start in range(0, len(clean), PAGE):
        page, word = clean[start : start + PAGE], chance.choice(words)
        place, is_hidden = chance.randrange(len(page)), len(pages) % 2 == 1
        if is_hidden:
            word = word[0] + chance.choice(UNSEEN) + word[1:]
        pages.append(page[:place] + word + page[place:])
        spans.append((place, place + len(word)))
        hidden.append(is_hidden)
    return Planted(tuple(words), tuple(pages), tuple(spans), tuple(hidden))


def _contest(
    words: Sequence[str], pages: Sequence[str], rounds: int, peers: Sequence[str], phrases: Sequence[object] = ()
) -> dict[str, list[Told]]:
    work = (WORKSHOP / "words.json").resolve()
    work.parent.mkdir(parents=True, exist_ok=True)
    work.write_text(json.dumps({"words": words, "phrases": phrases, "pages": pages}), encoding="utf-8")
    environments = {"ours": "", **{name: PEERS[name] for name in peers}}
    contestants = {
        name: partial(told_by, "find_words.py", environment, name, work) for name, environment in environments.items()
    }
    return interleaved(contestants, rounds)


def _found(planted: Planted, runs: Mapping[str, list[Told]], rounds: int) -> Iterator[Row]:
    """Shares of the planted words of the pages that were read: written plainly, and with something unseen inside."""
    for is_hidden, writing in ((False, "as they are"), (True, "with a blank or an unseen character inside")):
        shares = {name: _share(planted, told[0].lines, is_hidden) for name, told in runs.items()}
        yield _row(f"planted words found, {writing}", "%", shares, runs=rounds, more_is_better=True)


def _share(planted: Planted, found: Sequence[Sequence[Sequence[int]]], is_hidden: bool) -> float:
    hits = [
        any(start <= place and end <= last for start, last in spans)
        for spans, (place, end), hidden in zip(found, planted.spans, planted.hidden, strict=False)
        if hidden is is_hidden
    ]
    return 100 * sum(hits) / len(hits)


def _alarms(clean: str, rounds: int) -> Row:
    """What the shipped lists report in clean text: the allowed phrases and the longer words are ours alone."""
    lists = load()
    words = [entry.word for entry in lists.entries if entry.always]
    phrases = [(phrase.head, phrase.tail) for phrase in lists.phrases]
    pages = [clean[start : start + PAGE] for start in range(0, len(clean), PAGE)]
    runs = _contest(words, pages, 1, [name for name in PEERS if len(words) <= SLOW.get(name, len(words))], phrases)
    alarms = {name: 1e6 * sum(map(len, told[0].lines)) / told[0].cost["characters"] for name, told in runs.items()}
    return _row("alarms of the shipped lists in clean text", "in a million characters", alarms, runs=rounds)
