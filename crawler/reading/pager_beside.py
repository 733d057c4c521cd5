"""Whether a pager (翻页条) stands right behind the rows of a list."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from crawler.reading.flow import inline_text

STOP = frozenset({"body", "html", "nav", "footer", "select"})
"""Rows and what belongs to them stand inside these."""
_PAGER_TEXT = re.compile(r"下一?页|后一页|尾页|末页|共\s*\d{1,7}\s*[条页]|createPageHTML|(?<!\d)\d{1,4}\s*/\s*\d{1,4}")
_PAGER_SIGNS = ("页", "/", "条", "createPageHTML")
"""Without any of these the pattern cannot match: most texts behind rows have none."""
_PAGER_LENGTH = 2000
"""A pager is a line; what is longer is text that happens to stand behind the rows."""
_PAGER_LINKS, _SHORT_TITLE = 20, 8
"""Links of a pager looked at, and the characters from which one is a title."""
_LEVELS, _BEHIND = 3, 4
"""Levels above the rows, and elements behind them on each, that are looked at."""
_TITLES = 3
"""Links with titles from which it is a list."""


class Pagers:
    """Remembers of the elements of one page which are pagers: containers inside one another ask for the same ones."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, bool] = {}

    def beside(self, container: etree._Element) -> bool:
        """Whether a pager stands right behind `container` or what holds it."""
        node = container
        for _ in range(_LEVELS):
            if any(self._is_pager(sibling) for sibling in islice(node.itersiblings("*"), _BEHIND)):
                return True
            parent = node.getparent()
            if parent is None or parent.tag in STOP:
                return False
            node = parent
        return False

    def _is_pager(self, element: etree._Element) -> bool:
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = _pages_on(element)
        return known


def _pages_on(element: etree._Element) -> bool:
    """Whether it pages on and is not another list with its own pager."""
    text = "".join(islice(element.itertext(), 60))[:_PAGER_LENGTH]
    if not any(sign in text for sign in _PAGER_SIGNS) or _PAGER_TEXT.search(text) is None:
        return False
    links = islice(element.iter("a"), _PAGER_LINKS)
    return sum(1 for link in links if len(inline_text(link)) >= _SHORT_TITLE) < _TITLES
