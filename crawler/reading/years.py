"""Headings that name the year of the rows under them (年份小标题): 2026年 above rows that print 04-09."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from crawler.reading.blanks import fold

_YEAR = re.compile(r"\W{0,4}((?:19|20)\d{2})\s?(?:年度?)?\W{0,4}")
_PIECES, _LONGEST = 4, 14


def years_of(container: etree._Element) -> dict[etree._Element, str]:
    """The year that the nearest heading above each child of `container` names, where one does."""
    years: dict[etree._Element, str] = {}
    before = next(container.itersiblings("*", preceding=True), None)
    year = _named(before) if before is not None else ""
    for child in container.iterchildren("*"):
        if named := _named(child):
            year = named
        elif year:
            years[child] = year
    return years


def _named(element: etree._Element) -> str:
    text = fold("".join(islice(element.itertext("*"), _PIECES)))
    match = _YEAR.fullmatch(text) if len(text) <= _LONGEST else None
    return match[1] if match else ""
