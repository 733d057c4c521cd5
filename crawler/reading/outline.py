"""One walk over a page's tree (页面轮廓): every element with its place, and the texts a visitor may see, in order."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain, compress
from typing import Literal, NamedTuple

from lxml import etree

from crawler.reading.areas import looks_away
from crawler.reading.blanks import spaced_once

_UNSEEN = frozenset({"script", "style", "noscript", "template", "textarea", "option", "title"})
_EVENTS: tuple[Literal["start", "end", "comment", "pi"], ...] = ("start", "end", "comment", "pi")


class Run(NamedTuple):
    """A piece of text a visitor can see, blanks folded, and the place of the element whose box holds it."""

    text: str
    at: int


class Outline:
    """The elements of a tree by their place in it; those inside element n are at the places n to `ends[n]` - 1."""

    def __init__(self, root: etree._Element) -> None:
        self.elements: list[etree._Element] = []
        self.parents: list[int] = []
        self.ends: list[int] = []
        self.runs: list[Run] = []
        self._walk(root)
        self._away: list[bool | None] = [None] * len(self.elements)

    def _walk(self, root: etree._Element) -> None:
        """Texts come in the order of the page: an element's own before those of its children, its tail behind them.
        Names stand in local variables because this loop is a fifth of what reading a page costs."""
        enter, of, runs, ends = self.elements.append, self.parents.append, self.runs.append, self.ends
        leave = ends.append
        here, count, unseen = -1, 0, 0
        parents = self.parents
        for event, node in etree.iterwalk(root, events=_EVENTS):
            if event == "start":
                enter(node)
                of(here)
                leave(0)
                here = count
                count += 1
                if node.tag in _UNSEEN:
                    unseen += 1
                text = node.text
            else:
                if event == "end":
                    ends[here] = count
                    here = parents[here]
                    if unseen and node.tag in _UNSEEN:
                        unseen -= 1
                text = node.tail
            if text and not unseen and here >= 0 and not text.isspace():
                # what spaced_once does with nearly every text, without the call
                shown = text.strip() if text.isprintable() and "  " not in text else spaced_once(text)
                if shown:
                    runs(Run(shown, here))

    @cached_property
    def places(self) -> dict[etree._Element, int]:
        """The place of each element."""
        return {element: place for place, element in enumerate(self.elements)}

    @cached_property
    def _places_by_tag(self) -> dict[object, list[int]]:
        places: dict[object, list[int]] = defaultdict(list)
        for place, element in enumerate(self.elements):
            places[element.tag].append(place)
        return dict(places)

    def tagged(self, *tags: str) -> list[etree._Element]:
        """The elements of these names, in the order of the page. A search of the tree for one name costs as much as
        sorting all elements by theirs once."""
        places = sorted(chain.from_iterable(self._places_by_tag.get(tag, ()) for tag in tags))
        return [self.elements[place] for place in places]

    def inside(self, element: etree._Element) -> range:
        """The places of `element` and all that it holds; an empty range for one of another tree."""
        place = self.places.get(element)
        return range(0) if place is None else range(place, self.ends[place])

    def is_away(self, place: int) -> bool:
        """Whether the element at `place` stands in navigation, footer or the like."""
        path: list[int] = []
        away: bool | None = False
        while place >= 0 and (away := self._away[place]) is None:
            path.append(place)
            place = self.parents[place]
        for place in reversed(path):
            away = away or looks_away(self.elements[place])
            self._away[place] = away
        return bool(away)

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
