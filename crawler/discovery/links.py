"""Links of a page with what stands round them (链接及其位置): in menus, trees, tables, maps, selects, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.discovery.column_names import is_more
from crawler.reading import Page
from crawler.reading.addresses import absolute, href_of
from crawler.reading.blanks import fold
from crawler.reading.flow import inline_text

_LINKS = etree.XPath("//a[@href or @onclick]|//area[@href]|//option[@value]|//*[@onclick and not(self::a)]")
_FRAMES = etree.XPath("//iframe[@src]|//frame[@src]")
_SCRIPTS = etree.XPath("//script/text()", smart_strings=False)
_TREE_NODES: tuple[re.Pattern[str], ...] = (
    re.compile(r"""\.add\(\s*['"]?[\w-]+['"]?\s*,\s*['"]?[\w-]+['"]?\s*,\s*['"](?P<name>[^'"<>]{2,40})['"]\s*,\s*['"](?P<url>[^'"\s]{2,300})['"]"""),
    re.compile(r"""["']?(?:name|title|text)["']?\s*:\s*["'](?P<name>[^"'<>]{2,40})["'][^{}]{0,200}?["']?(?:url|href|link)["']?\s*:\s*["'](?P<url>[^"'\s]{2,300})["']"""),
    re.compile(r"""["']?(?:url|href|link)["']?\s*:\s*["'](?P<url>[^"'\s]{2,300})["'][^{}]{0,200}?["']?(?:name|title|text)["']?\s*:\s*["'](?P<name>[^"'<>]{2,40})["']"""),
)  # fmt: skip
"""Nodes of the usual script trees: dTree's `d.add(id, parent, name, url)`, zTree's `{name: …, url: …}`."""
_LONGEST_SCRIPT = 400_000
_MOST_LINKS = 4000
"""A site map has a thousand."""
_LEVELS = 9
"""Boxes looked at round a link."""
_GROUP_LINKS = 3
_LONGEST_LABEL = 24
"""Characters. A longer text beside a list is no heading."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "caption", "th", "summary"})
_LISTS = frozenset({"ul", "ol", "dl", "dd", "table", "tbody", "div", "section", "nav", "td"})
_TITLED = re.compile(r"tit|head|hd\b|name|caption|bt\b", re.I)
_STEPS_BACK = 4
_STOP = frozenset({"body", "html"})
_SILENT = frozenset({"script", "style", "input", "img", "br", "hr"})
_HIDDEN_SIZES = frozenset({"0", "1", "0px", "1px"})
"""Frames of that size count visitors."""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link: its absolute address and name, "" where only a picture shows. `trail` are the labels of the boxes round
    it, the innermost first; links of one menu share `group`, 0 for those that stand in a script. `picture` says what
    stands there instead of words: "map" or "image"."""

    url: str
    name: str
    trail: tuple[str, ...] = ()
    group: int = 0
    picture: str = ""


class _Surroundings:
    """Labels and menus of one page, remembered box by box."""

    def __init__(self, counts: dict[etree._Element, int]) -> None:
        self._counts = counts
        self._labels: dict[etree._Element, tuple[str, ...]] = {}

    def trail(self, element: etree._Element) -> tuple[str, ...]:
        labels: list[str] = []
        node = element
        for _ in range(_LEVELS):
            parent = node.getparent()
            if parent is None or node.tag in _STOP:
                break
            if node not in self._labels:
                self._labels[node] = tuple(_labels_of(node, parent))
            labels.extend(self._labels[node])
            node = parent
        return tuple(labels)

    def group(self, element: etree._Element) -> int:
        """Number of the nearest box that holds a few links."""
        node: etree._Element | None = element
        while node is not None and self._counts.get(node, 0) < _GROUP_LINKS:
            node = node.getparent()
        return id(node) if node is not None else 0


def found_links(page: Page) -> tuple[FoundLink, ...]:
    """The links of a page in its order. Never raises."""
    elements = [(element, href) for element in islice(_LINKS(page.tree), _MOST_LINKS) if (href := _href(element))]
    surroundings = _Surroundings(_counts([element for element, _ in elements]))
    links = [_found(element, href, page.base_url, surroundings) for element, href in elements]
    return (*(link for link in links if link), *_tree_links(page))


def frame_addresses(page: Page) -> tuple[str, ...]:
    """Addresses of the frames of a page: some portals keep the tree of columns in one."""
    shown = (frame for frame in _FRAMES(page.tree) if not _HIDDEN_SIZES & {frame.get("width"), frame.get("height")})
    found = (absolute(page.base_url, frame.get("src") or "") for frame in shown)
    return tuple(dict.fromkeys(url for url in found if url))


def _href(element: etree._Element) -> str:
    if element.tag == "option":
        value = (element.get("value") or "").strip()
        return value if "/" in value or re.search(r"\.\w{3,5}$", value) else ""
    return href_of(element)


def _counts(elements: list[etree._Element]) -> dict[etree._Element, int]:
    """How many links each box holds."""
    counts: dict[etree._Element, int] = {}
    for element in elements:
        node = element.getparent()
        for _ in range(_LEVELS):
            if node is None:
                break
            counts[node] = counts.get(node, 0) + 1
            node = node.getparent()
    return counts


def _found(element: etree._Element, href: str, base: str, surroundings: _Surroundings) -> FoundLink | None:
    url = absolute(base, href)
    if not url:
        return None
    name, trail = _name(element), surroundings.trail(element)
    if name and is_more(name):
        name, trail = (trail[0], trail[1:]) if trail else ("", ())
    return FoundLink(url, name, trail, surroundings.group(element), "" if name else _picture(element))


def _picture(element: etree._Element) -> str:
    if element.tag == "area":
        return "map"
    return "image" if element.find(".//img") is not None else ""


def _name(element: etree._Element) -> str:
    """What the link shows; where that is cut off or a picture, what its attributes say."""
    text = inline_text(element)
    title = fold(element.get("title") or "")
    if not text:
        image = element.find(".//img")
        pictured = (image.get("alt") or image.get("title") or "") if image is not None else ""
        return title or fold(element.get("alt") or "") or fold(pictured)
    return title if text.endswith(("…", "..")) and title else text


def _labels_of(node: etree._Element, parent: etree._Element) -> Iterator[str]:
    """Labels that stand before `node` in its parent: a heading, the first cell of the row, the parent's own text."""
    if node.tag == "td" and (first := _first_cell(node, parent)):
        yield first
    previous = node.getprevious()
    for _ in range(_STEPS_BACK):
        if previous is None:
            break
        if isinstance(previous.tag, str) and previous.tag not in _SILENT and (label := _label(previous, node)):
            yield label
            break
        if previous.tag != node.tag and previous.tag in ("ul", "ol", "table", "dl"):
            break
        previous = previous.getprevious()
    if parent.tag not in _STOP and (own := fold(parent.text or "")) and len(own) <= _LONGEST_LABEL:
        yield own


def _first_cell(node: etree._Element, row: etree._Element) -> str:
    first = next(row.iterchildren("td", "th"), None)
    return _short_text(first) if first is not None and first is not node else ""


def _label(candidate: etree._Element, node: etree._Element) -> str:
    """The text of a sibling that heads `node`. A sibling of the same kind is another item and no heading, unless its
    class says so."""
    tag, titled = candidate.tag, _TITLED.search(candidate.get("class") or "") is not None
    if tag in _HEADINGS or (titled and candidate is not node):
        return _short_text(candidate)
    if node.tag in _LISTS and tag != node.tag and tag not in ("ul", "ol", "table", "dl"):
        return _short_text(candidate)
    if node.tag == "div" and tag == "div" and len(candidate.findall(".//a")) <= 1:
        return _short_text(candidate)
    return ""


def _short_text(element: etree._Element) -> str:
    """The text of a heading: of several short ones in it the first."""
    links = element.findall(".//a")
    if len(links) == 2 and is_more(inline_text(links[1])):
        return inline_text(links[0])
    text = fold("".join(islice(element.itertext(), 30)))
    return text if len(text) <= _LONGEST_LABEL else ""


def _tree_links(page: Page) -> Iterator[FoundLink]:
    for script in _SCRIPTS(page.tree):
        if len(script) > _LONGEST_SCRIPT:
            continue
        for pattern in _TREE_NODES:
            for match in islice(pattern.finditer(script), _MOST_LINKS):
                url = absolute(page.base_url, match["url"].replace("\\/", "/"))
                if url:
                    yield FoundLink(url, fold(match["name"]))
