"""The place that bears the column's name (栏目标题处): where it is empty and a script nobody knows may fill it, dated
rows that stand elsewhere are a side box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from crawler.reading.blanks import squeezed
from crawler.reading.emptiness import unknown_scripts
from crawler.reading.page import Page
from crawler.reading.waiting import EMPTY

_MARKS = re.compile(r"[\s_|｜—–>-]+")
_SHORTEST, _LONGEST = 2, 12
"""Characters of a column's name."""
_PLACES = frozenset({"div", "ul", "ol", "tbody", "table", "section", "dl"})
_SHOWINGS = 4
_LITTLE = 20
"""Characters beside the name in a place that waits: 更多, a count."""


def empty_named_place(page: Page, rows: etree._Element) -> str:
    """The column's name where its place is empty and `rows` stand outside it, "" where nothing speaks for that."""
    if next(unknown_scripts(page), None) is None:
        return ""
    name = _column_name(page)
    waits = name and any(_is_empty(page, heading, rows) for heading in islice(_showings(page, name), _SHOWINGS))
    return f"{EMPTY} {name}" if waits else ""


def _column_name(page: Page) -> str:
    """The first part of <title>."""
    title = page.tree.find(".//title")
    name = squeezed(_MARKS.split((title.text or "").strip())[0]) if title is not None else ""
    return name if _SHORTEST <= len(name) <= _LONGEST else ""


def _showings(page: Page, name: str) -> Iterator[int]:
    for text, at in page.runs:
        if squeezed(text) == name and page.outline.tags[at] != "a" and not page.outline.away[at]:
            yield at


def _is_empty(page: Page, heading: int, rows: etree._Element) -> bool:
    """Whether nothing stands in the box round the heading that does not hold the rows, but an empty place with an id:
    scripts find it by that."""
    outline, place, target = page.outline, heading, page.outline.places[rows]
    while (parent := outline.parents[place]) >= 0 and not parent <= target < outline.ends[parent]:
        place = parent
    inside = range(place, outline.ends[place])
    if sum(len(text) for text, at in page.runs if at in inside) > _LITTLE:
        return False
    return any(_waits(outline.elements[at]) for at in inside)


def _waits(element: etree._Element) -> bool:
    return (
        element.tag in _PLACES
        and element.get("id") is not None
        and len(element) == 0
        and not (element.text or "").strip()
    )
