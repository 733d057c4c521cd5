"""Made-up material for the tests of the papers: a county, its findings, and what a page may say to break a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from county.calendar import Calendar
from county.finding import Finding, FindingState, KnownFinding, Level
from county.history import ColumnHistory
from county.review import Decided, Status
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict, Visit
from digest.faults import Facts, faults_of
from digest.material import Material
from evidence.rechecks import RecheckRow
from scoring import Scheme, UnitEvidence, explain_settings, load_scheme, score

AS_OF = dt.date(2026, 3, 6)
HOST = "http://www.xiuwen.example"
SCHEME: Scheme = load_scheme("xiuwen")
KINDS = (
    ColumnKind.LEADERS,
    ColumnKind.FUNCTIONS,
    ColumnKind.POLICY,
    ColumnKind.IMPLEMENTATION,
    ColumnKind.NEWS,
)
FORMULA = "=cmd|' /C calc'!A0"
HOSTILE = (
    FORMULA,
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "http://evil.example/",
    "采购 A&B <公告> 金额<5万 “引号” 'x'",
    "{{ 7 * 7 }} {% raw %}",
    "控制\x0b\x07字符\ud800",
    "长" * 40_000,
)
"""What a crawled title may be."""


def make_units(count: int = 3, name: str = "第{}局") -> tuple[Unit, ...]:
    """Units of both classes in turn, each with one column of each kind."""
    return tuple(_unit(f"unit{number}", name.format(number), number) for number in range(1, count + 1))


def _unit(unit_id: str, name: str, number: int) -> Unit:
    columns = tuple(Column(unit_id, str(kind), kind, f"{HOST}/{unit_id}/{at}/", 180) for at, kind in enumerate(KINDS))
    return Unit(unit_id, name, tuple(UnitClass)[number % 2], "xiuwen", columns)


def make_county(units: Sequence[Unit]) -> County:
    """A county whose office is named with its telephone."""
    crawl = CrawlPolicy(office="修文县人民政府办公室信息科 0851-82322114")
    return County("修文县", (Portal("xiuwen", "修文县人民政府网", f"{HOST}/"),), tuple(units), crawl, "xiuwen")


def make_finding(
    unit: Unit,
    number: int,
    *,
    level: Level = Level.GENERAL,
    state: FindingState = FindingState.CONFIRMED,
    words: str = "布署",
    quote: str = "",
    rule: str = "word-listed",
    url: str = "",
    night: dt.date = AS_OF,
    gone: bool = False,
) -> KnownFinding:
    """The number-th finding of a unit, on a page of its own."""
    page = f"{unit.id}-page{number}"
    quote = quote or f"…会议对第{number}项工作进行了{words}，要求抓好落实…"
    finding = Finding(
        rule,
        level,
        words,
        f"正文中出现“{words}”，规范写法是“部署”",
        sentence=f"第{number}句",
        quote=quote,
        suggestion="请改为“部署”",
        basis="《现代汉语词典》（第7版）",
    )
    address = url or f"{HOST}/{page}.html"
    return KnownFinding(
        finding.id(page), finding, unit.id, ColumnKind.NEWS.value, page, address, night, AS_OF, state, gone
    )


def make_material(
    units: Sequence[Unit] = (),
    known: Sequence[KnownFinding] = (),
    titles: Mapping[str, str] | None = None,
    verdict: Verdict = Verdict.COMPLETE,
    as_of: dt.date = AS_OF,
    decided: Mapping[str, Decided] | None = None,
    notified: Mapping[str, dt.date] | None = None,
    rechecks: Mapping[str, RecheckRow] | None = None,
) -> Material:
    """The material of one night on which every column was visited."""
    county = make_county(units or make_units())
    visits = tuple(_visit(column, as_of, verdict) for unit in county.units for column in unit.columns)
    sheets = [score(SCHEME, _evidence(unit, visits, known, as_of), Calendar()) for unit in county.units]
    confirmed = {one.id: Decided(Status.CONFIRMED, as_of) for one in known if one.state is FindingState.CONFIRMED}
    facts = Facts(
        as_of, titles or {}, decided or confirmed, {one.id: as_of for one in known}, notified or {}, rechecks or {}
    )
    return Material(
        county=county,
        scheme=SCHEME,
        as_of=as_of,
        sheets=tuple(sheets),
        faults=faults_of(known, sheets, county, facts),
        visits=visits,
        explanation=tuple(explain_settings(SCHEME, Calendar(), as_of)),
        links={one.id: one.url for one in known},
    )


def _visit(column: Column, night: dt.date, verdict: Verdict) -> Visit:
    covered = night - dt.timedelta(days=730) if verdict is Verdict.COMPLETE else None
    return Visit(f"r{night:%m%d}", night, column.key, verdict, window_covered_from=covered)


def _evidence(unit: Unit, visits: Sequence[Visit], known: Sequence[KnownFinding], as_of: dt.date) -> UnitEvidence:
    histories = tuple(
        ColumnHistory(unit, column, as_of, tuple(visit for visit in visits if visit.column == column.key))
        for column in unit.columns
    )
    return UnitEvidence(unit, as_of, histories, tuple(one for one in known if one.unit == unit.id))
