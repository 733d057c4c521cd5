"""Texts and what the checks found in them: memoised by text, its date and rule set, so nothing is checked twice."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from county.finding import Finding, Level
from county.personal import Redacted
from county.settings import County
from county.times import day
from evidence.pack.codec import decode_text, decode_title
from evidence.pack.rows import TextRow
from evidence.places import columns_of_pages
from evidence.store import Store

_DATES = """
WITH dated AS (
    SELECT capture.text AS id, max(kind = 'document') AS document, coalesce(min(nullif(displayed, '')), '') AS day
    FROM capture LEFT JOIN article ON article.capture = capture.id WHERE capture.{which} GROUP BY capture.text
)
"""
_DATED = _DATES + "SELECT text.*, document, dated.day FROM text JOIN dated ON dated.id = text.id"  # noqa: S608 our own query
_EVERY, _ONLY = "text <> ''", "text IN (SELECT value FROM json_each(?))"
_ONLY_CAPTURES = "id IN (SELECT value FROM json_each(?))"
_SHOWN_IN_PACK = "SELECT id, text FROM capture WHERE text <> ''"
_UNCHECKED = (
    _DATES.format(which=_EVERY)
    + """
SELECT text.id, document, dated.day FROM text JOIN dated ON dated.id = text.id
LEFT JOIN text_check ON text_check.text = text.id
WHERE text_check.rule_set IS NULL OR text_check.rule_set <> ? OR text_check.day <> dated.day
"""
)
_SHOWN = f"{_DATED} ORDER BY text.id"
_PLACES = "SELECT text, page, max(url) FROM capture WHERE {which} GROUP BY text, page ORDER BY text, page"
_COUNT = "SELECT count(DISTINCT text) FROM capture WHERE text <> ''"
_LEVELS = {str(level): level for level in Level}
_FIELDS = tuple(field.name for field in fields(Finding))
"""All of them plain: dataclasses.asdict would copy each, and a night encodes thousands."""


class Identity(NamedTuple):
    """A text, whether it is an attachment's, and the day it bears, "" for none: what its findings depend on besides the
    rules."""

    text: str
    document: bool
    day: str


@dataclass(frozen=True, slots=True)
class StoredText:
    """A masked text with its title and the earliest date displayed with it; `document` says that it is an
    attachment's."""

    id: str
    title: Redacted
    body: Redacted
    document: bool
    day: dt.date | None

    @property
    def identity(self) -> Identity:
        """What its findings depend on."""
        return Identity(self.id, self.document, self.day.isoformat() if self.day else "")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A stored text with the ids of the units whose columns show it, none where that is not known, and one address."""

    text: StoredText
    units: tuple[str, ...]
    url: str


def encode_finding(finding: Finding) -> str:
    """A finding as JSON."""
    return json.dumps({name: getattr(finding, name) for name in _FIELDS}, ensure_ascii=False, sort_keys=True)


def decode_finding(text: str) -> Finding:
    """A finding from JSON."""
    values = json.loads(text)
    values["level"] = _LEVELS[values["level"]]
    return Finding(**values)


def unchecked(store: Store, rule_set: str) -> list[Identity]:
    """The texts that have not met this rule set."""
    rows = store.connection.execute(_UNCHECKED, (rule_set,))
    return [Identity(text, bool(document), shown) for text, document, shown in rows]


def stored_texts(store: Store, ids: Sequence[str]) -> list[StoredText]:
    """These texts."""
    rows = store.connection.execute(_DATED.format(which=_ONLY), (json.dumps(ids),)).fetchall()
    return [_stored(TextRow(*row[:-2]), *row[-2:]) for row in rows]


def texts_of_pack(folder: Path, known: set[str], most: int) -> list[StoredText]:
    """Texts of a pack, sealed or not, beyond the `known` ones, `most` of them at a time; those returned are known from
    now on. The file is opened for that moment only: its writer cannot end while it is open. None where there is no such
    file yet, or no table in it."""
    path = folder / "pack.db"
    if not path.is_file():
        return []
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]:
            return []
        shown = [(capture, text) for capture, text in connection.execute(_SHOWN_IN_PACK) if text not in known]
        new = set(islice(dict.fromkeys(text for _, text in shown), most))
        known.update(new)
        captures = [capture for capture, text in shown if text in new]
        rows = connection.execute(_DATED.format(which=_ONLY_CAPTURES), (json.dumps(captures),))
        return [_stored(TextRow(*row[:-2]), *row[-2:]) for row in rows]


def checked_among(store: Store, rule_set: str, ids: Sequence[str]) -> set[str]:
    """Which of these texts have met this rule set."""
    query = f"SELECT text FROM text_check WHERE rule_set = ? AND text IN ({', '.join('?' * len(ids))})"  # noqa: S608
    return {text for (text,) in store.connection.execute(query, (rule_set, *ids))}


def _stored(row: TextRow, document: int, displayed: str) -> StoredText:
    return StoredText(row.id, decode_title(row), decode_text(row), bool(document), day(displayed))


def keep_checked(store: Store, rule_set: str, checked: Iterable[tuple[Identity, list[Finding]]]) -> None:
    """Keeps what the checks found in each text."""
    with store.write() as connection:
        for (text, _, day_of_text), findings in checked:
            connection.execute("DELETE FROM text_finding WHERE text = ?", (text,))
            rows = [(text, position, encode_finding(finding)) for position, finding in enumerate(findings)]
            connection.executemany("INSERT INTO text_finding VALUES (?, ?, ?)", rows)
            connection.execute("INSERT OR REPLACE INTO text_check VALUES (?, ?, ?)", (text, rule_set, day_of_text))


def count_texts(store: Store) -> int:
    """How many texts some capture shows."""
    return int(store.connection.execute(_COUNT).fetchone()[0])


def placed_texts(store: Store, county: County, only: Collection[str] | None = None) -> Iterator[PlacedText]:
    """Every text that some capture shows, earlier versions of a page too, with the units it belongs to; `only` those
    of these ids, where they are given."""
    which, values = (_EVERY, ()) if only is None else (_ONLY, (json.dumps(list(only)),))
    shown = store.connection.execute(_PLACES.format(which=which), values).fetchall()
    columns = columns_of_pages(store, county, None if only is None else {page for _, page, _ in shown})
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for text, page, url in shown:
        places[text].append((columns.get(page, "").partition("/")[0], url))
    for row in store.connection.execute(_SHOWN.format(which=which), values):
        stored = _stored(TextRow(*row[:-2]), *row[-2:])
        here = places[stored.id]
        yield PlacedText(stored, tuple(dict.fromkeys(unit for unit, _ in here if unit)), here[0][1])
