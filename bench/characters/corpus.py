"""The texts that the model of characters is counted from, and their counts."""

from __future__ import annotations

import importlib.util
import lzma
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import BREAK, PAD, coded
from checks.characters.fitting import MAX_CHARS
from checks.characters.grams import ORDERS, WORD, Grams, hashes, keys, levels
from checks.characters.lexicon import Lexicon

HELD_OUT = 500
"""The last lines of odw.train: never counted, never tuned on."""
LONG_LINE = 30
"""Characters from which a line that was already seen is a copy, and not counted again."""
MIN_FREQUENCY = 5
"""Words of the dictionary that are met less often are left out."""
MIN_COUNT = {2: 1, 3: 1, 4: 2, 5: 3}
"""What is seen less often is not shipped. With these the figures stay under 8 MB."""

PAIRS = 0
"""The order under which pairs stand by their two codes, not by a hash."""

Counted = dict[int, tuple[NDArray[np.uint32], NDArray[np.int64]]]
"""By order: the rising keys of the n-grams, and how often each was seen."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of a training set: what was written, what is right; of the same length."""

    source: str
    target: str


def read_pairs(path: Path) -> list[Pair]:
    """`flag TAB source TAB corrected` a line."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Pair(row[1], row[2]) for row in rows if len(row) == 3]


def statutes(folder: Path) -> dict[str, str]:
    """The statutes by file, a copy of a long line left out."""
    seen: set[str] = set()
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            lines = [line for line in file.read().split("\n") if line not in seen]
        seen.update(line for line in lines if len(line) >= LONG_LINE)
        texts[path.name] = "\n".join(lines)
    return texts


def count(text: str) -> Counted:
    """All n-grams of `text`; those across a break of lines are none."""
    codes = coded([text]).codes
    counted: Counted = {}
    for order in ORDERS:
        raw = hashes(codes, order)
        whole = np.ones(len(raw), dtype=bool)
        for offset in range(1, order - 1):
            whole &= codes[offset : offset + len(raw)] != BREAK
        found, counts = np.unique(keys(raw[whole]), return_counts=True)
        counted[order] = (found, counts)
    pairs = (codes[:-1] << np.uint64(16) | codes[1:]).astype(np.uint32)
    counted[PAIRS] = np.unique(pairs, return_counts=True)
    return counted


def added(*parts: tuple[Counted, int]) -> Counted:
    """The sum of counts, each with its weight (which may be below 0, to take a part out)."""
    total: Counted = {}
    for order in (PAIRS, *ORDERS):
        found = np.concatenate([part[order][0] for part, _ in parts])
        counts = np.concatenate([part[order][1] * weight for part, weight in parts])
        ranked = np.argsort(found, kind="stable")
        found, counts = found[ranked], counts[ranked]
        first = np.flatnonzero(np.concatenate(([True], found[1:] != found[:-1])))
        total[order] = (found[first], np.add.reduceat(counts, first))
    return total


@cache
def words() -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Keys and frequencies of the words of jieba's dictionary (MIT): the language of news, which statutes lack."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install jieba")
    rows = (
        line.split(" ") for line in Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    )
    often = [(row[0], int(row[1])) for row in rows if 2 <= len(row[0]) <= 4 and int(row[1]) >= MIN_FREQUENCY]
    found = [keys(hashes(coded([word]).codes[PAD:-PAD], len(word)) + WORD) for word, _ in often if _plain(word)]
    return np.concatenate(found), np.array([count for word, count in often if _plain(word)])


def _plain(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)


def pruned(counted: Counted) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The rising keys of all orders together that are seen often enough, and their levels."""
    hits = [(*counted[order], counted[order][1] >= MIN_COUNT[order]) for order in ORDERS]
    parts = [(found[hit], counts[hit]) for found, counts, hit in hits] + [words()]
    found = np.concatenate([part[0] for part in parts])
    level = levels(np.concatenate([part[1] for part in parts]))
    ranked = np.argsort(found, kind="stable")
    found, level = found[ranked], level[ranked]
    once = np.concatenate(([True], found[1:] != found[:-1]))
    return found[once], level[once]


def lexicon(counted: Counted) -> Lexicon:
    """The usual characters and their pairs."""
    found, counts = counted[PAIRS]
    seen = counts > 0
    found, counts = found[seen], counts[seen]
    often = np.bincount(found >> 16, weights=counts, minlength=1 << 16)
    usual = np.argsort(-often, kind="stable")[: MAX_CHARS - 1]
    chars = "".join(chr(code) for code in usual if often[code] > 0)
    empty = Lexicon(chars, found[:0], levels(counts[:0]))
    left, right = empty.numbers[found >> 16], empty.numbers[found & 0xFFFF]
    known = (left > 0) & (right > 0)
    keys_ = left[known].astype(np.uint32) << np.uint32(12) | right[known]
    ranked = np.argsort(keys_)
    return Lexicon(chars, keys_[ranked], levels(counts[known])[ranked])


def grams(counted: Counted) -> Grams:
    """The table of counts."""
    return Grams.of(*pruned(counted))
