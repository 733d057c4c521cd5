"""The tables of the character model answer as plain look-ups do."""

from __future__ import annotations

import numpy as np

from checks.characters import shipped
from checks.characters.codes import BREAK, PAD, coded
from checks.characters.fitting import MAX_CHARS, TIERS, Fitting, sets
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
    left, right, line = DICE.integers(0, 50, (3, 3000)).astype(np.uint16)
    written = DICE.integers(0, 16, 3000).astype(np.uint8)
    pairs = np.unique(DICE.integers(1, 50, 600) << 12 | DICE.integers(1, 50, 600)).astype(np.uint32)
    levels = DICE.integers(1, 16, len(pairs)).astype(np.uint8)
    meant = DICE.integers(1, 50, (2, 400)).astype(np.uint16)
    places, numbers = Fitting.of(pairs, levels, sets(MAX_CHARS, *meant)).between(left, line, right, written)
    level = dict(zip(pairs.tolist(), levels.tolist(), strict=True))
    listed = set(zip(*meant.tolist(), strict=True))
    assert list(zip(places.tolist(), numbers.tolist(), strict=True)) == [
        (place, number)
        for place, (one, char, other, seen) in enumerate(np.stack((left, line, right, written), axis=1).tolist())
        for number in range(50)
        if (char, number) in listed
        and max(level.get(one << 12 | number, 0), level.get(number << 12 | other, 0))
        >= max(tier for tier in TIERS if tier <= max(seen, TIERS[0]))
    ]


def test_texts_in_codes_together_are_as_alone() -> None:
    texts = ["", "\n\n工作", "12", "34a", "b", "", "工 作\u200b\n\n", "\n", "𠮷（一)", ""]
    together = coded(texts)
    for number, text in enumerate(texts):
        alone, some = coded([text]), slice(*together.borders[number : number + 2])
        assert (together.codes[some] == alone.codes).all()
        assert (together.places[some] == alone.places).all()
        assert (alone.codes[:PAD] == BREAK).all()
    assert coded([]).borders.tolist() == [0]


def test_trees_asked_by_their_tests_say_what_walking_down_says() -> None:
    trees = shipped().trees
    assert trees is not None
    rows = DICE.integers(0, 40, (500, int(trees.feature.max()) + 1)).astype(np.float32)
    told = trees.odds(rows)
    for row, odds in zip(rows, told, strict=True):
        walked = [_walked(tree, row) for tree in range(len(trees.feature))]
        first = trees.base + sum(walked[:40])
        if first > HOPELESS:
            assert abs(odds - trees.base - sum(walked)) < 0.001
        else:
            assert first - 0.001 < odds <= HOPELESS


def _walked(tree: int, row: np.ndarray) -> float:
    trees = shipped().trees
    assert trees is not None
    node = 0
    while trees.left[tree, node] != node:
        low = row[trees.feature[tree, node]] <= trees.limit[tree, node]
        node = int((trees.left if low else trees.right)[tree, node])
    return float(trees.value[tree, node])
