"""What holds for any evidence: nothing unseen costs, more news never costs, order never matters, sums are exact."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from decimal import Decimal
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st
from made_evidence import CALENDAR, column_finding, make_item, make_unit, make_visit, page_finding

from county.finding import FindingState, KnownFinding, Level
from county.history import ColumnHistory, Item
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict
from scoring import EntryState, Sheet, UnitEvidence, load_scheme, score, sheet_json

T = TypeVar("T")

SCHEME = load_scheme("xiuwen")
UNITS = {unit_class: make_unit(unit_class) for unit_class in UnitClass}
AS_OF = dt.date(2024, 4, 30)
FIRST = dt.date(2024, 1, 1)

nights = st.dates(FIRST, AS_OF)
NEWS = [make_item(FIRST + dt.timedelta(days=n // 2), f"工作动态{n}") for n in range(242)]
items = st.lists(st.sampled_from(NEWS), max_size=30)
verdicts = st.lists(st.tuples(nights, st.sampled_from(Verdict)), max_size=6)
RULES = ("word-listed", "personal-id", "personal-mobile", "news-doubled")
COLUMNS = [column.name for column in UNITS[UnitClass.FIRST].columns]
page_findings = [page_finding(n, rule, level, count=n + 1) for n in range(4) for rule in RULES for level in Level]
column_findings = [
    column_finding(UNITS[UnitClass.FIRST], name, rule, level)
    for name in COLUMNS
    for rule in ("column-stale", "column-blank")
    for level in (Level.GENERAL, Level.SUSPECTED)
]


def stood(known: KnownFinding, night: dt.date, state: FindingState) -> KnownFinding:
    return dataclasses.replace(known, first_seen=night, last_seen=night, state=state)


one_finding = st.builds(stood, st.sampled_from(page_findings + column_findings), nights, st.sampled_from(FindingState))
findings = st.lists(one_finding, max_size=20, unique_by=lambda known: known.id)


def history(unit: Unit, column: Column, seen: list[tuple[dt.date, Verdict]], found: list[Item]) -> ColumnHistory:
    visits = tuple(make_visit(column, night, verdict) for night, verdict in sorted(seen))
    return ColumnHistory(unit, column, AS_OF, visits, tuple(found) if column.kind is ColumnKind.NEWS else ())


@st.composite
def evidences(draw: st.DrawFn) -> UnitEvidence:
    unit = UNITS[draw(st.sampled_from(UnitClass))]
    news, seen = draw(items), draw(st.tuples(verdicts, verdicts))
    histories = tuple(history(unit, column, seen[number % 2], news) for number, column in enumerate(unit.columns))
    return UnitEvidence(unit, AS_OF, histories, tuple(draw(findings)))


def sheet_of(evidence: UnitEvidence) -> Sheet:
    return score(SCHEME, evidence, CALENDAR)


@settings(max_examples=200, deadline=None)
@given(evidences())
def test_sums_are_exact_and_limits_hold(evidence: UnitEvidence) -> None:
    sheet = sheet_of(evidence)
    for clause, result in zip(SCHEME.clauses, sheet.clauses, strict=True):
        assert result.earned == result.points + sum(entry.points for entry in result.entries)
        assert result.points - clause.limit <= result.earned <= result.points
        assert all(not entry.points or entry.state is EntryState.COUNTED for entry in result.entries)
        assert all(not entry.at_stake or entry.state is EntryState.PENDING for entry in result.entries)
        assert all(entry.why.endswith("。") for entry in result.entries)
        assert all(entry.evidence for entry in result.entries if entry.points)
    assert sheet.total == max(Decimal(0), sheet.base + sheet.bonus + sheet.penalty)
    assert sheet.total % Decimal("0.1") == 0


@settings(max_examples=200, deadline=None)
@given(evidences(), st.lists(st.sampled_from(NEWS), min_size=1, max_size=8))
def test_more_news_never_lowers_a_score(evidence: UnitEvidence, more: list[Item]) -> None:
    fuller = tuple(
        dataclasses.replace(one, items=(*one.items, *more)) if one.column.kind is ColumnKind.NEWS else one
        for one in evidence.histories
    )
    assert sheet_of(dataclasses.replace(evidence, histories=fuller)).total >= sheet_of(evidence).total


@settings(max_examples=200, deadline=None)
@given(
    evidences(),
    st.integers(0, 4),
    st.integers(0, 6),
    st.sampled_from([verdict for verdict in Verdict if verdict is not Verdict.COMPLETE]),
)
def test_a_visit_that_is_not_complete_never_moves_a_point(
    evidence: UnitEvidence, column: int, place: int, verdict: Verdict
) -> None:
    histories = list(evidence.histories)
    old = histories[column]
    place = min(place, len(old.visits))
    night = old.visits[place - 1].night if place else FIRST
    visits = (*old.visits[:place], make_visit(old.column, night, verdict), *old.visits[place:])
    histories[column] = dataclasses.replace(old, visits=visits)
    assert sheet_of(dataclasses.replace(evidence, histories=tuple(histories))).total == sheet_of(evidence).total


@settings(max_examples=200, deadline=None)
@given(evidences(), st.randoms())
def test_order_never_matters_and_bytes_are_equal(evidence: UnitEvidence, random: Random) -> None:
    def shuffled(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(values, len(values)))

    histories = tuple(dataclasses.replace(one, items=shuffled(one.items)) for one in evidence.histories)
    other = dataclasses.replace(evidence, histories=shuffled(histories), findings=shuffled(evidence.findings))
    assert as_json(other) == as_json(evidence)


@settings(max_examples=200, deadline=None)
@given(evidences())
def test_dismissing_a_finding_never_lowers_a_score(evidence: UnitEvidence) -> None:
    dismissed = tuple(dataclasses.replace(known, state=FindingState.DISMISSED) for known in evidence.findings[::2])
    kinder = dataclasses.replace(evidence, findings=(*dismissed, *evidence.findings[1::2]))
    assert sheet_of(kinder).total >= sheet_of(evidence).total


def as_json(evidence: UnitEvidence) -> str:
    return json.dumps(sheet_json(sheet_of(evidence)), ensure_ascii=False)


def test_a_year_of_a_whole_county_is_scored_entry_by_entry() -> None:
    """41 units × 52 weeks × 100,000 findings; what goes over the cap stays on the sheet."""
    as_of = dt.date(2024, 12, 31)
    news = [make_item(FIRST + dt.timedelta(days=n)) for n in range(0, 360, 5)]
    sheets = [sheet_of(crowded(f"unit-{number}", as_of, news)) for number in range(41)]
    assert sum(len(clause.entries) for sheet in sheets for clause in sheet.clauses) > 90_000


def crowded(unit_id: str, as_of: dt.date, news: list[Item]) -> UnitEvidence:
    unit = make_unit(unit_id=unit_id)
    week = [(as_of - dt.timedelta(days=day), Verdict.COMPLETE) for day in range(7)]
    rules = ("word-listed", "personal-id", "personal-mobile")
    found: list[KnownFinding] = [page_finding(n, rules[n % 3]) for n in range(100_000 // 41)]
    return UnitEvidence(unit, as_of, tuple(history(unit, one, week, news) for one in unit.columns), tuple(found))
