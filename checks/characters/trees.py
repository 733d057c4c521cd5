"""The decision (判定): boosted trees as plain figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FIRST_TREES = 40
"""Enough to see that most proposals are none."""
_AHEAD = 20
"""Of the first trees: after them nine tenths of the hopeless ones are so whatever the others say."""
HOPELESS = -0.5
"""Log-odds after the first trees from which no proposal met in the training pairs became a finding."""
_SLACK = 0.001
"""More than what the first trees, summed up in single precision, may be wrong by."""


@dataclass(frozen=True, slots=True)
class _Test:
    """A row whose `feature` is above `limit` reaches none of the leaves `barred`: one bit a leaf, from the left."""

    feature: int
    limit: float
    barred: np.uint16


_BARRED = np.arange(1 << 16, dtype=np.uint16)
_LEFTMOST = np.bitwise_count(_BARRED & ~(_BARRED + np.uint16(1)))
"""By the leaves barred: the leftmost that is not."""
_Tree = tuple[list[_Test], NDArray[np.float32]]
"""Its tests and its leaves."""


@dataclass(frozen=True)
class Trees:
    """Trees × nodes; a leaf is its own `left` and `right`, a tree has at most 16 of them. `base` is the log-odds before
    any tree."""

    feature: NDArray[np.int16]
    limit: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    base: float
    depth: int

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The log-odds that a proposal is a slip, one a row; of rows that the first trees find hopeless, what these
        say or, after half of them, may say at most."""
        odds = self._first(np.ascontiguousarray(rows.T))
        hopeful = np.flatnonzero(odds > HOPELESS - _SLACK)
        odds[hopeful] = self._sum(rows[hopeful], 0, FIRST_TREES) + self.base
        hopeful = hopeful[odds[hopeful] > HOPELESS]
        odds[hopeful] += self._sum(rows[hopeful], FIRST_TREES, len(self.feature))
        return odds

    def _first(self, columns: NDArray[np.float32]) -> NDArray[np.float64]:
        """What the first trees say, one a column, roughly."""
        ahead, others = self._by_tests[:_AHEAD], self._by_tests[_AHEAD:]
        most = sum(float(leaves.max()) for _, leaves in others)
        odds = self.base + most + _said(ahead, columns)
        open_ = np.flatnonzero(odds > HOPELESS - _SLACK)
        odds[open_] += _said(others, columns[:, open_]) - most
        return odds

    @cached_property
    def _by_tests(self) -> list[_Tree]:
        """The first trees."""
        trees = []
        for tree in range(min(FIRST_TREES, len(self.feature))):
            leaves: list[np.float32] = []
            tests = list(self._tests(tree, 0, leaves))
            trees.append((tests, np.array(leaves, dtype=np.float32)))
        return trees

    def _tests(self, tree: int, node: int, leaves: list[np.float32]) -> Iterator[_Test]:
        """The tests below a node, whose leaves are added to `leaves`."""
        if self.left[tree, node] == node:
            leaves.append(self.value[tree, node])
            return
        before = len(leaves)
        yield from self._tests(tree, self.left[tree, node], leaves)
        barred = np.uint16((1 << len(leaves)) - (1 << before))
        yield _Test(int(self.feature[tree, node]), float(self.limit[tree, node]), barred)
        yield from self._tests(tree, self.right[tree, node], leaves)

    def _sum(self, rows: NDArray[np.float32], first: int, last: int) -> NDArray[np.float64]:
        size = self.feature.shape[1]
        feature, limit, left, right, value = (
            part[first:last].ravel() for part in (self.feature, self.limit, self.left, self.right, self.value)
        )
        root = np.arange(len(feature) // size, dtype=np.int32)[None, :] * size
        line = np.arange(len(rows), dtype=np.int32)[:, None] * rows.shape[1]
        flat = rows.ravel()
        node = np.broadcast_to(root, (len(rows), root.shape[1]))
        for _ in range(self.depth):
            low = flat.take(line + feature.take(node)) <= limit.take(node)
            node = root + np.where(low, left.take(node), right.take(node))
        sums: NDArray[np.float64] = value.take(node).sum(axis=1, dtype=np.float64)
        return sums


def _said(trees: list[_Tree], columns: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sum of what some trees say, one a column, roughly. All tests of a tree are made of all columns at once and
    none depends on another; the leaf is the leftmost that none of them bars (QuickScorer, Lucchese et al., SIGIR 2015):
    a tenth of the time that it takes to walk down the tree with each. Trees share most of their tests."""
    count = columns.shape[1]
    said = np.zeros(count)
    above: dict[tuple[int, float], NDArray[np.uint16]] = {}
    for tests, leaves in trees:
        barred = np.zeros(count, dtype=np.uint16)
        for test in tests:
            asked = test.feature, test.limit
            if asked not in above:
                above[asked] = (columns[test.feature] > np.float32(test.limit)) * np.uint16(0xFFFF)
            barred |= above[asked] & test.barred
        said += leaves.take(_LEFTMOST.take(barred))
    return said
