"""When a finding was there: from what each night saw to first seen, last seen and gone (首次发现、最近发现、已消失)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

MISSING_NIGHTS = 2
"""A page counts as gone after it was missing on so many nights in a row: one bad night proves nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a page or a column. `ids` are the findings seen; `whole` says that what is not among them was not
    there, `missing` that the page itself was not there. `capture` is "" where the look made no new one."""

    night: str
    ids: frozenset[str]
    whole: bool
    capture: str = ""
    missing: bool = False


@dataclass(slots=True)
class Span:
    """First and last night of a finding, the captures that show it, and the night that found it gone, "" if none."""

    first_seen: str
    last_seen: str
    captures: list[str] = field(default_factory=list)
    gone_on: str = ""


def spans(looks: Iterable[Look]) -> dict[str, Span]:
    """The span of each finding on one subject, from all looks at it, oldest first."""
    found: dict[str, Span] = {}
    missing: set[str] = set()
    for look in looks:
        missing = missing | {look.night} if look.missing else set() if look.whole else missing
        for id_ in look.ids:
            span = found.setdefault(id_, Span(look.night, look.night))
            span.last_seen, span.gone_on = look.night, ""
            if look.capture:
                span.captures.append(look.capture)
        if look.whole or len(missing) >= MISSING_NIGHTS:
            _close(found, look)
    return found


def _close(found: dict[str, Span], look: Look) -> None:
    for id_, span in found.items():
        if id_ not in look.ids and not span.gone_on:
            span.gone_on = look.night
