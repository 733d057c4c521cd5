"""The one table: a row for each figure, with ours, the peers', and the limit it is held to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Limit:
    """What the figure must keep to, in words, and whether it did."""

    text: str
    kept: bool


@dataclass(frozen=True)
class Row:
    """A figure of a job. `more_is_better` says which way is good; `peers` has the same figure of each peer."""

    job: str
    figure: str
    unit: str
    ours: float
    peers: Mapping[str, float] = field(default_factory=dict)
    more_is_better: bool = False
    limit: Limit | None = None
    runs: int = 3

    def ratio(self, peer: str) -> float:
        """How many times better than a peer: above 1 is better than it."""
        theirs = self.peers[peer]
        better, worse = (self.ours, theirs) if self.more_is_better else (theirs, self.ours)
        return better / worse if worse else float("inf")

    def record(self) -> dict[str, Any]:
        """As bench/results.json has it; a ratio that has no end is none."""
        ratios = {peer: self.ratio(peer) for peer in self.peers}
        told = {peer: round(ratio, 3) if math.isfinite(ratio) else None for peer, ratio in ratios.items()}
        return asdict(self) | {"ratios": told}


def compared(
    job: str, figure: str, unit: str, figures: Mapping[str, float], *, runs: int, more_is_better: bool = False
) -> Row:
    """The row of a figure that every contestant has: "ours", and each peer by its name."""
    peers = {name: value for name, value in figures.items() if name != "ours"}
    return Row(job, figure, unit, figures["ours"], peers, more_is_better=more_is_better, runs=runs)


def at_least(ours: float, least: float, text: str) -> Limit:
    """A limit from below."""
    return Limit(text, ours >= least)


def at_most(ours: float, most: float, text: str) -> Limit:
    """A limit from above."""
    return Limit(text, ours <= most)
