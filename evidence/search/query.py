"""Asking the index: phrases, one column or unit, a span of days; newest first, a page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from county.normal import squeeze
from county.personal import mask_numbers
from evidence.errors import EvidenceError
from evidence.search.tokens import column_token, match_expression, month_tokens, pairs, unit_token
from evidence.store import Store

READ = 1000
"""Texts read again at most for one page of results; where they do not fill it, the next page goes on from there."""
COUNTED = 1000
"""Texts counted at most."""
FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)

_FOUND = """
SELECT number, text.id, text.title, text.content, page, "column", day FROM search
JOIN search_text ON search_text.number = search.rowid JOIN text ON text.id = search_text.text
WHERE search MATCH ? AND search.rowid < ? AND day BETWEEN ? AND ? ORDER BY search.rowid DESC LIMIT ?
"""
_POSSIBLE = """
SELECT text FROM search JOIN search_text ON number = search.rowid WHERE search MATCH ?
UNION ALL SELECT id FROM text WHERE NOT EXISTS (SELECT 1 FROM search_text WHERE search_text.text = text.id)
"""
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
_SHOWN = """
SELECT id, url, kind, night, text = (
    SELECT text FROM capture AS last WHERE last.page = capture.page AND effective = 'ok'
    ORDER BY night DESC, fetched_at DESC LIMIT 1
) FROM capture WHERE text = ? AND page = ? ORDER BY night DESC, fetched_at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `words` are phrases parted by blanks, all of which must stand in the text or its title;
    `unit` and `column` (a column's key) are "" for all. `before` is where the last page of results ended, 0 for the
    first page."""

    words: str
    unit: str = ""
    column: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    before: int = 0

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases in normal form."""
        return tuple(filter(None, (squeeze(word).text for word in self.words.split())))


@dataclass(frozen=True, slots=True)
class Found:
    """A text with the words. `title` and `content` are masked; `capture` is the last one that shows it, `night` its
    night, `kind` article or document; `current` says that the page still says so."""

    number: int
    text: str
    title: str
    content: str
    page: str
    column: str
    day: str
    capture: str
    url: str
    kind: str
    night: str
    current: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results. `about` counts texts that hold all pairs of the words, `COUNTED` standing for that many or
    more; `more` is where the next page begins, 0 where this is the last."""

    found: tuple[Found, ...]
    about: int
    more: int


class _Row(NamedTuple):
    number: int
    text: str
    title: str
    content: str
    page: str
    column: str
    day: str


def search(store: Store, query: Query, size: int = 20) -> SearchPage:
    """At most `size` texts, newest first. Raises EvidenceError where the words cannot be looked for."""
    expression = _expression(query)
    since, until = query.since or dt.date.min, query.until or dt.date.max
    values = (expression, query.before or 1 << 62, since.isoformat(), until.isoformat(), READ)
    rows, more = _holding(store.connection.execute(_FOUND, values), query.phrases, size)
    [about] = store.connection.execute(_COUNT, (expression, COUNTED)).fetchone()
    return SearchPage(tuple(_shown(store, row) for row in rows), about, more)


def possible_texts(store: Store, word: str) -> list[str] | None:
    """The ids of all texts in which `word` may stand, those that the index lacks among them; None where the index
    cannot tell."""
    phrase = squeeze(word).text
    if not pairs(phrase):
        return None
    return [id_ for (id_,) in store.connection.execute(_POSSIBLE, (match_expression([phrase]),))]


def _holding(candidates: Iterable[tuple[Any, ...]], phrases: tuple[str, ...], size: int) -> tuple[list[_Row], int]:
    """The first candidates in which the phrases stand as they are, and not only all their pairs; and after which number
    the next ones come, 0 where there are none."""
    held: list[_Row] = []
    number = read = 0
    for values in candidates:
        row = _Row(*values)
        text = squeeze(f"{row.title}\n{row.content}").text
        if all(phrase in text for phrase in phrases):
            if len(held) == size:
                return held, held[-1].number
            held.append(row)
        number, read = row.number, read + 1
    return held, number if read == READ else 0


def _expression(query: Query) -> str:
    if mask_numbers(query.words) != query.words:
        raise EvidenceError("检索词里有完整的个人号码，系统只存遮掩后的号码；请只写号码的前几位或后几位。")
    if not all(map(pairs, query.phrases)) or not query.phrases:
        raise EvidenceError("检索词太短；请写至少两个相连的字（多个词用空格隔开，须同时出现）。")
    places = [[unit_token(query.unit)] if query.unit else [], [column_token(query.column)] if query.column else []]
    return match_expression(query.phrases, *places, _months(query))


def _months(query: Query) -> list[str]:
    if query.since is None and query.until is None:
        return []
    since, until = max(query.since or FIRST_DAY, FIRST_DAY), min(query.until or LAST_DAY, LAST_DAY)
    return month_tokens(since, max(since, until))


def _shown(store: Store, row: _Row) -> Found:
    capture, url, kind, night, current = store.connection.execute(_SHOWN, (row.text, row.page)).fetchone()
    return Found(*row, capture, url, kind, night, bool(current))
