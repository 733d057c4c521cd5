"""A fetched page (网页): decoded and parsed once, shared by every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from crawler.reading.addresses import absolute
from crawler.reading.blanks import spaced_once
from crawler.reading.encoding import Decoded, decode

_STRAY_ENDS = re.compile(r"</\s*(?:[Hh][Tt][Mm][Ll]|[Bb][Oo][Dd][Yy])\s*>")
"""A stray one in the middle of a page makes libxml2 start a second root and lose the article (9 of 152 pages)."""
_TEXTS = etree.XPath(
    "//text()[normalize-space() and not(parent::script or parent::style or parent::noscript or parent::template"
    " or parent::textarea or parent::option or parent::title)]",
    smart_strings=True,
)
_METAS = etree.XPath("//meta[@content and (@name or @property or @itemprop)]")
_BASES = etree.XPath("//base/@href")
_STYLED = etree.XPath("//*[@style or @hidden]")
_HIDES = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_MOST_HIDDEN = 0.7
"""A page that hides more of its text than this shows it by script: then nothing counts as hidden."""
_EMPTY_HTML = "<html><body></body></html>"


class Run(NamedTuple):
    """A piece of text a visitor can see, blanks folded, and the element whose box holds it."""

    text: str
    owner: etree._Element


@dataclass(frozen=True)
class Page:
    """A page as bytes told it. Everything below is computed on first use and kept."""

    url: str
    decoded: Decoded

    @classmethod
    def parse(cls, body: bytes, url: str, content_type: str = "") -> Page:
        """A page from any bytes whatever; never raises."""
        return cls(url, decode(body, content_type))

    @cached_property
    def html(self) -> str:
        """The source without stray end tags and without NUL, at which parsers stop."""
        text = self.decoded.text
        return _STRAY_ENDS.sub("", text.replace("\0", "") if "\0" in text else text)

    @cached_property
    def tree(self) -> etree._Element:
        """The one root of the page; an empty document where nothing could be parsed."""
        return parse_html(self.html)

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are relative to."""
        for href in _BASES(self.tree):
            if base := absolute(self.url, str(href)):
                return base
        return self.url

    @cached_property
    def meta(self) -> dict[str, str]:
        """Content of each meta tag by its name in lower case; of doubled ones the first that says something."""
        found: dict[str, str] = {}
        for tag in _METAS(self.tree):
            name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip().lower()
            content = spaced_once(tag.get("content") or "")
            if name and content:
                found.setdefault(name, content)
        return found

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The texts a visitor can see, in the order of the page."""
        runs = [
            Run(spaced_once(text), text.getparent().getparent() if text.is_tail else text.getparent())
            for text in _TEXTS(self.tree)
        ]
        runs = [run for run in runs if run.text and run.owner is not None]
        hidden = self._hidden
        if not hidden:
            return tuple(runs)
        shown = [run for run in runs if run.owner not in hidden]
        enough = sum(len(run.text) for run in shown) >= (1 - _MOST_HIDDEN) * sum(len(run.text) for run in runs)
        return tuple(shown if enough else runs)

    @cached_property
    def visible_text(self) -> str:
        """All that a visitor can see, one line for each piece of text."""
        return "\n".join(run.text for run in self.runs)

    @property
    def _hidden(self) -> set[etree._Element]:
        hiding = (
            element for element in _STYLED(self.tree) if (style := element.get("style")) is None or _HIDES.search(style)
        )
        return {inner for element in hiding for inner in element.iter()}


def parse_html(source: str) -> etree._Element:
    """The root of `source`, deep nesting cut off by the parser; an empty document where nothing can be parsed."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    return root if root is not None else etree.fromstring(_EMPTY_HTML, etree.HTMLParser())
