"""Links of a body that no visitor can see (隐藏链接、暗链)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from county.personal.addressed import mask_address
from county.trace import Trace, TraceKind
from crawler.reading.flow import inline_text
from crawler.reading.furniture import is_furniture
from crawler.reading.page import Page
from crawler.reading.traces import hiding
from crawler.reading.traces.hiding import hidden_by_tag
from crawler.reading.traces.other_hosts import other_host, quoted

MOST_LINKS = 50
"""Traces kept of one page: a page of more hidden links is a link farm, and the first ones tell as much."""
_PANEL_LETTERS = 60
"""So much running text is written to be read at some time."""
_DEEPEST = 40
"""Elements looked at round a link."""
_UNSEEN = re.compile("[\\s\u00ad\u115f\u200b-\u200f\u2028-\u202f\u2060-\u2064\u3164\ufeff]+")
_SHOWN = ("img", "svg", "canvas", "video", "audio", "object", "embed", "iframe", "input", "button", "picture")


class HiddenLinks:
    """Tells which links of one body nobody can see."""

    def __init__(self, page: Page, body: etree._Element) -> None:
        self._page = page
        self._body = body

    def how(self, anchor: etree._Element) -> str:
        """What hides a link to another host, "" where nothing surely does, and for any other link."""
        if not other_host(self._page, anchor.get("href") or ""):
            return ""
        if marquee := next((how for around in anchor.iterancestors("marquee") if (how := hidden_by_tag(around))), ""):
            return marquee
        if is_furniture(self._page, anchor, self._body):
            return ""
        text = inline_text(anchor)
        if anchor.tag == "a" and _shows_nothing(anchor, text):
            return "没有可见内容"
        element: etree._Element | None = anchor
        for _ in range(_DEEPEST):
            if element is None or element is self._body:
                break
            if how := _hidden_here(element, self._names):
                return "" if _is_panel(element) else how
            element = element.getparent()
        return _same_colour(anchor, self._body) if text else ""

    @cached_property
    def _names(self) -> dict[str, str]:
        return hiding.hiding_names(self._page.tree)


def read_hidden_links(page: Page, body: etree._Element) -> Iterator[Trace]:
    """Hidden links to other hosts, one trace a link."""
    hidden = HiddenLinks(page, body)
    found = ((anchor, how) for anchor in body.iter("a", "area") if (how := hidden.how(anchor)))
    for anchor, how in islice(found, MOST_LINKS):
        url, text = anchor.get("href") or "", inline_text(anchor)
        shown = quoted(f"“{text}” {url}" if text else url)
        yield Trace(TraceKind.HIDDEN_LINK, mask_address(other_host(page, url)), how, shown)


def _is_panel(element: etree._Element) -> bool:
    """Whether a hidden part is a text that a click unfolds (选项卡): more of it is running text than links."""
    linked = sum(len(inline_text(anchor)) for anchor in element.iter("a"))
    return len(inline_text(element)) - linked >= max(_PANEL_LETTERS, linked)


def _hidden_here(element: etree._Element, names: dict[str, str]) -> str:
    style = element.get("style")
    if style and (how := hiding.hidden_by(hiding.bare(style))):
        return how
    if how := hidden_by_tag(element):
        return how
    return next((names[name] for name in hiding.names_of(element) if name in names), "") if names else ""


def _shows_nothing(anchor: etree._Element, text: str) -> bool:
    """Whether the link has neither words nor a picture. One with a class or an id, or that holds an element with one,
    may get its picture from a style sheet."""
    if _UNSEEN.sub("", text):
        return False
    for element in anchor.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _SHOWN or any(hiding.names_of(element)):
            return False
        if "background" in hiding.style_of(element):
            return False
    return True


def _same_colour(anchor: etree._Element, body: etree._Element) -> str:
    """Whether the words of the link have the colour of what stands behind them: of the nearest ground that is named, or
    of a white page where nothing round the link could have another."""
    inner = anchor
    while not (inner.text or "").strip() and len(inner) == 1:
        inner = inner[0]
    colour = ""
    element: etree._Element | None = inner
    while element is not None:
        style = hiding.style_of(element)
        colour = colour or hiding.colour_of(element, style)
        ground = hiding.ground_of(element, style)
        if ground and ground != "transparent":
            return "文字与背景同色" if ground == colour else ""
        if element is body:
            break
        if hiding.may_have_ground(element, style):
            return ""
        element = element.getparent()
    return "文字与背景同色" if hiding.is_white(colour) else ""
