"""Made-up evidence for the tests of the scoring: units, visits, news and findings in one line each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from county.calendar import Calendar
from county.finding import Finding, FindingState, KnownFinding, Level
from county.history import ColumnHistory, Item
from county.register import Registers
from county.settings import CalendarPolicy
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict, Visit
from scoring import ClauseScore, Scheme, Sheet, UnitEvidence, score

CALENDAR = Calendar(CalendarPolicy())
YEAR = dt.date(2024, 1, 1)
"""A Monday: the year holds 52 whole weeks."""
YEAR_END = dt.date(2024, 12, 31)
COLUMN_KINDS = (
    ColumnKind.LEADERS,
    ColumnKind.FUNCTIONS,
    ColumnKind.POLICY,
    ColumnKind.IMPLEMENTATION,
    ColumnKind.NEWS,
)
HOST = "http://portal.example.gov.cn"


def make_unit(
    unit_class: UnitClass = UnitClass.FIRST, kinds: Sequence[ColumnKind] = COLUMN_KINDS, unit_id: str = "longchang"
) -> Unit:
    """A unit with one column of each kind, named after it."""
    columns = tuple(Column(unit_id, str(kind), kind, f"{HOST}/{unit_id}/{n}/", 180) for n, kind in enumerate(kinds))
    return Unit(unit_id, "龙场街道办事处", unit_class, "xiuwen", columns)


def make_visit(column: Column, night: dt.date, verdict: Verdict = Verdict.COMPLETE, reason: str = "") -> Visit:
    """A visit of run "r<month><day>" that covers two years where it is complete."""
    covered = night - dt.timedelta(days=730) if verdict is Verdict.COMPLETE else None
    return Visit(f"r{night:%m%d}", night, column.key, verdict, reason, window_covered_from=covered)


def make_item(day: dt.date, title: str = "", unit_id: str = "longchang") -> Item:
    """News of that day, unlike any other unless the title is equal."""
    title = title or f"工作动态{day:%m%d}"
    page = f"{unit_id}-{title}-{day:%Y%m%d}"
    return Item(page, f"{HOST}/{page}.html", title, day, day, None, day, day, fingerprint=title)


def make_histories(
    unit: Unit, as_of: dt.date, items: Sequence[Item] = (), verdict: Verdict = Verdict.COMPLETE
) -> tuple[ColumnHistory, ...]:
    """Every column visited on the night `as_of`; the items stand in the news column."""
    return tuple(
        ColumnHistory(
            unit,
            column,
            as_of,
            (make_visit(column, as_of, verdict),),
            tuple(items) if column.kind is ColumnKind.NEWS else (),
        )
        for column in unit.columns
    )


def make_evidence(
    unit: Unit,
    items: Sequence[Item] = (),
    findings: Sequence[KnownFinding] = (),
    as_of: dt.date = YEAR_END,
    verdict: Verdict = Verdict.COMPLETE,
    registers: Registers | None = None,
) -> UnitEvidence:
    """One night's evidence of a unit."""
    histories = make_histories(unit, as_of, items, verdict)
    return UnitEvidence(unit, as_of, histories, tuple(findings), registers or Registers())


def weekly_news(counts: Sequence[int], first: dt.date = YEAR) -> list[Item]:
    """So many news on the days of each week, from the week of `first` on."""
    return [
        make_item(first + dt.timedelta(days=7 * week + number))
        for week, count in enumerate(counts)
        for number in range(count)
    ]


def column_finding(
    unit: Unit,
    name: str,
    rule: str = "column-stale",
    level: Level = Level.GENERAL,
    state: FindingState = FindingState.OPEN,
    night: dt.date = YEAR_END,
) -> KnownFinding:
    """A stale or blank column."""
    column = next(column for column in unit.columns if column.name == name)
    finding = Finding(rule, level, "", "最新一条 2024-01-05，距今 361 天，要求 180 天内。")
    key = column.key
    return KnownFinding(finding.id(key), finding, unit.id, name, key, column.url, night, night, state)


def page_finding(
    number: int,
    rule: str = "word-listed",
    level: Level = Level.GENERAL,
    state: FindingState = FindingState.OPEN,
    words: str = "布署",
    night: dt.date = dt.date(2024, 6, 3),
    count: int = 1,
    page: str = "",
) -> KnownFinding:
    """The number-th finding of its kind, on a page of its own unless `page` names one."""
    page = page or f"page-{number}"
    finding = Finding(rule, level, words, "词表所列。", sentence=f"第{number}句", count=count)
    url = f"{HOST}/{page}.html"
    return KnownFinding(finding.id(page), finding, "longchang", "通知公告", page, url, night, night, state)


def clause_of(sheet: Sheet, clause_id: str) -> ClauseScore:
    """One clause of the sheet."""
    return next(clause for clause in sheet.clauses if clause.id == clause_id)


def score_clause(scheme: Scheme, evidence: UnitEvidence, clause_id: str) -> ClauseScore:
    """One clause, scored."""
    return clause_of(score(scheme, evidence, CALENDAR), clause_id)
