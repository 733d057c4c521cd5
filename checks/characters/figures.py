"""The shipped figures of the model (模型数据): counts by hash, lexicon and trees in one file, no text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.characters.fitting import MAX_CHARS
from checks.characters.grams import BLOCK, HOME_BITS, KEY_BITS, Grams, Levels
from checks.characters.lexicon import Lexicon
from checks.characters.model import Model
from checks.characters.trees import Trees

FIGURES = Path(__file__).with_name("figures.npz")
_LOW_BITS = KEY_BITS - HOME_BITS
_TREES = ("feature", "limit", "left", "right", "value")


@cache
def shipped() -> Model:
    """The model as shipped, read once for a process: half a second, 80 MB."""
    return load(FIGURES)


def load(path: Path) -> Model:
    """The model in a file that `save` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        keys = _keys(stored["high"], stored["low"])
        grams = Grams.of(keys, _unpacked(stored["levels"], len(keys)))
        pairs = np.flatnonzero(np.unpackbits(stored["pairs"]).view(bool)).astype(np.uint32)
        lexicon = Lexicon(str(stored["chars"]), pairs, _unpacked(stored["pair_levels"], len(pairs)))
        feature, limit, left, right, value = (stored[name] for name in _TREES)
        trees = Trees(feature, limit, left, right, value, float(stored["base"]), int(stored["depth"]))
        return Model(grams, lexicon, trees, float(stored["threshold"]))


def _keys(high: NDArray[np.uint8], low: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """From gaps between ones and low bytes, see `save`."""
    keys, done = np.empty(len(low), dtype=np.uint32), 0
    for begin in range(0, len(high), BLOCK // 8):
        ones = np.flatnonzero(np.unpackbits(high[begin : begin + BLOCK // 8]).view(bool))
        end = done + len(ones)
        homes = ones + begin * 8 - np.arange(done, end)
        keys[done:end] = (homes << _LOW_BITS) | low[done:end]
        done = end
    return keys


def save(
    path: Path, keys: NDArray[np.uint32], levels: Levels, lexicon: Lexicon, trees: Trees, threshold: float
) -> None:
    """Rising `keys` as Elias and Fano would: their low bytes as they are, the rest as gaps between ones."""
    highs = (keys >> np.uint32(_LOW_BITS)).astype(np.int64) + np.arange(len(keys))
    high = np.zeros(len(keys) + (1 << HOME_BITS), dtype=np.uint8)
    high[highs] = 1
    pairs = np.zeros(MAX_CHARS * MAX_CHARS, dtype=np.uint8)
    pairs[lexicon.pairs] = 1
    np.savez_compressed(
        path,
        bits=len(high),
        high=np.packbits(high),
        low=(keys & np.uint32((1 << _LOW_BITS) - 1)).astype(np.uint8),
        levels=_packed(levels),
        chars=np.array(lexicon.chars),
        pairs=np.packbits(pairs),
        pair_levels=_packed(lexicon.levels),
        base=trees.base,
        depth=trees.depth,
        threshold=threshold,
        **{name: getattr(trees, name) for name in _TREES},
    )


def _packed(levels: Levels) -> Levels:
    even = np.append(levels, np.uint8(0)) if len(levels) % 2 else levels
    return (even[::2] << np.uint8(4)) | even[1::2]


def _unpacked(packed: Levels, count: int) -> Levels:
    return np.stack((packed >> np.uint8(4), packed & np.uint8(15)), axis=1).reshape(-1)[:count]
