"""What an article links to, and what was learnt of it (链接状态): the ground on which links are judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from county.page import LinkKind

MISSING_NIGHTS = 2
"""What was missing on so many nights, and not there between them, is gone: one bad night proves nothing."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """One link of a page: address and text masked. `outside` says that it leads away from the portal, `missing_on` are
    the nights on which its target was found missing since it was last there, `reason` is what was said on the last of
    them."""

    url: str
    text: str
    kind: LinkKind
    outside: bool
    missing_on: tuple[dt.date, ...] = ()
    reason: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether the target is surely gone."""
        return len(self.missing_on) >= MISSING_NIGHTS


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """The links of a page as known at the end of a night. `own_hosts` are the county's portals, `allowed_hosts` what
    the office allows besides."""

    links: tuple[LinkState, ...]
    own_hosts: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
