"""Measures the model of characters: detection on held-out lines, false alarms on regulations, speed and memory.

Usage: python -m bench.characters.evaluate FOLDER [--figures FILE] [--regulations FILE [--list]]. FOLDER as for `train`.
For regulations, give figures trained `--without` the file."""

from __future__ import annotations

import argparse
import lzma
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from bench.characters.corpus import HELD_OUT, Pair, read_pairs
from checks.characters.figures import FIGURES, load
from checks.characters.model import Model, Slip

SAMPLES = 1000
"""Of the bootstrap."""


@dataclass(frozen=True, slots=True)
class Score:
    """Characters: `right` flagged and wrong, `false` flagged and right, `slips` all that are wrong; `mended` are those
    of `right` for which the right character was proposed."""

    right: int
    false: int
    slips: int
    mended: int

    @property
    def precision(self) -> float:
        """Share of what was flagged that is wrong; 1 where nothing was."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what is wrong that was flagged."""
        return self.right / self.slips if self.slips else 1.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.2%} recall {self.recall:.2%} "
            f"({self.right} right, {self.false} false, {self.slips} slips, {self.mended} mended rightly)"
        )


class Corrector(Protocol):
    """Whatever finds slips in a text."""

    def find(self, text: str) -> list[Slip]:
        """By position."""


def score(model: Corrector, pair: Pair) -> Score:
    """Of one line; a target of another length gives no characters to compare, and counts nothing."""
    if len(pair.source) != len(pair.target):
        return Score(0, 0, 0, 0)
    wrong = {place for place, (a, b) in enumerate(zip(pair.source, pair.target, strict=True)) if a != b}
    flagged: dict[int, str] = {}
    for slip in model.find(pair.source):
        flagged |= dict(zip(range(slip.start, slip.end), slip.right, strict=True))
    right = wrong & set(flagged)
    mended = sum(flagged[place] == pair.target[place] for place in right)
    return Score(len(right), len(flagged) - len(right), len(wrong), mended)


def total(scores: Sequence[Score]) -> Score:
    """All lines together."""
    return Score(*(sum(getattr(one, name) for one in scores) for name in ("right", "false", "slips", "mended")))


def spread(scores: Sequence[Score]) -> str:
    """The middle 95 % of precision and recall over lines drawn again."""
    rng = Random(5)
    drawn = [total(rng.choices(scores, k=len(scores))) for _ in range(SAMPLES)]
    low, high = round(SAMPLES * 0.025), round(SAMPLES * 0.975) - 1
    shares = (sorted(one.precision for one in drawn), sorted(one.recall for one in drawn))
    return "precision {:.1%}–{:.1%}, recall {:.1%}–{:.1%}".format(*(s[i] for s in shares for i in (low, high)))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--figures", type=Path, default=FIGURES)
    parser.add_argument("--regulations", default="", help="a file of statutes that the figures do not know")
    parser.add_argument("--list", action="store_true", help="every alarm with its context")
    args = parser.parse_args()
    model = load(args.figures)
    model.find("为了规范运行，制订本办法。" * 20)
    if args.regulations:
        _regulations(model, args.folder / args.regulations, args.list)
        return
    scores = [score(model, pair) for pair in read_pairs(args.folder / "odw.train")[-HELD_OUT:]]
    print(f"odw.train, last {HELD_OUT} lines: {total(scores)}; 95 %: {spread(scores)}")
    _speed(model, args.folder)


def _regulations(model: Model, path: Path, each: bool) -> None:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        text = file.read()
    slips = model.find(text)
    print(f"{path.name}: {len(slips)} alarms in {len(text):,} characters, {1e4 * len(slips) / len(text):.3f} in 10,000")
    for slip in slips if each else ():
        before, after = text[slip.start - 12 : slip.start], text[slip.end : slip.end + 12]
        shown = f"{before}【{text[slip.start : slip.end]}→{slip.right}】{after}".replace("\n", "⏎")
        print(f"  {slip.odds:.1f} {shown}")


def _speed(model: Model, folder: Path) -> None:
    lines = [pair.source for pair in read_pairs(folder / "odw.train")]
    text = "\n".join(lines)
    for name, given in (
        ("whole", [text]),
        ("pages of 2,000", [text[at : at + 2000] for at in range(0, 160_000, 2000)]),
    ):
        began = time.process_time()
        for part in given:
            model.find(part)
        spent = time.process_time() - began
        size = sum(map(len, given))
        print(f"{name}: {size / spent:,.0f} characters a second, {1000 * spent / len(given):.2f} ms each")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
