"""Findings (问题) as they stand: made anew from what the checks found and what each night saw, never edited."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from county.finding import Finding, FindingState, KnownFinding
from county.settings import County
from county.times import known_day
from county.visit import VERDICT_NAMES, Verdict
from evidence.attached_files import GONE
from evidence.attached_texts import NONE, Paired
from evidence.decisions import decided
from evidence.desk.laying_out import BATCH, group_of, lay_out, timing_of_checks
from evidence.desk.mutes import muted_findings
from evidence.linked_pages import LinkLook
from evidence.pack.tables import TableSpec, bring_up_to_date
from evidence.page_looks import page_looks
from evidence.places import columns_of_pages
from evidence.rechecks import RECHECK, Content, RecheckRow, contents, no_content, rechecks
from evidence.sightings import WHOLE_QUALITY, Look, Span, spans
from evidence.site_findings import site_looks
from evidence.store import Store, in_batches
from evidence.texts import decode_finding, encode_finding


class FindingRow(NamedTuple):
    """A finding as it stands now."""

    id: str
    rule: str
    level: str
    unit: str
    column: str
    subject: str
    first_seen: str
    last_seen: str
    gone_on: str


class SpanRow(NamedTuple):
    """A stretch of nights on which it stood with one content; `capture` shows it from its first night on."""

    finding: str
    first_seen: str
    last_seen: str
    gone_on: str
    url: str
    content: str
    capture: str


class ShownRow(NamedTuple):
    """A capture that shows it."""

    finding: str
    capture: str


class _Place(NamedTuple):
    unit: str
    column: str
    subject: str
    url: str


class _Found(NamedTuple):
    id: str
    place: _Place
    spans: list[Span]
    rechecks: list[RecheckRow]


class _Stands(NamedTuple):
    row: FindingRow
    group: str
    spans: dict[str, SpanRow]
    shown: set[ShownRow]
    rechecks: set[RecheckRow]


_FINDING = TableSpec("finding", FindingRow, ("id",))
_SPAN = TableSpec("finding_span", SpanRow, ("finding", "first_seen"))
_SHOWN = TableSpec("finding_capture", ShownRow, ("finding", "capture"))
_STORED = "SELECT id FROM finding UNION SELECT finding FROM queue ORDER BY 1"
_NIGHTS = """
SELECT visit."column", night_check.night, visit.verdict, visit.reason FROM night_check
JOIN visit ON visit.night = night_check.night
ORDER BY visit."column", night_check.night, visit.ended_at
"""
_NIGHT_FINDINGS = """
SELECT id, night, unit, "column", subject, url, finding FROM night_finding
CROSS JOIN night_check ON night BETWEEN first_night AND last_night ORDER BY id, first_night, night
"""
_PROOFS = """
WITH front AS MATERIALIZED (SELECT DISTINCT "column" AS key, page FROM visit_page WHERE number = 1),
judged AS MATERIALIZED (SELECT DISTINCT subject, unit || '/' || "column" AS key FROM night_finding)
SELECT subject, capture.id, night FROM (
    SELECT subject, subject AS page FROM judged UNION SELECT subject, page FROM judged JOIN front USING (key)
) AS proof CROSS JOIN capture ON proof.page = capture.page WHERE effective = 'ok' ORDER BY night, fetched_at
"""
"""Materialised: a scan of all first pages of visits for each night's finding would grow with the square of the nights.
The join is told its order, as the planner knows nothing of the sizes."""


_TRACE_LOOKS = """
WITH concerned AS (SELECT DISTINCT page FROM capture WHERE id IN (SELECT value FROM json_each(?)))
SELECT page, night, fetched_at, id, effective, url, quality, page_scripts.capture IS NOT NULL, reason FROM capture
LEFT JOIN page_scripts ON page_scripts.capture = id WHERE page IN concerned
UNION ALL SELECT page, night, seen_at, '', 'same', '', 1, 0, '' FROM sighting WHERE page IN concerned ORDER BY 1, 2, 3
"""
_NO_VISIT = "这一夜没有巡查到这个栏目。"
_NOT_LOOKED = "网页没有读到，或没有查看它的源代码。"

LinkFindings = Iterable[tuple[LinkLook, Sequence[Finding]]]
"""Every look at a page's links, by page and night, with what the checks find in it."""
TraceFindings = Mapping[str, Sequence[Finding]]
"""What the checks find in the traces of a capture, by capture; captures without findings are left out."""


def rebuild(
    store: Store,
    county: County,
    linked: LinkFindings = (),
    traced: TraceFindings = MappingProxyType({}),
    common: Mapping[str, int] = MappingProxyType({}),
    paired: Paired = NONE,
) -> int:
    """Brings the tables of findings and the queue to what is known now; gives how many findings there are. Each finding
    is written as a whole, with its place in the queue, some at a time: whoever decides meanwhile waits for one batch,
    and a run that is broken off leaves each finding as of this night or the last; the next run does the rest. `common`
    says for a rule on how many pages the same words are the site's own (全站复现), `paired` what is told of attachments
    whose page masks a number."""
    places = columns_of_pages(store, county)
    on_pages = _uncommon(list(_on_pages(store, places, paired, contents(store))), common)
    beyond = [*_on_links(linked, places), *_on_traces(store, traced, places)]
    known = _standing([*on_pages, *beyond, *_on_columns(store), *_on_sites(store)])
    gone = [id_ for (id_,) in store.connection.execute(_STORED) if id_ not in known]
    # equal hits side by side: the order of their group is made once
    ids, timing = sorted(known, key=lambda id_: known[id_].group) + gone, timing_of_checks(county)
    for batch in in_batches(ids, BATCH):
        with store.write() as connection:
            _keep(connection, batch, known)
            lay_out(connection, timing, batch)
    return len(known)


def _standing(found: Iterable[_Found]) -> dict[str, _Stands]:
    known: dict[str, _Stands] = {}
    for one in found:
        row, finding = _row(one)
        stands = known.setdefault(one.id, _Stands(row, group_of(one.id, finding), {}, set(), set()))
        for span in one.spans:
            stands.spans[span.first_seen] = SpanRow(one.id, *_span_values(span, one.place))
            stands.shown.update(ShownRow(one.id, capture) for capture in span.captures)
        stands.rechecks.update(one.rechecks)
    return known


def _keep(connection: sqlite3.Connection, batch: Sequence[str], known: Mapping[str, _Stands]) -> None:
    """Makes these findings stand as they are known, or not at all."""
    standing = [known[id_] for id_ in batch if id_ in known]
    bring_up_to_date(connection, _FINDING, batch, {one.row for one in standing})
    bring_up_to_date(connection, _SPAN, batch, {span for one in standing for span in one.spans.values()})
    bring_up_to_date(connection, _SHOWN, batch, {shown for one in standing for shown in one.shown})
    bring_up_to_date(connection, RECHECK, batch, {seen for one in standing for seen in one.rechecks})


def _uncommon(found: list[_Found], common: Mapping[str, int]) -> list[_Found]:
    """`found` without those whose words stand on too many pages to be a slip."""
    words = [(finding.rule, finding.words) for finding in (decode_finding(one.spans[-1].content) for one in found)]
    pages: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one, said in zip(found, words, strict=True):
        if said[0] in common:
            pages[said].add(one.place.subject)
    return [one for one, said in zip(found, words, strict=True) if len(pages[said]) < common.get(said[0], 1)]


def _span_values(span: Span, place: _Place) -> tuple[str, ...]:
    capture = span.captures[0] if span.captures else ""
    return span.first_seen, span.last_seen, span.gone_on, place.url, span.content, capture


def _row(one: _Found) -> tuple[FindingRow, Finding]:
    last = one.spans[-1]
    finding = decode_finding(last.content)
    place, first = one.place, one.spans[0].first_seen
    row = FindingRow(
        one.id,
        finding.rule,
        finding.level,
        place.unit,
        place.column,
        place.subject,
        first,
        last.last_seen,
        last.gone_on,
    )
    return row, finding


def _on_pages(store: Store, columns: dict[str, str], paired: Paired, content: Content) -> Iterator[_Found]:
    for one in page_looks(store, paired):
        unit, _, column = columns.get(one.page, "").partition("/")
        yield from _found(_Place(unit, column, one.page, one.url), one.looks, content)


def _found(place: _Place, looks: Sequence[Look], content: Content = no_content) -> Iterator[_Found]:
    """Every finding on one subject."""
    again: defaultdict[str, list[RecheckRow]] = defaultdict(list)
    for row in rechecks(looks, content):
        again[row.finding].append(row)
    for id_, known in spans(looks).items():
        yield _Found(id_, place, known, again[id_])


def _on_links(linked: LinkFindings, columns: dict[str, str]) -> Iterator[_Found]:
    """Every look says all that was known of the page's links: what is not in it is mended, or was taken out."""
    for page, looked in groupby(linked, key=lambda one: one[0].page):
        unit, _, column = columns.get(page, "").partition("/")
        looks, url = [], ""
        for look, found in looked:
            url = look.url
            seen = {finding.id(page): encode_finding(finding) for finding in found}
            looks.append(_link_look(look, seen))
        yield from _found(_Place(unit, column, page, url), looks)


def _link_look(look: LinkLook, seen: Mapping[str, str]) -> Look:
    """A page that is gone has no capture."""
    gone = not look.capture
    return Look(look.night.isoformat(), seen, whole=True, capture=look.capture, witness=look.capture, gone=gone)


def _on_traces(store: Store, traced: TraceFindings, columns: dict[str, str]) -> Iterator[_Found]:
    rows = store.connection.execute(_TRACE_LOOKS, (json.dumps(list(traced)),))
    for page, looked in groupby(rows, key=itemgetter(0)):
        unit, _, column = columns.get(page, "").partition("/")
        yield from _on_traced_page(_Place(unit, column, page, ""), list(looked), traced)


def _on_traced_page(place: _Place, rows: list[tuple[Any, ...]], traced: TraceFindings) -> Iterator[_Found]:
    """A capture without the mark that its traces were looked for says nothing of them. What is no text may show one
    all the same: a page that only sends its visitors away."""
    looks: list[Look] = []
    last: Look | None = None
    for _, night, _, capture, effective, url, quality, looked, reason in rows:
        seen = {finding.id(place.subject): encode_finding(finding) for finding in traced.get(capture, ())}
        place = place._replace(url=url) if effective == "ok" or seen else place
        blank = Look(night, {}, whole=False, witness=capture, reason=reason or _NOT_LOOKED)
        if effective == "ok":
            last = Look(night, seen, quality >= WHOLE_QUALITY, capture, witness=capture) if looked else None
            looks.append(last or blank)
        elif effective == "same":
            looks.append(replace(last, night=night, capture="") if last else blank)
        else:
            gone = effective in GONE
            looks.append(
                replace(blank, seen=seen, capture=capture if seen else "", missing=gone, gone=gone and not seen)
            )
    yield from _found(place, looks)


_Nights = dict[str, str]
"""Why a column was not read whole, by night; "" where it was."""


def _on_columns(store: Store) -> Iterator[_Found]:
    visits: dict[str, _Nights] = defaultdict(dict)
    for column, night, verdict, reason in store.connection.execute(_NIGHTS):
        whole = verdict == Verdict.COMPLETE
        visits[column][night] = "" if whole else reason or VERDICT_NAMES[Verdict(verdict)]
    proofs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, capture, night in store.connection.execute(_PROOFS):
        proofs[subject].append((capture, night))
    for id_, rows in groupby(store.connection.execute(_NIGHT_FINDINGS), key=itemgetter(0)):
        yield from _on_column(id_, list(rows), visits, proofs)


def _on_column(
    id_: str, rows: list[tuple[str, ...]], visits: dict[str, _Nights], proofs: dict[str, list[tuple[str, str]]]
) -> Iterator[_Found]:
    """One finding over all columns that it was ever shown under: a page may move, a unit's columns may be renamed."""
    contents = {night: content for _, night, _, _, _, _, content in rows}
    unread = dict.fromkeys(contents, _NO_VISIT)
    for column in {f"{unit}/{column}" for _, _, unit, column, _, _, _ in rows}:
        for night, why in visits[column].items():
            unread[night] = why if unread.get(night, why) else ""
    looks = [
        Look(night, {id_: contents[night]} if night in contents else {}, not why, reason=why)
        for night, why in sorted(unread.items())
    ]
    place = _Place(*rows[-1][2:6])
    shown = proofs[place.subject]
    for one in _found(place, looks):
        for span in one.spans:
            span.captures = _last_by(shown, span.first_seen)
        yield one._replace(rechecks=[row._replace(capture="".join(_last_by(shown, row.night))) for row in one.rechecks])


def _last_by(proofs: list[tuple[str, str]], night: str) -> list[str]:
    """The last capture up to that night, none where there is none."""
    return [capture for capture, when in proofs if when <= night][-1:]


def _on_sites(store: Store) -> Iterator[_Found]:
    for site in site_looks(store):
        for one in _found(_Place("", "", "", ""), site.looks):
            unit, subject, url = site.places[one.id]
            yield one._replace(place=_Place(unit, "", subject, url))


_AS_OF = """
SELECT finding.id, unit, "column", subject, span.url, content, finding.first_seen, span.last_seen, span.gone_on
FROM finding JOIN finding_span AS span ON span.finding = finding.id
WHERE span.first_seen = (SELECT max(first_seen) FROM finding_span WHERE finding = finding.id AND first_seen <= :night)
{of_unit}
"""
"""In no order: SQLite would sort a hundred thousand rows with all their text, which costs more than reading them."""


def findings(store: Store, as_of: dt.date, decided_by: dt.date | None = None, unit: str = "") -> list[KnownFinding]:
    """All findings as known at the end of that night, or those of one unit, by unit, rule and first night, under all
    decisions or those made by `decided_by`."""
    night = as_of.isoformat()
    muted = dict.fromkeys(muted_findings(store.connection, as_of, decided_by), FindingState.DISMISSED)
    decisions = muted | {
        finding: state for finding, state in decided(store, decided_by, unit).items() if state is not FindingState.OPEN
    }
    query = _AS_OF.format(of_unit="AND unit = :unit" if unit else "")
    rows: Iterable[tuple[str, ...]] = store.connection.execute(query, {"night": night, "unit": unit})
    known = [_known(row, night, decisions.get(row[0])) for row in rows]
    return sorted(known, key=lambda one: (one.unit, one.finding.rule, one.first_seen, one.id))


def _known(row: tuple[str, ...], night: str, decision: FindingState | None) -> KnownFinding:
    id_, unit, column, subject, url, content, first_seen, last_seen, gone_on = row
    gone = bool(gone_on) and gone_on <= night
    return KnownFinding(
        id=id_,
        finding=decode_finding(content),
        unit=unit,
        column=column,
        subject=subject,
        url=url,
        first_seen=known_day(first_seen),
        last_seen=known_day(min(last_seen, night)),
        state=_state(gone=gone, decision=decision),
        gone=gone,
    )


def _state(*, gone: bool, decision: FindingState | None) -> FindingState:
    """A dismissal or a confirmation outlives the fault itself."""
    if decision in (FindingState.CONFIRMED, FindingState.DISMISSED):
        return decision
    return FindingState.GONE if gone else FindingState.OPEN


_GONE_ON = """
SELECT finding, gone_on FROM finding_span AS span WHERE gone_on <> '' AND gone_on <= :night AND first_seen = (
    SELECT max(first_seen) FROM finding_span WHERE finding = span.finding AND first_seen <= :night
)
"""


def gone_nights(store: Store, as_of: dt.date) -> dict[str, dt.date]:
    """The night that found each finding gone, of those that were gone at the end of night `as_of`."""
    rows = store.connection.execute(_GONE_ON, {"night": as_of.isoformat()})
    return {finding: dt.date.fromisoformat(night) for finding, night in rows}
