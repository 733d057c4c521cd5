"""Links of a page (链接): where they lead as written, and the text they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from crawler.reading.addresses import STRAIGHT, href_of
from crawler.reading.blanks import fold
from crawler.reading.dates import find_dates
from crawler.reading.flow import inline_text
from crawler.reading.openers import Openers
from crawler.reading.outline import Outline

_ANCHORS = frozenset({"a", "area"})
_ROWS = frozenset({"li", "tr", "td", "div", "p", "dl", "dt", "dd", "span", "h2", "h3", "h4"})
"""What a script makes a link of: a row, its title."""
NOT_TITLES = re.compile(
    r"^\W*(?:详[情细]|更多|(?:点击)?查看\S{0,4}|下载|(?:pdf|word|docx?|ofd|excel|wps|附件|文件|原文)\s?(?:版|格式)?\s?(?:下载|预览)|在线(?:阅读|预览)|阅读全文|(?:图文|文字|视频|专家|媒体|政策|相关)?解读|图解|政策(?:原文|文件)|\[?全文\]?|\d{1,5}|上一[页篇]|下一[页篇]|首页|尾页|末页|上页|下页|>>?|<<?)\W*$",
    re.I,
)
_CATEGORY = re.compile(r"^\s*[\[【(（<《][^\]】)）>》]{1,12}[\]】)）>》]\s*$")
_LONGEST_DATE = 24
_INSIDE = 30
"""Links inside a row that are looked at: rows may be nested without end."""
_MOST_LINKS = 6000
"""A page of more links is a site map or an attack."""


class Link(NamedTuple):
    """A link of the page: where it leads as written, and the text it shows."""

    element: etree._Element
    href: str
    text: str
    is_title: bool
    """Whether the text names an item, and not its category, its date or what can be done with it."""

    @property
    def name(self) -> str:
        """The text, else the title attribute."""
        return self.text or self.element.get("title") or self.element.get("alt") or ""


Lead = tuple[etree._Element, str]
"""An element, and where it leads as written."""


def read_links(tree: etree._Element) -> tuple[Link, ...]:
    """`links_of` a tree, or of a part of one."""
    return links_of(Outline(tree))


def links_of(outline: Outline) -> tuple[Link, ...]:
    """All links in order; rows that a script opens at a literal address are links too."""
    return tuple(link_of(element, href) for element, href in read_leads(outline))


def read_leads(outline: Outline) -> tuple[Lead, ...]:
    """All links in order, each without its words: what only asks where they lead is told for a third of the cost."""
    return tuple(islice(_leads(outline), _MOST_LINKS))


def link_of(element: etree._Element, href: str) -> Link:
    """The link with its words."""
    if not len(element):
        return Link(element, href, *_said(element.text or ""))
    text = inline_text(element)
    return Link(element, href, text, _is_title(text))


def _leads(outline: Outline) -> Iterator[Lead]:
    """Asked of every element that may be one: a plain link comes first and without a further call."""
    hrefs, clicks, kept = map(outline.values, ("href", "onclick", "data-href"))
    elements, tags = outline.elements, outline.tags
    openers = Openers(elements[0].getroottree().getroot())
    for place in sorted({*hrefs, *clicks, *kept}) if clicks or kept else hrefs:
        tag = tags[place]
        if tag in _ANCHORS:
            href = hrefs.get(place)
            if href and href[0] in STRAIGHT:
                yield elements[place], href
            elif href is not None or place in clicks:
                yield elements[place], _opened(elements[place], openers)
        elif tag in _ROWS and (place in clicks or place in kept) and (opened := _row_address(elements[place], openers)):
            yield elements[place], opened


def _opened(element: etree._Element, openers: Openers) -> str:
    """Where a link leads that has no plain address."""
    href = href_of(element)
    if not href and (call := element.get("onclick") or element.get("href")):
        return openers.address(call)
    return href


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[str, bool]:
    """A link's text on one line, and whether it is a title: the same hundreds of navigation stand on every page."""
    line = fold(text)
    return line, _is_title(line)


def _row_address(element: etree._Element, openers: Openers) -> str:
    """Where a row leads that is no link of HTML; "" where it holds one or opens nothing."""
    if any(href_of(inner) for inner in islice(element.iter("a"), _INSIDE)):
        return ""
    return href_of(element) or openers.address(element.get("onclick") or "")


def _is_title(text: str) -> bool:
    return len(text) >= 4 and not (_CATEGORY.match(text) or NOT_TITLES.match(text) or is_only_date(text))


def is_only_date(text: str) -> bool:
    """Whether `text` is hardly more than a date."""
    if len(text) > _LONGEST_DATE:
        return False
    found = next(find_dates(text), None)
    return found is not None and found.end - found.start >= len(text) - 4
