"""What stands right above and right under the rows of a list (列表上下文): a headline set apart, a link to more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from county.page import Entry
from crawler.reading.addresses import href_of, is_article_address
from crawler.reading.areas import looks_away
from crawler.reading.blanks import fold
from crawler.reading.links import read_links
from crawler.reading.row import read_row

_STOP = frozenset({"body", "html", "nav", "footer", "header", "form"})
_MORE = re.compile(
    r"^\W*(?:(?:点击|查看)?更多(?:信息|内容)?|查看全部|历史(?:信息|数据|文章)|往期\S{0,2}|更早\S{0,2}|more)\W*$", re.I
)
_DATE_LIKE = re.compile(r"\d\s*[-/.年月]\s*\d")
_HEADING = 40
_LEVELS = 2
_BESIDE = 2
"""Elements under or above the rows that are looked at on each level."""
_HEADLINE = 400
"""A headline with its summary is no longer."""


def more_link(container: etree._Element) -> str:
    """Where 查看更多 leads that stands alone under the rows, "" where there is none."""
    node = container
    for _ in range(_LEVELS + 1):
        for sibling in islice(node.itersiblings("*"), _BESIDE):
            if _MORE.match(_text(sibling)) and (link := next(_anchors(sibling), None)) is not None:
                return href_of(link)
        parent = node.getparent()
        if parent is None or parent.tag in _STOP:
            return ""
        node = parent
    return ""


def more_above(container: etree._Element) -> str:
    """Where 更多 leads that stands in the heading of the rows: they are but the newest of a list."""
    node = container
    for _ in range(_LEVELS):
        before = next(node.itersiblings("*", preceding=True), None)
        if before is not None:
            return _more_of(before)
        parent = node.getparent()
        if parent is None or parent.tag in _STOP:
            return ""
        node = parent
    return ""


def _more_of(heading: etree._Element) -> str:
    """The 更多 of a heading; a bar of headings (选项卡) has one for each list and says nothing of these rows."""
    if len(_text(heading)) > _HEADING:
        return ""
    own = (heading, *heading.iter("a")) if heading.tag == "a" else tuple(heading.iter("a"))
    named = [anchor for anchor in own if _MORE.match(_text(anchor) or anchor.get("title") or "") and href_of(anchor)]
    return href_of(named[0]) if len({href_of(anchor) for anchor in named}) == 1 else ""


def headline_above(container: etree._Element, base: str) -> tuple[etree._Element, Entry] | None:
    """The dated article set apart right above the rows (头条), with the element that holds it."""
    node = container
    for _ in range(_LEVELS):
        for sibling in islice(node.itersiblings("*", preceding=True), _BESIDE):
            if (entry := _headline(sibling, base)) is not None:
                return sibling, entry
        parent = node.getparent()
        if parent is None or parent.tag in _STOP or looks_away(parent):
            return None
        node = parent
    return None


def _headline(element: etree._Element, base: str) -> Entry | None:
    """The one article that `element` links to, where it shows its date."""
    if element.tag in _STOP or element.tag == "a" or len(_text(element)) > _HEADLINE:
        return None
    if _DATE_LIKE.search(_text(element)) is None:
        return None
    links = [link for link in read_links(element) if link.href]
    if len({link.href for link in links}) != 1 or not is_article_address(links[0].href):
        return None
    entry = read_row(element, links, base)
    return entry if entry is not None and entry.date is not None else None


def _text(element: etree._Element) -> str:
    return fold("".join(islice(element.itertext(), 60)))


def _anchors(element: etree._Element) -> Iterator[etree._Element]:
    return (anchor for anchor in element.iter("a") if href_of(anchor))
