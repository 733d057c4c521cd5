"""Histories of columns, as known at the end of a night: the ground on which columns are judged and units scored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from county.address import canonical, page_id
from county.history import ColumnHistory, Item
from county.settings import County
from county.times import day, known_day
from county.units import Column, ColumnKind, Unit
from county.visit import Verdict, Visit
from evidence.claims import Claims, claims, last_changes
from evidence.lost_pages import lost_pages
from evidence.portion import COLUMNS, EVERYTHING, Portion
from evidence.store import Store

_VISITS = f"""
SELECT run, night, "column", verdict, reason, entries, newest, window_covered_from, empty_because, full
FROM visit
WHERE night <= :night AND {COLUMNS} ORDER BY night, verdict = 'complete', ended_at, run
"""  # noqa: S608 our own condition
_ENTRIES = f"""
SELECT "column", page, url, first_night, first_title, first_listed, min(last_night, :night) FROM entry
WHERE first_night <= :night AND {COLUMNS} ORDER BY "column", page
"""  # noqa: S608 our own condition
_FIRST_READ = """
SELECT page, displayed, meta, in_url, source, fingerprint, text.id, min(night || fetched_at) FROM capture
JOIN article ON article.capture = capture.id JOIN text ON text.id = capture.text
WHERE night <= :night AND effective = 'ok' {pages} GROUP BY page
"""


class _FirstRead(NamedTuple):
    """What an article claimed of itself when it was first read."""

    displayed: str = ""
    meta: str = ""
    in_url: str = ""
    source: str = ""
    fingerprint: str = ""
    text: str = ""


_VERDICTS = {str(verdict): verdict for verdict in Verdict}
STATIC = frozenset({ColumnKind.LEADERS, ColumnKind.FUNCTIONS})
"""Columns of standing texts, which are judged by when they changed."""


def histories(store: Store, county: County, as_of: dt.date, unit: str = "") -> dict[str, tuple[ColumnHistory, ...]]:
    """The histories of every unit's columns by unit id, in the order of the configuration; of `unit` alone where one is
    named."""
    units = [one for one in county.units if unit in ("", one.id)]
    own = tuple(_own(county, one, column) for one in units for column in one.columns)
    portion = Portion(unit, own) if unit else EVERYTHING
    visits = _visits(store, as_of, portion)
    claimed = claims(store, as_of, portion)
    items = _items(store, as_of, claimed, portion)
    changed = _changes(store, county, units, as_of, items)

    def history(unit: Unit, column: Column) -> ColumnHistory:
        known = tuple(visits[column.key]), tuple(items[column.key])
        return ColumnHistory(
            unit, column, as_of, *known, claimed.tags.get(_own(county, unit, column)), changed.get(column.key)
        )

    return {one.id: tuple(history(one, column) for column in one.columns) for one in units}


def _own(county: County, unit: Unit, column: Column) -> str:
    """The id of the column's own page."""
    home = next((portal.home for portal in county.portals if portal.id == unit.portal), column.url)
    return page_id(unit.portal, canonical(column.url, home))


def _changes(
    store: Store, county: County, units: list[Unit], as_of: dt.date, items: dict[str, list[Item]]
) -> dict[str, dt.date]:
    """By static column the last night on which its own page or one of its items was new or had another text."""
    pages = {
        column.key: {_own(county, unit, column), *(item.page for item in items[column.key])}
        for unit in units
        for column in unit.columns_of(*STATIC)
    }
    changed = last_changes(store, set().union(*pages.values()), as_of)
    nights = {key: [changed[page] for page in own if page in changed] for key, own in pages.items()}
    return {key: max(known) for key, known in nights.items() if known}


def visits(store: Store, as_of: dt.date, portion: Portion = EVERYTHING) -> list[Visit]:
    """All visits up to that night, oldest first."""
    rows = store.connection.execute(_VISITS, portion.values | {"night": as_of.isoformat()})
    return [
        Visit(
            run,
            known_day(night),
            column,
            _VERDICTS[verdict],
            reason,
            entries,
            day(newest),
            day(covered),
            empty,
            full == 1,
        )
        for run, night, column, verdict, reason, entries, newest, covered, empty, full in rows
    ]


def saw_a_column(store: Store, portal: str, night: dt.date) -> bool:
    """Whether a run of that night read a column of the portal whole."""
    query = """
    SELECT EXISTS (SELECT 1 FROM visit JOIN pack ON pack.run = visit.run
    WHERE pack.portal = ? AND visit.night = ? AND verdict = 'complete')
    """
    return bool(store.connection.execute(query, (portal, night.isoformat())).fetchone()[0])


def complete_visits(store: Store, run: str) -> int:
    """How many columns that run read completely."""
    query = "SELECT count(*) FROM visit WHERE run = ? AND verdict = ?"
    return int(store.connection.execute(query, (run, Verdict.COMPLETE)).fetchone()[0])


def unanswered_columns(store: Store, night: dt.date) -> set[str]:
    """Keys of the columns that did not answer in any run of that night."""
    query = 'SELECT "column" FROM visit WHERE night = ? GROUP BY "column" HAVING min(verdict = ?) = 1'
    return {key for (key,) in store.connection.execute(query, (night.isoformat(), Verdict.UNREACHABLE))}


def _visits(store: Store, as_of: dt.date, portion: Portion) -> dict[str, list[Visit]]:
    grouped: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits(store, as_of, portion):
        grouped[visit.column].append(visit)
    return grouped


def _items(store: Store, as_of: dt.date, claimed: Claims, portion: Portion) -> dict[str, list[Item]]:
    values = portion.values | {"night": as_of.isoformat()}
    first_read = store.connection.execute(_FIRST_READ.format(pages=portion.pages), values)
    read = {page: _FirstRead(*rest[:-1]) for page, *rest in first_read}
    lost = lost_pages(store, as_of, portion)
    grouped: dict[str, list[Item]] = defaultdict(list)
    unread = _FirstRead()
    for column, page, url, first, title, listed, last in store.connection.execute(_ENTRIES, values):
        article = read.get(page, unread)
        grouped[column].append(
            Item(
                page=page,
                url=url,
                title=title,
                listed=day(listed),
                displayed=day(article.displayed),
                claimed=day(article.meta or article.in_url),
                first_seen=known_day(first),
                last_seen=known_day(last),
                fingerprint=article.fingerprint,
                source=article.source,
                listed_now=claimed.listed.get((column, page)),
                displayed_now=claimed.displayed.get(page),
                same_text=claimed.texts.get(page, article.text) == article.text,
                written=claimed.written.get(page),
                tags=claimed.tags.get(page),
                missing_on=lost[page].nights,
                missing_because=lost[page].reason,
            )
        )
    return grouped
