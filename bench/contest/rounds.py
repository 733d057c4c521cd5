"""Rounds in which every contestant runs once, each round in another order: what slows the machine slows all of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

Result = TypeVar("Result")
ROUNDS = 3


def interleaved(contestants: Mapping[str, Callable[[], Result]], rounds: int = ROUNDS) -> dict[str, list[Result]]:
    """The results of each contestant, one a round."""
    results: dict[str, list[Result]] = {name: [] for name in contestants}
    names = list(contestants)
    for turn in range(rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            results[name].append(contestants[name]())
    return results


def medians(results: Mapping[str, Iterable[Result]], figure: Callable[[Result], float]) -> dict[str, float]:
    """The median of one figure of each contestant's results."""
    return {name: statistics.median(figure(result) for result in runs) for name, runs in results.items()}
