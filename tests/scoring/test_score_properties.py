"""What holds for any evidence: nothing unseen costs, more news never costs, order never matters, sums are exact, and no
ruling leaves a trace once it is taken back. `make properties` tries 10,000 cases of each."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_evidence import CALENDAR, column_finding, make_item, make_unit, make_visit, page_finding
from made_registers import bonus, duty, event, exemption, hand_in, request, task

from county.counting import Backdated, CarryOver, CountedDate, Duplicates, Reposts
from county.finding import FindingState, KnownFinding, Level
from county.history import ColumnHistory, Item
from county.register import ClaimState, Receipt, Registers, Ruling, RulingState
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict
from scoring import EntryState, Group, LedgerEntry, Scheme, Sheet, UnitEvidence, load_scheme, score, sheet_json
from scoring.scheme import UNLIMITED

T = TypeVar("T")
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
"""Evidence that breaks a rule is printed whole."""

AS_OF = dt.date(2024, 4, 30)
FIRST = dt.date(2024, 1, 1)
CENT = Decimal("0.01")
cases = settings(
    max_examples=int(os.environ.get("PROPERTY_CASES", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def variant(scheme: Scheme, **changed: object) -> Scheme:
    return dataclasses.replace(scheme, settings=dataclasses.replace(scheme.settings, **changed))  # type: ignore[arg-type]


XIUWEN = load_scheme("xiuwen")
SCHEMES = (
    XIUWEN,
    variant(XIUWEN, register_complete_from=FIRST, fixed_column_counts=True),
    variant(XIUWEN, carry_over=CarryOver.LATER_WEEKS, reposts=Reposts.EXCLUDED, duplicates=Duplicates.EACH),
    variant(XIUWEN, carry_over=CarryOver.NEXT_WEEK, backdated=Backdated.FIRST_SEEN),
    variant(XIUWEN, counted_date=CountedDate.FIRST_SEEN),
    load_scheme(Path(__file__).parent / "schemes" / "linxian.toml"),
)
schemes = st.sampled_from(SCHEMES)
rulings = st.tuples(st.integers(0, 30), st.sampled_from(RulingState))
UNITS = {unit_class: make_unit(unit_class) for unit_class in UnitClass}

nights = st.sampled_from([FIRST + dt.timedelta(days=n) for n in range((AS_OF - FIRST).days + 1)])
NEWS = [make_item(FIRST + dt.timedelta(days=n // 2), f"工作动态{n}") for n in range(242)]
items = st.lists(st.sampled_from(NEWS), max_size=30, unique_by=lambda item: item.page)
verdicts = st.lists(st.tuples(nights, st.sampled_from(Verdict)), max_size=6)
RULES = ("word-listed", "personal-id", "personal-mobile", "news-doubled", "hidden-link", "annual-report-missing")
COLUMNS = [column.name for column in UNITS[UnitClass.FIRST].columns]
page_findings = [page_finding(n, rule, level, count=n + 1) for n in range(4) for rule in RULES for level in Level]
column_findings = [
    column_finding(UNITS[UnitClass.FIRST], name, rule, level)
    for name in COLUMNS
    for rule in ("column-stale", "column-blank")
    for level in (Level.GENERAL, Level.SUSPECTED)
]
DOCUMENTS = [make_item(FIRST + dt.timedelta(days=5 * n), f"事项{n:02d}公开") for n in range(20)]


def stood(known: KnownFinding, night: dt.date, state: FindingState) -> KnownFinding:
    return dataclasses.replace(known, first_seen=night, last_seen=night, state=state)


one_finding = st.builds(stood, st.sampled_from(page_findings + column_findings), nights, st.sampled_from(FindingState))
findings = st.lists(one_finding, max_size=20, unique_by=lambda known: known.id)

POOL = 60
"""Entries of each register to draw from: drawing ready ones is ten times as fast as building them."""
pick = Random(5)


def some_day() -> str:
    return f"{FIRST + dt.timedelta(days=pick.randrange(150)):%m-%d}"


def maybe_day() -> str | None:
    return pick.choice((None, some_day(), some_day()))


ITEMS = ("知识库", "实施方案", "责任清单", "公众参与清单")
BONUSES = ("(四)1", "(四)2", "(四)3-1", "(四)7", "第九条")
EVENTS = ("(三)", "(五)1", "(五)2", "(五)5", "(五)8", "第十二条", "第十三条")
PLACES = ("政策文件", "政策文件", "政策落实", "", "没有的栏目")
SIGNERS = ("", "张主任", "张主任")
POINTS = ("-3", "-0.5", "0.25", "2")


def few(make: Callable[[int], T]) -> st.SearchStrategy[tuple[T, ...]]:
    pool = [make(number) for number in range(POOL)]
    entries = st.lists(st.sampled_from(pool), max_size=4, unique_by=lambda entry: entry.id)  # type: ignore[attr-defined]
    return entries.map(tuple)


registers = st.builds(
    Registers,
    few(lambda n: hand_in(pick.choice(ITEMS), maybe_day(), due=maybe_day(), number=n)),
    few(lambda n: request(some_day(), maybe_day(), corrected=n % 3 == 0, number=n)),
    few(lambda n: bonus(pick.choice(BONUSES), 1 + n % 4, pick.choice(list(ClaimState)), some_day(), n)),
    few(lambda n: event(pick.choice(EVENTS), 1 + n % 9, pick.choice(SIGNERS), some_day(), n)),
    few(lambda n: task(pick.choice(POINTS), pick.choice(SIGNERS), some_day(), n)),
    few(lambda n: duty(n, pick.choice(PLACES), some_day(), pick.choice((None, None, some_day())))),
    few(lambda n: exemption(pick.choice(COLUMNS), some_day(), some_day(), n)),
)


def history(unit: Unit, column: Column, seen: list[tuple[dt.date, Verdict]], found: list[Item]) -> ColumnHistory:
    visits = tuple(make_visit(column, night, verdict) for night, verdict in sorted(seen))
    own = {ColumnKind.NEWS: found, ColumnKind.POLICY: DOCUMENTS}.get(column.kind, [])
    return ColumnHistory(unit, column, AS_OF, visits, tuple(own))


@st.composite
def evidences(draw: st.DrawFn) -> UnitEvidence:
    unit = UNITS[draw(st.sampled_from(UnitClass))]
    news, seen = draw(items), draw(st.tuples(verdicts, verdicts))
    histories = tuple(history(unit, column, seen[number % 2], news) for number, column in enumerate(unit.columns))
    return UnitEvidence(unit, AS_OF, histories, tuple(draw(findings)), draw(registers))


def sheet_of(evidence: UnitEvidence, scheme: Scheme = XIUWEN) -> Sheet:
    return score(scheme, evidence, CALENDAR)


def as_json(evidence: UnitEvidence, scheme: Scheme = XIUWEN) -> str:
    return json.dumps(sheet_json(sheet_of(evidence, scheme)), ensure_ascii=False)


def entries_of(sheet: Sheet) -> list[LedgerEntry]:
    return [entry for clause in sheet.clauses for entry in clause.entries]


@cases
@given(schemes, evidences())
def test_sums_are_exact_and_limits_hold(scheme: Scheme, evidence: UnitEvidence) -> None:
    sheet = sheet_of(evidence, scheme)
    for clause, result in zip(scheme.clauses, sheet.clauses, strict=True):
        assert result.earned == result.points + sum(entry.points for entry in result.entries)
        assert result.earned >= 0 or clause.group is not Group.BASE, "no clause goes below 0"
        if clause.limit != UNLIMITED:
            assert abs(result.earned - result.points) <= clause.limit
    total = sheet.base + sheet.bonus + sheet.penalty + sheet.adjustment
    assert sheet.total == max(scheme.floor, min(scheme.full, total)) + sheet.veto
    assert sheet.veto in (0, -max(scheme.floor, min(scheme.full, total)))
    if scheme.floor <= total <= scheme.full:
        assert sum(section.earned for section in sheet.sections) == sheet.total


@cases
@given(schemes, evidences())
def test_entries_say_what_they_are(scheme: Scheme, evidence: UnitEvidence) -> None:
    entries = entries_of(sheet_of(evidence, scheme))
    assert len({entry.id for entry in entries}) == len(entries)
    for entry in entries:
        assert not entry.points or entry.state is EntryState.COUNTED
        assert not entry.at_stake or entry.state is EntryState.PENDING
        assert abs(entry.points) <= abs(entry.amount)
        assert entry.at_stake >= 0
        assert entry.why.endswith("。")
        assert entry.evidence or not entry.points or "登记完整" in entry.why


@cases
@given(schemes, evidences())
def test_no_sum_drifts(scheme: Scheme, evidence: UnitEvidence) -> None:
    """In the text itself: what a reader adds up in decimals is the total."""
    sheet = json.loads(as_json(evidence, scheme), parse_float=Decimal)
    for clause in sheet["clauses"]:
        assert Decimal(clause["earned"]) == clause["points"] + sum(entry["points"] for entry in clause["entries"])
        assert all(Decimal(entry["points"]) % CENT == 0 for entry in clause["entries"])
    assert Decimal(sheet["total"]) == sheet_of(evidence, scheme).total


@cases
@given(schemes, evidences(), st.lists(st.sampled_from(NEWS), min_size=1, max_size=8))
def test_more_missing_posts_never_raise_a_score(scheme: Scheme, evidence: UnitEvidence, more: list[Item]) -> None:
    def with_more(one: ColumnHistory) -> ColumnHistory:
        return dataclasses.replace(one, items=(*one.items, *more)) if one.column.kind is ColumnKind.NEWS else one

    fuller = dataclasses.replace(evidence, histories=tuple(map(with_more, evidence.histories)))
    assert sheet_of(evidence, scheme).total <= sheet_of(fuller, scheme).total


@cases
@given(
    schemes,
    evidences(),
    st.integers(0, 4),
    st.integers(0, 6),
    st.sampled_from([verdict for verdict in Verdict if verdict is not Verdict.COMPLETE]),
)
def test_a_visit_that_is_not_complete_never_moves_a_point(
    scheme: Scheme, evidence: UnitEvidence, column: int, place: int, verdict: Verdict
) -> None:
    histories = list(evidence.histories)
    old = histories[column]
    place = min(place, len(old.visits))
    night = old.visits[place - 1].night if place else FIRST
    visits = (*old.visits[:place], make_visit(old.column, night, verdict), *old.visits[place:])
    histories[column] = dataclasses.replace(old, visits=visits)
    other = dataclasses.replace(evidence, histories=tuple(histories))
    assert sheet_of(other, scheme).total == sheet_of(evidence, scheme).total


@cases
@given(schemes, evidences(), st.lists(rulings), st.integers(0, 10_000))
def test_order_never_matters_and_bytes_are_equal(
    scheme: Scheme, evidence: UnitEvidence, ruled: list[tuple[int, RulingState]], seed: int
) -> None:
    random = Random(seed)

    def shuffled(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(values, len(values)))

    evidence = dataclasses.replace(evidence, rulings=tuple(rulings_on(sheet_of(evidence, scheme), ruled)))
    histories = tuple(dataclasses.replace(one, items=shuffled(one.items)) for one in evidence.histories)
    fields = dataclasses.fields(Registers)
    books = Registers(*(shuffled(getattr(evidence.registers, field.name)) for field in fields))
    other = dataclasses.replace(
        evidence,
        histories=shuffled(histories),
        findings=shuffled(evidence.findings),
        registers=books,
        rulings=shuffled(evidence.rulings),
    )
    assert as_json(other, scheme) == as_json(evidence, scheme)


def rulings_on(
    sheet: Sheet, ruled: list[tuple[int, RulingState]], made_on: dt.date = dt.date(2024, 5, 6)
) -> list[Ruling]:
    entries = entries_of(sheet)
    return [
        Ruling(f"CD-{n}", sheet.unit, entries[place].id, state, made_on, "申诉成立", Receipt(made_on, "王科长"))
        for n, (place, state) in enumerate(ruled)
        if place < len(entries)
    ]


@cases
@given(schemes, evidences(), st.lists(rulings, min_size=1))
def test_taking_a_ruling_back_restores_the_score_exactly(
    scheme: Scheme, evidence: UnitEvidence, ruled: list[tuple[int, RulingState]]
) -> None:
    before = sheet_of(evidence, scheme)
    made = rulings_on(before, ruled)
    takes = all(entry.amount <= 0 for entry in entries_of(before))
    after = sheet_of(dataclasses.replace(evidence, rulings=tuple(made)), scheme)
    assert [entry.id for entry in entries_of(after)] == [entry.id for entry in entries_of(before)]
    assert not takes or after.total >= before.total
    later = dt.date(2024, 5, 7)
    back = [dataclasses.replace(one, state=RulingState.UPHELD, made_on=later, id=f"{one.id}-2") for one in made]
    restored = sheet_of(dataclasses.replace(evidence, rulings=(*made, *back)), scheme)
    plain = [dataclasses.replace(entry, ruling="") for entry in entries_of(restored)]
    assert plain == entries_of(before)
    assert (restored.total, restored.sections) == (before.total, before.sections)


@cases
@given(schemes, evidences())
def test_dismissing_a_finding_never_lowers_a_score(scheme: Scheme, evidence: UnitEvidence) -> None:
    dismissed = tuple(dataclasses.replace(known, state=FindingState.DISMISSED) for known in evidence.findings[::2])
    kinder = dataclasses.replace(evidence, findings=(*dismissed, *evidence.findings[1::2]))
    assert sheet_of(kinder, scheme).total >= sheet_of(evidence, scheme).total


@cases
@given(schemes, evidences())
def test_nothing_is_vetoed_without_a_signature(scheme: Scheme, evidence: UnitEvidence) -> None:
    vetoes = {clause.id for clause in scheme.clauses if clause.group is Group.VETO}
    signed = {one.clause for one in evidence.registers.events if one.signed_by and one.happened_on <= AS_OF}
    sheet = sheet_of(evidence, scheme)
    assert not sheet.veto or vetoes & signed


def test_another_process_gives_the_same_bytes() -> None:
    """Where sets and dictionaries are laid out otherwise."""
    program = "from test_score_properties import fixed; print(fixed())"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**environment, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {f"{fixed()}\n".encode()}


def fixed() -> str:
    """A sheet with something of everything."""
    unit = UNITS[UnitClass.FIRST]
    seen = [(FIRST + dt.timedelta(days=n), list(Verdict)[n % 6]) for n in range(60)]
    books = Registers(
        hand_ins=(hand_in("实施方案", "03-02", due="03-01"),),
        requests=(request("01-05", None),),
        bonus_claims=(bonus("(四)1", 2, on="02-02"),),
        events=(event("(五)5", on="02-02"), event("(五)1", signed_by="", on="02-02", number=2)),
        tasks=(task("-0.5", on="02-02"),),
        duties=tuple(duty(number) for number in range(1, 8)),
        exemptions=(exemption("工作动态", "01-08", "01-14"),),
    )
    histories = tuple(history(unit, column, seen, NEWS[:20]) for column in unit.columns)
    return as_json(UnitEvidence(unit, AS_OF, histories, tuple(page_findings + column_findings), books))
