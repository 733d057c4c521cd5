"""What a CMS family (建站系统) contributes to reading a page, and how its page is recognised."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from county.page import Article, Listing, Query
    from crawler.reading.page import Page


class Family:
    """A family that contributes nothing: the generic reader alone. Each file of this folder refines it."""

    id = ""
    name = "未识别"
    bodies: tuple[str, ...] = ()
    """Ids and classes of the containers that hold an article's body."""

    marks: tuple[str, ...] = ()
    """What its pages hold; any of them is enough."""

    issuer_is_source = True
    """Whether the 发布机构 of its index tables is where a text comes from, or only the unit whose page it is."""

    def recognises(self, page: Page) -> bool:
        """Whether the page was made by this family."""
        return any(mark in page.html for mark in self.marks)

    def following(self, page: Page) -> Iterable[str]:
        """Addresses of the list pages that follow, nearest first, as they stand in the page."""
        return ()

    def queries(self, page: Page) -> Iterable[Query]:
        """Questions to the data endpoint behind the page, as its own script asks them. Addresses as in the page."""
        return ()

    def loader(self, page: Page) -> str:
        """Name of the script that draws the rows of this page, "" where none is known."""
        return ""

    def article(self, page: Page) -> Article | None:
        """The article where the page keeps it as data of this family's making."""
        return None

    def listing(self, page: Page) -> Listing | None:
        """The listing where the page keeps its rows as data of this family's making."""
        return None


UNKNOWN = Family()
FAMILIES: list[Family] = []
"""Asked in this order: families with the surest marks first."""


def family(kind: type[Family]) -> type[Family]:
    """Register a family."""
    FAMILIES.append(kind())
    return kind


def family_of(page: Page) -> Family:
    """The family that recognises `page`, else `UNKNOWN`. Readers do not ask it: portals mix families, and what one
    family contributes is looked for on every page."""
    return next((kind for kind in FAMILIES if kind.recognises(page)), UNKNOWN)


def known_bodies() -> frozenset[str]:
    """Ids and classes, in lower case, of the containers of all families."""
    return _bodies_of(tuple(FAMILIES))


@lru_cache(maxsize=32)
def _bodies_of(families: tuple[Family, ...]) -> frozenset[str]:
    return frozenset(name.lower() for kind in families for name in kind.bodies)


def article_as_data(page: Page) -> Article | None:
    """The article where some family finds it as data in the page."""
    return next(filter(None, (kind.article(page) for kind in FAMILIES)), None)


def listing_as_data(page: Page) -> Listing | None:
    """The listing where some family finds its rows as data in the page."""
    return next(filter(None, (kind.listing(page) for kind in FAMILIES)), None)


def loader_of_family(page: Page) -> str:
    """Name of the script of some family that draws the rows of `page`, "" where none is known."""
    return next(filter(None, (kind.loader(page) for kind in FAMILIES)), "")
