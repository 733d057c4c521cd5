"""One walk over a page's tree (页面轮廓): every element with its place, and the texts a visitor may see, in order."""

from __future__ import annotations

from itertools import compress
from typing import NamedTuple

from lxml import etree

from crawler.reading.areas import looks_away
from crawler.reading.blanks import spaced_once

_UNSEEN = frozenset({"script", "style", "noscript", "template", "textarea", "option", "title"})
_NEVER_AWAY = frozenset(
    {"a", "span", "b", "strong", "em", "i", "font", "br", "img", "u", "tr", "tbody", "option", "script", "meta", "link"}
)
"""Tags that give a part of the page no name worth asking for; they are most of a page."""
_EVENTS = ("start", "end", "comment", "pi")


class Run(NamedTuple):
    """A piece of text a visitor can see, blanks folded, and the place of the element whose box holds it."""

    text: str
    at: int


class Outline:
    """The elements of a tree by their place in it. `away[n]` says whether element n stands in navigation, footer or
    the like; the elements inside element n are those at the places n to `ends[n]` - 1."""

    def __init__(self, root: etree._Element) -> None:
        self.elements: list[etree._Element] = []
        self.parents: list[int] = []
        self.ends: list[int] = []
        self.away: list[bool] = []
        self.runs: list[Run] = []
        self._walk(root)
        self.places: dict[etree._Element, int] = {element: place for place, element in enumerate(self.elements)}

    def _walk(self, root: etree._Element) -> None:
        """Texts come in the order of the page: an element's own before those of its children, its tail behind them."""
        path: list[int] = []
        unseen = 0
        for event, node in etree.iterwalk(root, events=_EVENTS):
            if event == "start":
                path.append(self._enter(node, path[-1] if path else -1))
                unseen += node.tag in _UNSEEN
                text = node.text
            else:
                if event == "end":
                    self.ends[path.pop()] = len(self.elements)
                    unseen -= node.tag in _UNSEEN
                text = node.tail
            if text and not unseen and path and not text.isspace() and (shown := spaced_once(text)):
                self.runs.append(Run(shown, path[-1]))

    def _enter(self, node: etree._Element, parent: int) -> int:
        place = len(self.elements)
        self.elements.append(node)
        self.parents.append(parent)
        self.ends.append(place + 1)
        away = parent >= 0 and self.away[parent]
        self.away.append(away or (node.tag not in _NEVER_AWAY and looks_away(node)))
        return place

    def inside(self, element: etree._Element) -> range:
        """The places of `element` and all that it holds; an empty range for one of another tree."""
        place = self.places.get(element)
        return range(0) if place is None else range(place, self.ends[place])

    def is_away(self, element: etree._Element) -> bool:
        """Whether `element` stands in a part that holds no content."""
        return self.away[self.places[element]]

    def sums(self, own: dict[int, float]) -> list[float]:
        """For every place the sum of `own` over all the places inside it."""
        total = [0.0] * len(self.elements)
        for place, value in own.items():
            total[place] = value
        for place in range(len(total) - 1, 0, -1):
            if total[place] and self.parents[place] >= 0:
                total[self.parents[place]] += total[place]
        return total

    def seen(self, hidden: list[etree._Element], most: float) -> tuple[Run, ...]:
        """The runs outside `hidden`; all of them where more than the share `most` would be lost."""
        if not hidden:
            return tuple(self.runs)
        lost = {place for element in hidden for place in self.inside(element)}
        shows = [run.at not in lost for run in self.runs]
        shown = tuple(compress(self.runs, shows))
        enough = sum(len(run.text) for run in shown) >= (1 - most) * sum(len(run.text) for run in self.runs)
        return shown if enough else tuple(self.runs)
