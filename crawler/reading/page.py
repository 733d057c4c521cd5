"""A fetched page (网页): decoded and parsed once, shared by every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml import etree

from county.markup import parse_utf8
from crawler.reading.addresses import absolute
from crawler.reading.blanks import spaced_once
from crawler.reading.encoding import Decoded, decode
from crawler.reading.headings import read_headings
from crawler.reading.links import Lead, Link, link_of, read_leads
from crawler.reading.outline import Outline, Run

_HIDES = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_MOST_HIDDEN = 0.7
"""A page that hides more of its text than this shows it by script: then nothing counts as hidden."""


@dataclass(frozen=True)
class Page:
    """A page as bytes told it. Everything below is computed on first use and kept."""

    url: str
    decoded: Decoded

    @classmethod
    def parse(cls, body: bytes, url: str, content_type: str = "") -> Page:
        """A page from any bytes whatever; never raises."""
        return cls(url, decode(body, content_type))

    @property
    def html(self) -> str:
        """The source."""
        return self.decoded.text

    @cached_property
    def tree(self) -> etree._Element:
        """The one root of the page; an empty document where nothing could be parsed."""
        return parse_utf8(self.decoded.utf8)

    @cached_property
    def outline(self) -> Outline:
        """Every element with its place."""
        return Outline(self.tree)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and every area of an image map."""
        return tuple(link_of(element, href) for element, href in self.leads)

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """Every link without its words: which element, and where it leads as written."""
        return read_leads(self.outline)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The texts of all headings."""
        return read_headings(self.outline)

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are relative to."""
        for element in self.outline.tagged("base"):
            if base := absolute(self.url, element.get("href") or ""):
                return base
        return self.url

    @cached_property
    def title_tag(self) -> str:
        """The text of the first <title> as it stands, "" where there is none."""
        first = self.outline.tagged("title")[:1]
        return "".join(text for element in first for text in element.itertext())

    @cached_property
    def meta(self) -> dict[str, str]:
        """Content of each meta tag by its name in lower case; of doubled ones the first that says something."""
        found: dict[str, str] = {}
        for tag in self.outline.tagged("meta"):
            name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip().lower()
            content = spaced_once(tag.get("content") or "")
            if name and content:
                found.setdefault(name, content)
        return found

    @cached_property
    def may_count_pages(self) -> bool:
        """Whether a script of the page may say how many there are: createPageHTML, Pager and maxPageNum have this word
        in common, and most pages hold none of them."""
        return "Page" in self.html

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The texts a visitor can see, in the order of the page."""
        return self.outline.seen(self._hidden, _MOST_HIDDEN)

    @cached_property
    def visible_text(self) -> str:
        """All that a visitor can see, one line for each piece of text."""
        return "\n".join([text for text, _ in self.runs])

    @property
    def _hidden(self) -> set[int]:
        return {*self.outline.values("hidden"), *self.outline.named(_hides, "style")}


@lru_cache(maxsize=1024)
def _hides(style: str) -> bool:
    """Editors repeat the same few styles from paragraph to paragraph."""
    return _HIDES.search(style) is not None
