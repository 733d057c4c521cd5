"""Links of a page (链接): where they lead as written, and the text they show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.reading.addresses import href_of
from crawler.reading.flow import inline_text

_LINKS = etree.XPath(".//a[@href or @onclick]|.//area[@href]")
_MOST_LINKS = 6000
"""A page of more links is a site map or an attack."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page: where it leads as written, and the text it shows."""

    element: etree._Element
    href: str
    text: str

    @property
    def name(self) -> str:
        """The text, else the title attribute."""
        return self.text or self.element.get("title") or self.element.get("alt") or ""


def read_links(tree: etree._Element) -> tuple[Link, ...]:
    """All links in order."""
    return tuple(Link(element, href_of(element), inline_text(element)) for element in islice(_LINKS(tree), _MOST_LINKS))
