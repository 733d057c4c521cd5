"""Copies of the same news within one unit (重复信息): each later copy with the one it repeats."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from checks.inputs import UnitFinding, UnitNews
from county.finding import Finding
from county.history import ColumnHistory, Item
from county.same_news import one_for_each_page, title_key

REDATED_DAYS = 30
"""Longest time in days between two copies that one posting by mistake explains; later it is an old text made new."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Copy:
    """`later` repeats `earlier`, `days` after it; `column` is where the later copy is listed."""

    later: Item
    earlier: Item
    days: int
    column: str

    def found(self, finding: Finding) -> UnitFinding:
        """The finding on the page of the later copy."""
        return UnitFinding(finding, self.column, self.later.page, self.later.url)


def copies(news: UnitNews) -> Iterator[Copy]:
    """Every copy but the first of each text, held against the nearest one before it, in the order of dates."""
    by_text: dict[str, list[tuple[dt.date, Item]]] = {}
    for item in one_for_each_page(item for history in news.histories for item in history.items):
        if item.fingerprint and item.date:
            by_text.setdefault(item.fingerprint, []).append((item.date, item))
    for same in by_text.values():
        same.sort(key=lambda dated: (dated[0], dated[1].url))
        for (before, earlier), (after, later) in pairwise(same):
            if not _is_next_issue(earlier, later):
                yield Copy(later, earlier, (after - before).days, _column_of(later, news.histories))


def _is_next_issue(earlier: Item, later: Item) -> bool:
    """Whether the titles differ in their numbers only: the fingerprint leaves numbers out, so the reports of two weeks
    in one form of words have an equal one."""
    one, other = title_key(earlier.title), title_key(later.title)
    return one != other and _DIGITS.sub("", one) == _DIGITS.sub("", other)


def _column_of(item: Item, histories: tuple[ColumnHistory, ...]) -> str:
    return next(
        history.column.name for history in histories if any(listed.page == item.page for listed in history.items)
    )
