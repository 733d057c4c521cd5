"""Spans of a text that are known to be right (放行范围)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate


class Cover:
    """Spans, asked whether one of them holds another span whole."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether `start:end` lies in one of the spans."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._reach[index] >= end

    def crosses(self, place: int) -> bool:
        """Whether one of the spans begins before `place` and ends behind it."""
        index = bisect_left(self._starts, place) - 1
        return index >= 0 and self._reach[index] > place
