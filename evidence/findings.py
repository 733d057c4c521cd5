"""Findings (问题) as they stand: made anew from what the checks found and what each night saw, never edited."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from county.finding import FindingState, KnownFinding
from county.settings import County
from county.visit import Verdict
from evidence.decisions import decided
from evidence.pack.tables import TableSpec, upsert
from evidence.sightings import Look, Span, spans
from evidence.store import Store
from evidence.texts import decode_finding


class FindingRow(NamedTuple):
    """A row of the table of findings."""

    id: str
    rule: str
    unit: str
    column: str
    subject: str
    url: str
    finding: str
    capture: str
    first_seen: str
    last_seen: str
    gone_on: str


class _Place(NamedTuple):
    unit: str
    column: str
    subject: str
    url: str


_FINDING = TableSpec("finding", FindingRow, ("id",))
_ON_TEXTS = """
SELECT text_finding.text, finding FROM text_finding ORDER BY text_finding.text, position
"""
_CAPTURES = """
SELECT page, night, fetched_at, id, text, effective, url FROM capture
WHERE page IN (SELECT page FROM capture WHERE text IN (SELECT text FROM text_finding))
"""
_SIGHTINGS = """
SELECT page, night, seen_at, '', '', 'same', '' FROM sighting
WHERE page IN (SELECT page FROM capture WHERE text IN (SELECT text FROM text_finding))
"""
_COLUMN_OF_PAGE = """
SELECT page, "column" FROM entry UNION SELECT page, "column" FROM visit_page
"""
_ARTICLE_OF_ATTACHMENT = "SELECT target, page FROM attachment ORDER BY target, first_night, page"
_NIGHTS = """
SELECT night_check.night, visit."column", visit.verdict FROM night_check JOIN visit ON visit.night = night_check.night
ORDER BY visit."column", night_check.night, visit.ended_at
"""
_NIGHT_FINDINGS = 'SELECT night, id, unit, "column", subject, url, finding FROM night_finding ORDER BY night'
_LIST_CAPTURES = """
SELECT DISTINCT "column", capture.id, capture.night, capture.fetched_at FROM visit_page
JOIN capture ON capture.page = visit_page.page
WHERE number = 1 AND effective = 'ok' ORDER BY capture.night, capture.fetched_at
"""


def rebuild(store: Store, county: County) -> int:
    """Makes the table of findings anew; gives how many there are."""
    on_pages = list(_page_findings(store, county))
    on_columns = list(_column_findings(store))
    shown = [(row.id, capture) for row, captures in on_pages + on_columns for capture in captures]
    with store.write() as connection:
        connection.execute("DELETE FROM finding")
        connection.execute("DELETE FROM finding_capture")
        upsert(connection, _FINDING, [row for row, _ in on_pages + on_columns])
        connection.executemany("INSERT OR IGNORE INTO finding_capture VALUES (?, ?)", shown)
    return len(on_pages) + len(on_columns)


def _page_findings(store: Store, county: County) -> Iterable[tuple[FindingRow, list[str]]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for text, finding in store.connection.execute(_ON_TEXTS):
        texts[text].append(finding)
    columns = _columns_of_pages(store, county)
    rows = sorted([*store.connection.execute(_CAPTURES), *store.connection.execute(_SIGHTINGS)])
    for page, looks_at_page in groupby(rows, key=itemgetter(0)):
        column = columns.get(page, "")
        place = _Place(column.partition("/")[0], column.partition("/")[2], page, "")
        yield from _of_page(place, list(looks_at_page), texts)


def _of_page(
    place: _Place, rows: list[tuple[str, ...]], texts: dict[str, list[str]]
) -> Iterable[tuple[FindingRow, list[str]]]:
    findings: dict[str, str] = {}
    looks: list[Look] = []
    ids: frozenset[str] = frozenset()
    for _, night, _, capture, text, effective, url in rows:
        if effective == "ok":
            here = {decode_finding(one).id(place.subject): one for one in texts.get(text, ())}
            findings |= here
            ids = frozenset(here)
            place = place._replace(url=url)
        if effective in ("ok", "same"):
            looks.append(Look(night, ids, whole=True, capture=capture))
        else:
            looks.append(Look(night, frozenset(), whole=False, missing=effective in ("missing", "stub")))
    for id_, span in spans(looks).items():
        yield _row(id_, place, findings[id_], span), span.captures


def _columns_of_pages(store: Store, county: County) -> dict[str, str]:
    """The column each page belongs to: the first by the order of the configuration where it stands in several; an
    attachment belongs where the first article that links it does."""
    order = {column.key: number for number, column in enumerate(c for unit in county.units for c in unit.columns)}
    last = len(order)
    columns: dict[str, str] = {}
    for page, column in store.connection.execute(_COLUMN_OF_PAGE):
        if page not in columns or order.get(column, last) < order.get(columns[page], last):
            columns[page] = column
    for target, article in store.connection.execute(_ARTICLE_OF_ATTACHMENT):
        if target not in columns and article in columns:
            columns[target] = columns[article]
    return columns


def _column_findings(store: Store) -> Iterable[tuple[FindingRow, list[str]]]:
    seen: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    places: dict[str, _Place] = {}
    for night, id_, unit, column, subject, url, finding in store.connection.execute(_NIGHT_FINDINGS):
        seen[f"{unit}/{column}"][night][id_] = finding
        places[id_] = _Place(unit, column, subject, url)
    captures = _captures_of_lists(store)
    for column, visits in groupby(store.connection.execute(_NIGHTS), key=itemgetter(1)):
        nights = {night: verdict == Verdict.COMPLETE for night, _, verdict in visits}
        by_night = seen.get(column, {})
        looks = [Look(night, frozenset(by_night.get(night, ())), whole) for night, whole in nights.items()]
        for id_, span in spans(looks).items():
            span.captures = [capture for capture, night in captures.get(column, ()) if night <= span.last_seen][-1:]
            yield _row(id_, places[id_], by_night[span.last_seen][id_], span), span.captures


def _captures_of_lists(store: Store) -> dict[str, list[tuple[str, str]]]:
    captures: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for column, capture, night, _ in store.connection.execute(_LIST_CAPTURES):
        captures[column].append((capture, night))
    return captures


def _row(id_: str, place: _Place, finding: str, span: Span) -> FindingRow:
    rule = decode_finding(finding).rule
    capture = span.captures[-1] if span.captures else ""
    return FindingRow(id_, rule, *place, finding, capture, span.first_seen, span.last_seen, span.gone_on)


def findings(store: Store, as_of: dt.date) -> list[KnownFinding]:
    """All findings as known at the end of that night, by unit, rule and first night."""
    night = as_of.isoformat()
    decisions = decided(store, as_of)
    query = "SELECT * FROM finding WHERE first_seen <= ? ORDER BY unit, rule, first_seen, id"
    return [
        _known(row, night, decisions.get(row.id))
        for row in map(FindingRow._make, store.connection.execute(query, (night,)))
    ]


def _known(row: FindingRow, night: str, decision: FindingState | None) -> KnownFinding:
    gone = bool(row.gone_on) and row.gone_on <= night
    return KnownFinding(
        id=row.id,
        finding=decode_finding(row.finding),
        unit=row.unit,
        column=row.column,
        subject=row.subject,
        url=row.url,
        first_seen=dt.date.fromisoformat(row.first_seen),
        last_seen=dt.date.fromisoformat(min(row.last_seen, night)),
        state=_state(gone=gone, decision=decision),
    )


def _state(*, gone: bool, decision: FindingState | None) -> FindingState:
    """A dismissal or a confirmation outlives the fault itself; whether it still stands is said by `last_seen`."""
    if decision in (FindingState.CONFIRMED, FindingState.DISMISSED):
        return decision
    return FindingState.GONE if gone else FindingState.OPEN
