"""The quick evaluation of wrong characters: own sentences in official style, compared with a stored baseline.

Usage: python -m bench.characters.quick. Fails where recall falls below the baseline or a clean sentence is alarmed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bench.characters.corpus import Pair
from bench.characters.evaluate import Score, score, total
from checks.characters import shipped

_HERE = Path(__file__).parent
_SLIP = re.compile("【(.+?)→(.+?)】")
MIN_RECALL = 0.60
"""Baseline; raised when the model gets better, never lowered without a word in the changelog."""
MAX_FALSE = 0
"""Characters flagged that are right, in the clean sentences and beside the slips."""


def sentences() -> list[Pair]:
    """Sentences with one slip each, then clean ones: official, and news as a county writes it."""
    slips = (_HERE / "slips.txt").read_text(encoding="utf-8").splitlines()
    pairs = [Pair(_SLIP.sub(r"\1", line), _SLIP.sub(r"\2", line)) for line in slips]
    clean = [line for name in ("clean.txt", "news.txt") for line in (_HERE / name).read_text("utf-8").splitlines()]
    return pairs + [Pair(line, line) for line in clean]


def measured() -> Score:
    """Of the shipped model on these sentences."""
    return total([score(shipped(), pair) for pair in sentences()])


def main() -> int:
    """Prints the figures; 1 where they fell."""
    found = measured()
    print(f"wrong characters, {len(sentences())} own sentences: {found}")
    return 0 if found.recall >= MIN_RECALL and found.false <= MAX_FALSE else 1


if __name__ == "__main__":
    sys.exit(main())
