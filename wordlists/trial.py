"""What a new entry would hit (试词): the figures, before it is saved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """One place where the word would be reported: ids of units, address, the words in their context (masked)."""

    units: tuple[str, ...]
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a word does. Of all `places` where it stands, allowed phrases excuse `excused`, and longer words of the
    lists already report `covered`; the rest is `new`, in `texts` of the `texts_read` texts. `units` counts texts by
    unit id, "" where the unit is not known."""

    texts_read: int
    places: int
    excused: int
    covered: int
    new: int
    texts: int
    units: dict[str, int]
    quotes: tuple[Quote, ...]
