"""One walk over a page's tree (页面轮廓): every element with its place, and the texts a visitor may see, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress

from lxml import etree

from crawler.reading.areas import MARKED_BY_TAG, looks_away, names_away
from crawler.reading.blanks import spaced_once

_UNSEEN = frozenset({"script", "style", "noscript", "template", "textarea", "option", "title"})


Run = tuple[str, int]
"""A piece of text a visitor can see, blanks folded, and the place of the element whose box holds it. A page has some
three hundred, which a dozen loops unpack: a tuple with names costs 0.1 ms a page more."""


class Outline:
    """The elements of a tree by their place in it; those inside element n are at the places n to `ends[n]` - 1. `tags`
    are their names, which lxml makes anew each time it is asked."""

    def __init__(self, root: etree._Element) -> None:
        self.elements: list[etree._Element] = []
        self.tags: list[str] = []
        self.parents: list[int] = []
        self.places: dict[etree._Element, int] = {}
        self._named: dict[str, dict[str, list[int]]] = {}
        self.runs: list[Run] = [(text, at) for raw, at in self._walk(root) if (text := spaced_once(raw))]
        self.ends = self._ends()

    def _walk(self, root: etree._Element) -> list[tuple[str, int]]:
        """The texts in the order of the page: an element's own before those of its children, its tail behind them; it
        waits until an element comes that stands outside. Names stand in local variables because this loop is a fifth
        of what reading a page costs; a walk with events of lxml takes as long for half of what is kept here."""
        enter, call, of, places = self.elements.append, self.tags.append, self.parents.append, self.places
        above = root.getparent()
        places[above] = -1  # type: ignore[index]
        said: list[tuple[str, int]] = []
        waiting: list[tuple[int, str, int]] = []
        open_tail, unseen, place = -1, -1, -1
        for node in root.iter():
            at = places[node.getparent()]  # type: ignore[index]
            while at < open_tail:
                said.append(waiting.pop()[1:])
                open_tail = waiting[-1][0] if waiting else -1
            if at < unseen:
                unseen = -1
            tag, text = node.tag, node.tail
            if isinstance(tag, str):
                place += 1
                if text and unseen < 0 and at >= 0 and not text.isspace():
                    waiting.append((place, text, at))
                    open_tail = place
                if unseen < 0 and tag in _UNSEEN:
                    unseen = place
                enter(node)
                call(tag)
                of(at)
                places[node] = at = place
                text = node.text
            if text and unseen < 0 and not text.isspace():
                said.append((text, at))
        del places[above]  # type: ignore[arg-type]
        said.extend(tail[1:] for tail in reversed(waiting))
        return said

    def _ends(self) -> list[int]:
        ends = list(range(1, len(self.elements) + 1))
        for end, parent in zip(reversed(ends), reversed(self.parents), strict=True):
            if ends[parent] < end:
                ends[parent] = end
        return ends

    def values(self, name: str) -> Mapping[int, str]:
        """The values of one attribute by the places of the elements that have it, in the order of the page."""
        return self._attributes.get(name, {})

    def named(self, says: Callable[[str], bool], attribute: str) -> list[int]:
        """The places of the elements whose attribute `says` so, sorted by what it says: the elements of a page share a
        few dozen names, each of which is asked once."""
        return [place for name, places in self._places_by_name(attribute).items() if says(name) for place in places]

    def _places_by_name(self, attribute: str) -> dict[str, list[int]]:
        if (known := self._named.get(attribute)) is None:
            known = self._named[attribute] = defaultdict(list)
            for place, name in self.values(attribute).items():
                known[name].append(place)
        return known

    @cached_property
    def _attributes(self) -> dict[str, dict[int, str]]:
        """All of them at once: it costs as much as to ask every element for four by name."""
        values: dict[str, dict[int, str]] = defaultdict(dict)
        for place, element in enumerate(self.elements):
            for name, value in element.items():
                values[name][place] = value
        return values

    @cached_property
    def _places_by_tag(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, tag in enumerate(self.tags):
            places[tag].append(place)
        return places

    def tagged(self, *tags: str) -> list[etree._Element]:
        """The elements of these names, in the order of the page. A search of the tree for one name costs as much as
        sorting all elements by theirs once."""
        return [self.elements[place] for place in self.places_tagged(*tags)]

    def places_tagged(self, *tags: str) -> list[int]:
        """The places of `tagged`."""
        found = [places for tag in tags if (places := self._places_by_tag.get(tag))]
        return sorted(chain.from_iterable(found)) if found else []

    def inside(self, element: etree._Element) -> range:
        """The places of `element` and all that it holds; an empty range for one of another tree."""
        place = self.places.get(element)
        return range(0) if place is None else range(place, self.ends[place])

    @cached_property
    def away(self) -> Sequence[bool]:
        """For every place whether it stands in navigation, footer or the like. Only what has a name that says so may
        begin such a part, and nothing inside one is asked."""
        away = [False] * len(self.elements)
        named = self.named(names_away, "class"), self.named(names_away, "id")
        for place in chain(self.places_tagged(*MARKED_BY_TAG), *named):
            if not away[place] and looks_away(self.elements[place]):
                away[place : self.ends[place]] = [True] * (self.ends[place] - place)
        return away

    def sums(self, own: dict[int, float]) -> list[float]:
        """For every place the sum of `own` over all the places inside it."""
        total = [0.0] * len(self.elements)
        for place, value in own.items():
            total[place] = value
        for value, parent in zip(reversed(total), reversed(self.parents), strict=True):
            if value and parent >= 0:
                total[parent] += value
        return total

    def seen(self, hidden: Collection[int], most: float) -> tuple[Run, ...]:
        """The runs outside the elements at the places `hidden`; all of them where more than the share `most` would be
        lost."""
        if not hidden:
            return tuple(self.runs)
        lost = {place for outer in hidden for place in range(outer, self.ends[outer])}
        shows = [at not in lost for _, at in self.runs]
        shown = tuple(compress(self.runs, shows))
        enough = sum(len(text) for text, _ in shown) >= (1 - most) * sum(len(text) for text, _ in self.runs)
        return shown if enough else tuple(self.runs)
