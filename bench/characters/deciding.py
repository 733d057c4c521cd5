"""Boosted trees learned by scikit-learn, as the plain figures that the product reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bench.characters.rows import Rows
from checks.characters.trees import Trees

ROUNDS = 200
LEAVES = 15
DEPTH = 6
"""Small trees: a few thousand slips teach no more."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Rows and how much each of them weighs."""

    rows: Rows
    weight: float


def learned(lessons: Iterable[Lesson]) -> Trees:
    """Trees that tell slips from right text. Deterministic."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    given = list(lessons)
    learner = HistGradientBoostingClassifier(
        max_iter=ROUNDS, max_leaf_nodes=LEAVES, max_depth=DEPTH, learning_rate=0.06, l2_regularization=5.0,
        min_samples_leaf=20, random_state=0, early_stopping=False,
    )  # fmt: skip
    learner.fit(
        np.concatenate([lesson.rows.features for lesson in given]),
        np.concatenate([lesson.rows.wrong for lesson in given]),
        sample_weight=np.concatenate([np.full(len(lesson.rows.wrong), lesson.weight) for lesson in given]),
    )
    nodes = [stage[0].nodes for stage in learner._predictors]
    size = max(map(len, nodes))
    shape = (len(nodes), size)
    feature, left, right = (np.zeros(shape, dtype=np.int16) for _ in range(3))
    limit, value = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for tree, stage in enumerate(nodes):
        ends = stage["is_leaf"].astype(bool)
        own = np.arange(len(stage))
        feature[tree, own] = np.where(ends, 0, stage["feature_idx"])
        limit[tree, own] = np.where(ends, 0, stage["num_threshold"])
        left[tree, own] = np.where(ends, own, stage["left"])
        right[tree, own] = np.where(ends, own, stage["right"])
        value[tree, own] = np.where(ends, stage["value"], 0)
    return Trees(feature, limit, left, right, value, float(np.ravel(learner._baseline_prediction)[0]), DEPTH)
