"""The decision (判定): boosted trees as plain figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FIRST_TREES = 40
"""Enough to see that most proposals are none."""
HOPELESS = -0.5
"""Log-odds after the first trees from which no proposal met in the training pairs became a finding."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees × nodes; a leaf is its own `left` and `right`. `base` is the log-odds before any tree."""

    feature: NDArray[np.int16]
    limit: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    base: float
    depth: int

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The log-odds that a proposal is a slip, one a row. Rows that the first trees find hopeless meet no others."""
        odds = self._sum(rows, 0, FIRST_TREES) + self.base
        hopeful = np.flatnonzero(odds > HOPELESS)
        odds[hopeful] += self._sum(rows[hopeful], FIRST_TREES, len(self.feature))
        return odds

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
