"""What is measured at a proposal (特征), for the decision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from checks.characters.codes import Codes, is_han, lonely
from checks.characters.grams import ORDERS, WORD, Grams, Hashes, Levels, hashes
from checks.characters.lexicon import Lexicon
from checks.characters.proposals import Ints, Offers, Proposals, Trigrams, changed

Features = NDArray[np.float32]

WORDS = (2, 3, 4)
"""Lengths of the words of the dictionary, in characters."""
REACH = 10
"""Characters to each side whose trigrams say how new the text is to the model."""
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""The commonest family names: after one of them comes a given name, which nothing foretells."""


def measured(
    proposals: Proposals, codes: Codes, borders: Ints, trigrams: Trigrams, grams: Grams, lexicon: Lexicon
) -> Features:
    """One row a proposal. `borders` are where each text begins among the codes, and where the last one ends: what
    stands in the next text says nothing of this one."""
    found = proposals.offers
    columns: list[NDArray[np.generic]] = []
    gain = np.zeros(len(found.place), dtype=np.float32)
    for *words, old, new in _windows(found, codes, grams):
        columns += [level.max(axis=0, initial=0) for level in words]
        for level, sign in ((old, -1), (new, 1)):
            total = level.sum(axis=0, dtype=np.float32)
            columns += [level.max(axis=0, initial=0), total, level[0], level[-1]]
            gain += sign * total
    columns += [gain, _ahead(found.place, gain), proposals.kind, np.full(len(gain), found.width), proposals.rivals]
    columns += _around(found, codes, borders, trigrams.unseen)
    columns += _rarity(found, codes, lexicon)
    table = np.empty((len(columns), len(gain)), dtype=np.float32)
    for line, column in zip(table, columns, strict=True):
        line[:] = column
    return table.T


def _windows(found: Offers, codes: Codes, grams: Grams) -> list[list[Levels]]:
    """For each order the levels of the n-grams over each proposal, one line a start: as words of the dictionary (as
    written, as proposed) where there are such, and as n-grams (as written, as proposed). Looked up all at once."""
    wanted: list[list[Hashes]] = []
    few: list[NDArray[np.bool_]] = []
    for order in ORDERS:
        near = codes[found.place + np.arange(found.width - order, order)[:, None]]
        raw = hashes(near, order)
        both = [raw, changed(found, codes, order, raw)]
        wanted.append([part + WORD for part in both] + both if order in WORDS else both)
        few.append(lonely(near, order))
    flat = grams.level(np.concatenate([part.reshape(-1) for parts in wanted for part in parts]))
    ends = np.cumsum([part.size for parts in wanted for part in parts])
    levels = iter(np.split(flat, ends[:-1]))
    windows = [[next(levels).reshape(part.shape) for part in parts] for parts in wanted]
    for order, alone, (*_, old, new) in zip(ORDERS, few, windows, strict=True):
        if order > 2:
            old[alone] = new[alone] = 0
    return windows


def _ahead(place: NDArray[np.int64], gain: Features) -> Features:
    """By how much a proposal is better than the other one of its place (at most two, side by side)."""
    best = np.zeros(len(gain), dtype=np.float32)
    same = place[1:] == place[:-1]
    best[:-1][same] = gain[1:][same]
    best[1:][same] = gain[:-1][same]
    return gain - best


def _around(found: Offers, codes: Codes, borders: Ints, unseen: NDArray[np.int32]) -> list[NDArray[np.generic]]:
    """How new the text is on both sides, whether a break is near, and a family name before."""
    number = np.searchsorted(borders, found.place, side="right")
    bottom, top = borders[number - 1], borders[number] - 2
    end = found.place + found.width
    before = unseen[np.maximum(found.place - 2, bottom)] - unseen[np.maximum(found.place - 2 - REACH, bottom)]
    after = unseen[np.minimum(end + REACH, top)] - unseen[np.minimum(end, top)]
    han = is_han(codes)
    names = np.isin(codes[np.stack((found.place - 1, found.place - 2, found.place))], _NAMES)
    return [before, after, han[found.place - 1], han[end], names[0], names[1], names[2]]


def _rarity(found: Offers, codes: Codes, lexicon: Lexicon) -> list[NDArray[np.generic]]:
    """The ranks of the characters written and proposed, by doublings."""
    rank = lexicon.rarity
    end = found.place + found.width - 1
    return [rank[codes[found.place]], rank[codes[end]], rank[found.first], rank[found.second]]


_NAMES = np.array([ord(char) for char in SURNAMES], dtype=np.uint64)
