"""Trains the model of characters (错别字模型) and writes its figures.

Usage: python -m bench.characters.train FOLDER [--without FILE] [--out FILE]. FOLDER holds the statutes (*.txt.xz) and
the training pairs (odw.train, law.train); its text is not shipped, only counts of hashes are. Needs scikit-learn, which
the product does not. Deterministic: two runs write the same bytes. Two minutes, 3 GB."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.characters.corpus import (
    HELD_OUT,
    Counted,
    Pair,
    added,
    count,
    grams,
    lexicon,
    pruned,
    read_pairs,
    statutes,
)
from bench.characters.deciding import Lesson, learned
from bench.characters.planting import Planter
from bench.characters.rows import rows
from checks.characters.figures import FIGURES, save
from checks.characters.model import Model

FOLDS = 3
"""Each third of the pairs is judged by counts of the others: a line must not vouch for itself."""
OFFICIAL_WEIGHT = 2
"""What official documents count beside statutes: no n-gram of theirs is pruned."""
THRESHOLD = 0.93
"""Probability from which a proposal is a finding; chosen on the pairs and regulations held out by turns."""
PLANTED = 6000
"""Lines of a file that get slips planted."""
NATIONAL = "国家法律法规.txt.xz"

ODW, LAW, CLEAN, CLEAN_NEW, PLANTED_WEIGHT = 3.0, 2.0, 3.0, 1.0, 0.2
"""Weights of the lessons: what people wrote teaches more than what was planted; clean text holds false alarms down."""


def main() -> None:
    """Reads, counts, learns, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", default="", help="a file of statutes to leave out wholly")
    parser.add_argument("--out", type=Path, default=FIGURES)
    args = parser.parse_args()
    texts = {name: text for name, text in statutes(args.folder).items() if name != args.without}
    counts = {name: count(text) for name, text in texts.items()}
    odw = read_pairs(args.folder / "odw.train")[:-HELD_OUT]
    law = read_pairs(args.folder / "law.train")
    total = _with_pairs(list(counts.values()), odw, law)
    lessons = [*_from_pairs(total, odw, law), *_from_statutes(texts, counts, odw, law)]
    save(args.out, *pruned(total), lexicon(total), learned(lessons), math.log(THRESHOLD / (1 - THRESHOLD)))
    print(f"{args.out}: {args.out.stat().st_size:,} bytes, {sum(len(text) for text in texts.values()):,} characters")


def _targets(pairs: list[Pair]) -> Counted:
    return count("\n".join(pair.target for pair in pairs))


def _with_pairs(statutes_: list[Counted], odw: list[Pair], law: list[Pair]) -> Counted:
    return added(*((part, 1) for part in statutes_), (_targets(odw), OFFICIAL_WEIGHT), (_targets(law), 1))


def _model(counted: Counted) -> Model:
    return Model(grams(counted), lexicon(counted))


def _from_pairs(total: Counted, odw: list[Pair], law: list[Pair]) -> Iterator[Lesson]:
    for fold in range(FOLDS):
        ours, theirs = odw[fold::FOLDS], law[fold::FOLDS]
        model = _model(added((total, 1), (_targets(ours), -OFFICIAL_WEIGHT), (_targets(theirs), -1)))
        yield Lesson(rows(model, ours), ODW)
        yield Lesson(rows(model, theirs), LAW)


def _from_statutes(
    texts: dict[str, str], counts: dict[str, Counted], odw: list[Pair], law: list[Pair]
) -> Iterator[Lesson]:
    """Clean and planted lessons in files that the model does not know: two judged by all the others, one by the
    national statutes alone, which makes it newer text."""
    regional = sorted((name for name in texts if name != NATIONAL), key=lambda name: len(texts[name]))
    new, *known = regional[:3]
    rng = Random(7)
    model = _model(_with_pairs([part for name, part in counts.items() if name not in known], odw, law))
    planter = Planter(model.lexicon, rng)
    for name in known:
        yield from _of_file(model, planter, texts[name], rng, CLEAN)
    model = _model(added((counts[NATIONAL], 1), (_targets(law), 1)))
    yield from _of_file(model, planter, texts[new], rng, CLEAN_NEW)


def _of_file(model: Model, planter: Planter, text: str, rng: Random, weight: float) -> Iterator[Lesson]:
    lines = text.split("\n")
    yield Lesson(rows(model, [Pair(line, line) for line in lines]), weight)
    chosen = rng.sample(lines, min(PLANTED, len(lines)))
    yield Lesson(rows(model, [Pair(planter.plant(line), line) for line in chosen]), PLANTED_WEIGHT)


if __name__ == "__main__":
    main()
