"""A hit (命中) and where it stands again: in the page as it was sent, in its source, in a later lay-out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from county.finding import Finding
from county.normal import squeeze
from county.text import Text

CONTEXT = 30
"""Characters to each side that tell one place of the words from another."""
MOST_PLACES = 200
"""Places of the same words that are looked at and marked: a page that repeats them more often is told by its first."""
_MASKED = re.compile("[0-9xX*]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """The words of a finding as their text has them, masked, with what stands before and after them there. `quote` is
    for words that only name what was found: a piece of the source itself."""

    words: str
    before: str = ""
    after: str = ""
    quote: str = ""


def hit_of(finding: Finding, title: str, text: Text) -> Hit | None:
    """The hit of a finding in its text, else in the title, else by its words alone; None where it speaks of no words
    (a column, a date)."""
    if 0 <= finding.start < finding.end <= len(text.content):
        return _around(text.content, finding.start, finding.end)
    if not finding.words:
        return None
    for content in (title, text.content):
        if places := find_words(content, Hit(finding.words)):
            return _around(content, *places[0])
    return Hit(finding.words, quote=finding.quote)


def _around(content: str, start: int, end: int) -> Hit:
    return Hit(content[start:end], content[max(0, start - CONTEXT) : start], content[end : end + CONTEXT])


def find_words(text: str, hit: Hit) -> list[Span]:
    """Where the words of `hit` stand in `text`, however its lines are broken: first the place whose surroundings are
    most like those of the hit, then the others in their order. Blanks and case do not count; where the words are
    masked, digits are as good as stars."""
    normal = squeeze(text)
    words, before, after = (squeeze(part).text for part in (hit.words, hit.before, hit.after))
    searched = normal.text
    if "*" in words:
        searched, words, before, after = (_MASKED.sub("*", part) for part in (searched, words, before, after))
    if not words:
        return []
    places = _places(searched, words)
    if not places:
        return []
    best = max(places, key=lambda place: _likeness(searched, place, place + len(words), before, after))
    ordered = [best, *(place for place in places if place != best)]
    return [normal.span(place, place + len(words)) for place in ordered]


def _places(text: str, words: str) -> list[int]:
    places: list[int] = []
    place = text.find(words)
    while place >= 0 and len(places) < MOST_PLACES:
        places.append(place)
        place = text.find(words, place + len(words))
    return places


def _likeness(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many characters to both sides are those of the hit, counted outwards from its words."""
    ahead = _alike(text[max(0, start - CONTEXT) : start][::-1], before[::-1])
    return ahead + _alike(text[end : end + CONTEXT], after)


def _alike(one: str, other: str) -> int:
    """How many first characters both have in common."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)
