"""The same news (同一条信息): one page listed in several columns, or one text posted on several pages."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from county.history import Item

SAME_TITLE_DAYS = 3
"""Where a body was not read, an equal title is the same news within so many days: weekly news repeat their titles."""


def title_key(title: str) -> str:
    """Equal for titles that differ only in spaces, punctuation, width and case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title).casefold()))


def one_for_each_page(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each page once, at its earliest date, with the fingerprint of any listing that has one."""
    by_page: dict[str, list[Item]] = {}
    for item in items:
        by_page.setdefault(item.page, []).append(item)
    return tuple(_merged(same) for same in by_page.values())


def first_copies(items: Iterable[Item]) -> tuple[Item, ...]:
    """Of dated items, the earliest copy of each news. Two items are the same news where their fingerprints are equal,
    or where one of them has none, their titles are equal and their dates are at most three days apart.

    Items are met in the order of their dates, and each is held against the news met so far only: so an item more
    never takes away another that is older, whatever it resembles, and never joins two news into one."""
    news = _News()
    return tuple(item for item in sorted(items, key=_order) if news.adds(item))


@dataclass(slots=True)
class _Group:
    fingerprint: str


@dataclass(slots=True)
class _News:
    """The news met so far, by fingerprint and by title."""

    _by_fingerprint: dict[str, _Group] = field(default_factory=dict)
    _by_title: dict[str, list[tuple[dt.date, _Group]]] = field(default_factory=dict)

    def adds(self, item: Item) -> bool:
        """Takes the next item in; whether it is a news of its own."""
        title = title_key(item.title)
        known = self._by_fingerprint.get(item.fingerprint) or next(self._of_title(item, title), None)
        group = known or _Group(item.fingerprint)
        if item.fingerprint:
            # a copy that was read says what the unread first one told
            group.fingerprint = group.fingerprint or item.fingerprint
            self._by_fingerprint[item.fingerprint] = group
        if title and item.date:
            self._by_title.setdefault(title, []).append((item.date, group))
        return known is None

    def _of_title(self, item: Item, title: str) -> Iterator[_Group]:
        for date, group in reversed(self._by_title.get(title, [])):
            if item.date is None or (item.date - date).days > SAME_TITLE_DAYS:
                return
            if not (item.fingerprint and group.fingerprint):
                yield group


def _merged(same: list[Item]) -> Item:
    if len(same) == 1:
        return same[0]
    first, *others = sorted(same, key=_order)
    fingerprint = next((item.fingerprint for item in (first, *others) if item.fingerprint), "")
    first_seen = min(item.first_seen for item in same)
    return replace(
        first, fingerprint=fingerprint, first_seen=first_seen, last_seen=max(item.last_seen for item in same)
    )


def _order(item: Item) -> tuple[object, ...]:
    """By date, undated last, and among equal dates by everything that could tell two items apart."""
    dates = (item.date, item.displayed, item.listed, item.claimed, item.first_seen, item.last_seen)
    date, *claims = (date or dt.date.max for date in dates)
    return (date, item.fingerprint == "", item.url, item.page, item.title, item.fingerprint, item.source, claims)
