"""Groups of rows, and which of them are blocks of one list (列表分块): cut into fives, pinned above, hidden pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from county.page import Entry
from crawler.reading.areas import names_of

DATED_SHARE = 0.5
"""Rows with a date that make a list a dated one."""
_PINNED = re.compile(r"(?:^|[\s_-])(?:top|zd|ding|zhiding|stick\w*|pin\w*)(?:$|[\s_-])", re.I)
_TEXTS = 3000
"""Pieces of text among which 置顶 is looked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Siblings that may be the rows of the list, with what was read of them."""

    container: etree._Element
    rows: tuple[etree._Element, ...]
    entries: tuple[Entry, ...]
    score: float
    away: bool = False
    rivals: int = 0
    """Other lists of dated rows on the page, outside menus and side boxes."""

    @property
    def dated(self) -> bool:
        """Whether most rows carry a date."""
        return sum(1 for entry in self.entries if entry.date) >= DATED_SHARE * len(self.entries)


def merged(best: Group, groups: Sequence[Group]) -> Group:
    """A list cut into blocks of five rows is one list: blocks of the same shape beside each other."""
    alike = [group for group in groups if group is best or _is_beside(group, best)]
    if len(alike) == 1:
        return best
    rows = tuple(row for group in alike for row in group.rows)
    entries = tuple(entry for group in alike for entry in group.entries)
    return Group(best.container, rows, entries, sum(group.score for group in alike))


def _is_beside(group: Group, best: Group) -> bool:
    if group.rows[0].tag != best.rows[0].tag or group.dated != best.dated:
        return False
    if group.dated and _is_pinned_above(group.container, best.container):
        return True
    if group.away != best.away or _is_hidden_tab(group, best):
        return False
    if _shape(group.container) != _shape(best.container):
        return False
    mine, other = group.container.getparent(), best.container.getparent()
    if mine is None or other is None:
        return False
    if mine is other:
        return group.container.tag in ("ul", "ol", "table", "tbody", "dl")
    return (
        mine.getparent() is other.getparent()
        and _only_part(mine)
        and _only_part(other)
        and _shape(mine) == _shape(other)
    )


def _is_hidden_tab(group: Group, best: Group) -> bool:
    """Whether only one of two lists is hidden, and does not go on where the other ends: pages of one list that a script
    turns do, tabs do not."""
    hidden = [_is_hidden(each.container) for each in (group, best)]
    if hidden[0] == hidden[1]:
        return False
    below, above = (group, best) if hidden[0] else (best, group)
    later = [entry.date for entry in below.entries if entry.date]
    earlier = [entry.date for entry in above.entries if entry.date]
    return bool(later and earlier) and max(later) > min(earlier)


def _is_hidden(container: etree._Element) -> bool:
    around = (container, *islice(container.iterancestors(), 1))
    return any("display:none" in (element.get("style") or "").replace(" ", "").lower() for element in around)


def _is_pinned_above(one: etree._Element, other: etree._Element) -> bool:
    """Whether one of two lists right beside each other says that its rows are pinned: tabs stand so, too."""
    if one.tag != other.tag or one.tag not in ("ul", "ol", "dl"):
        return False
    first = one if one.getnext() is other else other if other.getnext() is one else None
    if first is None:
        return False
    return _PINNED.search(names_of(first)) is not None or "置顶" in "".join(islice(first.itertext(), _TEXTS))


def _only_part(element: etree._Element) -> bool:
    """Whether one part alone holds the links; separators may stand beside it."""
    return sum(1 for part in element.iterchildren("*") if part.find(".//a") is not None) == 1


def _shape(element: etree._Element) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""
