"""Links of a body that no visitor can see (隐藏链接、暗链)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from county.trace import Trace, TraceKind
from crawler.reading.addresses import href_of
from crawler.reading.body_links import is_furniture
from crawler.reading.flow import inline_text
from crawler.reading.page import Page
from crawler.reading.traces import hiding
from crawler.reading.traces.other_hosts import other_host, quoted

MOST_LINKS = 50
"""Traces kept of one page: a page of more hidden links is a link farm, and the first ones tell as much."""
_DEEPEST = 40
"""Elements looked at round a link."""
_UNSEEN = re.compile("[\\s\u00ad\u115f\u200b-\u200f\u2028-\u202f\u2060-\u2064\u3164\ufeff]+")
_SHOWN = ("img", "svg", "canvas", "video", "audio", "object", "embed", "iframe", "input", "button", "picture")


def read_hidden_links(page: Page, body: etree._Element) -> Iterator[Trace]:
    """Hidden links to other hosts, one trace a link."""
    names: dict[str, str] | None = None
    found = 0
    for anchor in body.iter("a", "area"):
        url = anchor.get("href") or ""
        host = other_host(page, url)
        if not host or is_furniture(page, anchor, body):
            continue
        names = hiding.hiding_names(page.tree) if names is None else names
        text = inline_text(anchor)
        if how := _hidden(anchor, body, text, names):
            yield Trace(TraceKind.HIDDEN_LINK, host, how, quoted(f"“{text}” {url}" if text else url))
            found += 1
        if found >= MOST_LINKS:
            return


def _hidden(anchor: etree._Element, body: etree._Element, text: str, names: dict[str, str]) -> str:
    if anchor.tag == "a" and _shows_nothing(anchor, text):
        return "没有可见内容"
    element: etree._Element | None = anchor
    for _ in range(_DEEPEST):
        if element is None or element is body.getparent():
            break
        if how := _hidden_here(element, names):
            return how
        element = element.getparent()
    return _same_colour(anchor, body) if text else ""


def _hidden_here(element: etree._Element, names: dict[str, str]) -> str:
    style = element.get("style")
    if style and (how := hiding.hidden_by(hiding.bare(style))):
        return how
    if how := hiding.hidden_by_tag(element):
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
