"""Rows for the decision to learn from: proposals of a model in texts whose slips are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.characters.corpus import Pair
from checks.characters.codes import coded
from checks.characters.model import Model


@dataclass(frozen=True, slots=True)
class Rows:
    """`features` by proposal, `wrong` says whether a slip stands there, `line` which line it is of, `place` and `width`
    where."""

    features: NDArray[np.float32]
    wrong: NDArray[np.bool_]
    line: NDArray[np.int64]
    place: NDArray[np.int64]
    width: NDArray[np.int64]


def rows(model: Model, pairs: Iterable[Pair]) -> Rows:
    """The proposals of `model` in the sources, all lines as one text."""
    whole = [pair for pair in pairs if len(pair.source) == len(pair.target)]
    text = "\n".join(pair.source for pair in whole)
    right = "\n".join(pair.target for pair in whole)
    lines = np.repeat(np.arange(len(whole)), [len(pair.source) + 1 for pair in whole])
    slip = np.array([a != b for a, b in zip(text, right, strict=True)])
    signs = coded([text])
    parts = model.measure(signs.codes, signs.borders)
    place = np.concatenate([signs.places[part.found.place] for part in parts])
    width = np.concatenate([np.full(len(part.found.place), part.found.width) for part in parts])
    features = np.concatenate([part.rows for part in parts])
    wrong = slip[place] & slip[np.minimum(place + width - 1, len(slip) - 1)]
    return Rows(features, wrong, lines[place], place, width)
