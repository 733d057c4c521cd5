"""Links and pictures of an article's body (正文链接): what its author put there, never the furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Container

from lxml import etree

from county.page import Link, LinkKind
from crawler.reading.addresses import absolute, href_of
from crawler.reading.flow import inline_text
from crawler.reading.furniture import is_furniture
from crawler.reading.links import NOT_TITLES
from crawler.reading.page import Page
from crawler.reading.traces.hidden_links import HiddenLinks

MOST_LINKS = 200
"""Links kept of one page: a body of more is a directory, and its first ones tell as much."""
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|svg)$", re.I)
_SOURCES = ("src", "data-src", "data-original", "original-src")
"""Where a picture's address stands: lazy loading leaves a placeholder in `src`, or nothing."""


def read_body_links(
    page: Page, body: etree._Element | None, content: str, attachments: Container[str]
) -> tuple[Link, ...]:
    """Each link and picture of `body` once, in order. A link counts where its words stand in the body's text `content`,
    so that what the text was rid of (related news, buttons) is rid of its links too. A
    link to another host that nobody can see is a trace."""
    if body is None:
        return ()
    found: dict[str, Link] = {}
    said = ""
    hidden = HiddenLinks(page, body)
    for element in body.iter("a", "img"):
        is_link = element.tag == "a"
        raw = href_of(element) if is_link else _source(element)
        url = absolute(page.base_url, raw) if raw else ""
        if not url or url in found or url in attachments or url.partition("#")[0] == page.url:
            continue
        text = inline_text(element) if is_link else (element.get("alt") or element.get("title") or "").strip()
        if is_link:
            said = said or "".join(content.split())
            if not _is_said(text, element, said):
                continue
        if is_furniture(page, element, body) or (is_link and hidden.how(element)):
            continue
        found[url] = Link(url, text, _kind(url, is_link=is_link))
        if len(found) >= MOST_LINKS:
            break
    return tuple(found.values())


def _source(image: etree._Element) -> str:
    """A picture's address; "" for one that stands in the page itself."""
    sources = [image.get(name) or "" for name in _SOURCES]
    return next((source for source in reversed(sources) if source and not source.lower().startswith("data:")), "")


def _is_said(text: str, anchor: etree._Element, said: str) -> bool:
    """Whether the words of the link are the body's; one without words has to hold a picture, else nobody sees it."""
    if not text:
        return anchor.find(".//img") is not None
    return not NOT_TITLES.match(text) and "".join(text.split()) in said


def _kind(url: str, *, is_link: bool) -> LinkKind:
    picture = not is_link or _PICTURE.search(url.partition("?")[0]) is not None
    return LinkKind.IMAGE if picture else LinkKind.PAGE
