"""When a finding was there: from what each night saw to its spans (首次发现、最近发现、已消失)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from county.recheck import Files

MISSING_NIGHTS = 2
"""A page counts as gone after it was missing on so many nights in a row: one bad night proves nothing."""

WHOLE_QUALITY = 1.0
"""Quality of a capture below which a part of the page was not read: what it does not show may stand there."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a subject. `seen` are the findings on it, each with its content; `whole` says that what is not among
    them was not there, `missing` that the subject was not there, nor a file of it. `capture` is "" where the look made
    none that shows a text.

    The rest is for the re-check (复核): `witness` is the capture that shows what was answered, `reason` why it was no
    text, `text` the id of what was read; `gone` says that the subject itself was not there, `files` what became of its
    attachments then, `orphan` that it is a file whose page is gone."""

    night: str
    seen: Mapping[str, str]
    whole: bool
    capture: str = ""
    missing: bool = False
    witness: str = ""
    reason: str = ""
    text: str = ""
    gone: bool = False
    files: Files = Files.GONE
    orphan: bool = False


@dataclass(slots=True)
class Span:
    """A stretch of nights on which a finding stood with one content: first and last night, the captures that show it,
    and the night that found it gone, "" where none did. What comes back, or says something else, begins a new span, so
    that what was known at the end of any night stays as it was."""

    first_seen: str
    last_seen: str
    content: str
    captures: list[str] = field(default_factory=list)
    gone_on: str = ""


def spans(looks: Iterable[Look]) -> dict[str, list[Span]]:
    """The spans of each finding on one subject, from all looks at it, oldest first."""
    found: dict[str, list[Span]] = {}
    missing: set[str] = set()
    for look in looks:
        missing = missing | {look.night} if look.missing else set() if look.whole else missing
        for id_, content in look.seen.items():
            span = _current(found.setdefault(id_, []), look, content)
            span.last_seen = look.night
            if look.capture:
                span.captures.append(look.capture)
        if look.whole or len(missing) >= MISSING_NIGHTS:
            _close(found, look)
    return found


def _current(known: list[Span], look: Look, content: str) -> Span:
    if not known or known[-1].gone_on or known[-1].content != content:
        known.append(Span(look.night, look.night, content))
    return known[-1]


def _close(found: dict[str, list[Span]], look: Look) -> None:
    for id_, known in found.items():
        if id_ not in look.seen and not known[-1].gone_on:
            known[-1].gone_on = look.night
