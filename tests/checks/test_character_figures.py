"""The tables of the character model answer as plain look-ups do."""

from __future__ import annotations

import numpy as np

from checks.characters import shipped
from checks.characters.fitting import MAX_CHARS, Fitting, sets
from checks.characters.grams import Grams, keys
from checks.characters.trees import HOPELESS

DICE = np.random.default_rng(7)


def test_every_key_of_a_crowded_home_is_found_and_no_other() -> None:
    raw = DICE.integers(0, 1 << 63, 1_200_000, dtype=np.uint64)
    every, first = np.unique(keys(raw), return_index=True)
    seen = np.arange(len(every)) % 5 != 0
    levels = DICE.integers(1, 16, len(every)).astype(np.uint8) * seen
    grams = Grams.of(every[seen], levels[seen])
    assert len(grams.rest) > 1000
    assert (grams.level(raw[first]) == levels).all()
    assert (grams.level(raw[first][:12].reshape(3, 4)) == levels[:12].reshape(3, 4)).all()


def test_who_fits_between_two_characters() -> None:
    left, right = DICE.integers(0, 50, (2, 3000)).astype(np.uint16)
    after, before, meant = (set(zip(*DICE.integers(1, 50, (2, 400)).tolist(), strict=True)) for _ in range(3))
    line = DICE.integers(0, 50, 3000).astype(np.uint16)
    fitting = Fitting(
        *(sets(MAX_CHARS, *np.array(sorted(pairs), dtype=np.uint16).T) for pairs in (after, before, meant))
    )
    places, numbers = fitting.between(left, line, right)
    assert list(zip(places.tolist(), numbers.tolist(), strict=True)) == [
        (place, number)
        for place, (one, written, other) in enumerate(zip(left.tolist(), line.tolist(), right.tolist(), strict=True))
        for number in range(50)
        if (written, number) in meant and ((one, number) in after or (other, number) in before)
    ]


def test_trees_asked_by_their_tests_say_what_walking_down_says() -> None:
    trees = shipped().trees
    assert trees is not None
    rows = DICE.integers(0, 40, (500, int(trees.feature.max()) + 1)).astype(np.float32)
    told = trees.odds(rows)
    for row, odds in zip(rows, told, strict=True):
        walked = [_walked(tree, row) for tree in range(len(trees.feature))]
        first = trees.base + sum(walked[:40])
        assert abs(odds - (trees.base + sum(walked) if first > HOPELESS else first)) < 0.001


def _walked(tree: int, row: np.ndarray) -> float:
    trees = shipped().trees
    assert trees is not None
    node = 0
    while trees.left[tree, node] != node:
        low = row[trees.feature[tree, node]] <= trees.limit[tree, node]
        node = int((trees.left if low else trees.right)[tree, node])
    return float(trees.value[tree, node])
