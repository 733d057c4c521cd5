"""The decision (判定): boosted trees as plain figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
        """The log-odds that a proposal is a slip, one a row."""
        tree = np.arange(len(self.feature))[None, :]
        line = np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), len(self.feature)), dtype=np.int16)
        for _ in range(self.depth):
            low = rows[line, self.feature[tree, node]] <= self.limit[tree, node]
            node = np.where(low, self.left[tree, node], self.right[tree, node])
        return self.value[tree, node].sum(axis=1, dtype=np.float64) + self.base
