"""How far the answers of a data endpoint (数据接口) were read: what ends a list that no pager shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class DataRows:
    """Counts the rows as they came. `repeats_page` is true until the endpoint has given a row that the page in front of
    it did not show."""

    repeats_page: bool = False
    listed: int = 0
    _first: int = 0
    _short: bool = False
    _counted: bool = False

    def take(self, rows: int, fresh: int, total: int) -> None:
        """One more answer: its rows, those of them not met before, and how many there are in all, 0 if it does not
        say."""
        self.listed += rows
        self._first = self._first or rows
        self._counted = self._counted or total > 0
        if rows:
            self._short = rows < self._first
        if fresh:
            self.repeats_page = False

    @property
    def ended_short(self) -> bool:
        """Whether an answer without rows is the end: nothing was counted, and the last page with rows was not full."""
        return self._short and not self._counted

    def has_all(self, total: int) -> bool:
        """Whether as many rows came as there are: the next page would be an empty one."""
        return 0 < total <= self.listed
