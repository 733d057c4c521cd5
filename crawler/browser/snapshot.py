"""A page as the browser had drawn it (渲染快照), and who takes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from county.page import Listing
from crawler.reading import Page, read_listing

CONTENT_TYPE = "text/html; charset=utf-8"
"""Of a drawn page written out again, whatever the page declares of itself."""


class Pager(StrEnum):
    """What the drawn page shows for going on (翻页按钮)."""

    NONE = "none"
    READY = "ready"
    ENDED = "ended"


@dataclass(frozen=True)
class Snapshot:
    """The document as drawn. `quiet` is true where nothing more was on its way, `lost` counts the requests of the page
    that were refused or failed, `browser` is its name and version."""

    url: str
    html: str
    status: int
    quiet: bool
    lost: int
    pager: Pager
    browser: str

    @cached_property
    def body(self) -> bytes:
        """The document as bytes."""
        return self.html.encode("utf-8", "replace")


class Visitor(Protocol):
    """Takes the snapshots of one column in the order in which they are drawn."""

    def take(self, snapshot: Snapshot) -> bool:
        """Reads one; whether the page is to be turned (翻页)."""

    def stuck(self) -> None:
        """The page was to be turned and showed nothing new."""


def rows_of(html: str, url: str) -> Listing:
    """What a drawn page says as a list."""
    return read_listing(Page.parse(html.encode("utf-8", "replace"), url, CONTENT_TYPE))
