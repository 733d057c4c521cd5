"""What a page that may be a column shows (栏目页所见)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.discovery.site import Site
from crawler.reading import Page, read_article, read_listing
from crawler.reading.blanks import fold
from crawler.reading.flow import inline_text

_CRUMB_WORDS = re.compile(r"(?:当前|您的?|你的?|所在|现在的?)(?:所在)?的?位置|当前栏目|位置\s*[:：]")
_CRUMB_BOXES = etree.XPath(
    "//*[contains(@class,'crumb') or contains(@class,'position') or contains(@class,'location') or"
    " contains(@class,'weizhi') or contains(@class,'dqwz') or contains(@id,'crumb')]"
)
_LONGEST_CRUMBS = 160
_KEPT_ROWS = 10
_MOST_PIECES = 60


@dataclass(frozen=True, slots=True)
class Observation:
    """The first page of what may be a column. `away` is the share of its rows that lead to other sites, `rows` the
    first addresses of its list, `letters` how much text stands on it beside lists, `place` its title and crumbs."""

    url: str
    place: str
    entries: int
    dated: int
    newest: dt.date | None
    away: float
    rows: tuple[str, ...]
    empty_because: str
    drawn_by_script: str
    letters: int


def observe(page: Page, site: Site, today: dt.date) -> Observation:
    """Reads `page` as a column. Never raises."""
    listing = read_listing(page)
    dates = [entry.date for entry in listing.entries if entry.date]
    elsewhere = sum(1 for entry in listing.entries if not site.holds(entry.url))
    return Observation(
        url=page.url,
        place="\n".join((document_title(page), crumbs(page))),
        entries=len(listing.entries),
        dated=len(dates),
        newest=max((date for date in dates if date <= today), default=None),
        away=elsewhere / len(listing.entries) if listing.entries else 0.0,
        rows=tuple(entry.url for entry in listing.entries[:_KEPT_ROWS]),
        empty_because=listing.empty_because,
        drawn_by_script=listing.drawn_by_script,
        letters=0 if dates else sum(letter.isalpha() for letter in read_article(page).text.content),
    )


def document_title(page: Page) -> str:
    """Text of <title>."""
    element = page.tree.find(".//title")
    return fold("".join(element.itertext()))[:_LONGEST_CRUMBS] if element is not None else ""


def crumbs(page: Page) -> str:
    """The line that says where one is (当前位置), "" where there is none."""
    for text, at in page.runs:
        if _CRUMB_WORDS.search(text):
            owner = page.outline.elements[at]
            own, parent = _pieces(owner), owner.getparent()
            wider = _pieces(parent) if parent is not None and len(own) <= len(text) + 2 else own
            return wider if len(wider) <= _LONGEST_CRUMBS else own[:_LONGEST_CRUMBS]
    lines = (_pieces(box) for box in _CRUMB_BOXES(page.tree))
    return next((line for line in lines if "首页" in line and len(line) <= _LONGEST_CRUMBS), "")


def _pieces(element: etree._Element) -> str:
    """The texts of a line, parted where its tags part them: many portals draw the > by style sheet."""
    pieces = (fold(text) for text in islice(element.itertext("*"), _MOST_PIECES))
    return ">".join(piece for piece in pieces if piece)


def headings(page: Page) -> tuple[str, ...]:
    """The first headings of the page."""
    found = (inline_text(element) for tag in ("h1", "h2") for element in page.tree.iter(tag))
    return tuple(text for text in found if text)[:3]
