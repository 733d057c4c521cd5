"""How long a county takes to score and how much memory: `python -m bench.scoring [FINDINGS]`.

41 units, 52 weeks with a visit of each column a night, 100,000 findings, all registers; as of the last day of the year
and as of a day in summer, from values in memory; then the findings and visits read from a store, as a night reads them.
What is printed is CPU time, so that a busy machine tells the same."""

from __future__ import annotations

import datetime as dt
import resource
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from county.calendar import Calendar
from county.finding import Finding, FindingState, KnownFinding, Level
from county.history import ColumnHistory, Item
from county.register import BonusClaim, ClaimState, Duty, Event, HandIn, Receipt, Registers, Request, Task
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict, Visit
from evidence.findings import findings
from evidence.histories import histories
from evidence.store import Store
from evidence.texts import encode_finding
from scoring import Scheme, Sheet, UnitEvidence, load_scheme, score

UNITS, FINDINGS = 41, 100_000
YEAR, YEAR_END, SUMMER = dt.date(2024, 1, 1), dt.date(2024, 12, 31), dt.date(2024, 6, 30)
MOST_SECONDS, MOST_MEGABYTES = 2.0, 300
RUNS = 3
KINDS = (
    ColumnKind.LEADERS,
    ColumnKind.FUNCTIONS,
    ColumnKind.POLICY,
    ColumnKind.IMPLEMENTATION,
    ColumnKind.NEWS,
    ColumnKind.ANNUAL_REPORT,
)
RULES = ("word-listed", "word-listed", "wrong-characters", "personal-id", "personal-mobile", "column-undated")
LEVELS = (Level.GENERAL, Level.SUSPECTED, Level.SERIOUS)
STATES = (FindingState.OPEN, FindingState.CONFIRMED, FindingState.OPEN, FindingState.GONE, FindingState.DISMISSED)
WRITTEN = Receipt(YEAR, "李科员")
_VISIT = "INSERT INTO visit VALUES (?, ?, ?, ?, '', 0, '', '2023-01-01', '', 1, 1, 1, '')"
HOST = "http://www.xiuwen.example"


def _unit(number: int) -> Unit:
    unit_id = f"unit{number:02d}"
    columns = tuple(Column(unit_id, str(kind), kind, f"{HOST}/{unit_id}/{kind}/", 180) for kind in KINDS)
    return Unit(unit_id, f"第{number}局", tuple(UnitClass)[number % 2], "xiuwen", columns)


def _history(unit: Unit, column: Column) -> ColumnHistory:
    nights = [YEAR + dt.timedelta(days=n) for n in range(366)]
    covered = dt.date(2023, 1, 1)
    visits = tuple(Visit(f"r{n}", n, column.key, Verdict.COMPLETE, window_covered_from=covered) for n in nights)
    items = tuple(_items(unit, nights)) if column.kind is ColumnKind.NEWS else ()
    return ColumnHistory(unit, column, YEAR_END, visits, items)


def _items(unit: Unit, nights: list[dt.date]) -> Iterator[Item]:
    for number, night in enumerate(nights[::4]):
        page = f"{unit.id}-{number}"
        yield Item(page, f"{HOST}/{page}.html", f"第{number}次会议召开", night, night, None, night, YEAR_END, page)


def _findings(unit: Unit, count: int) -> Iterator[KnownFinding]:
    for number in range(count):
        rule, level = RULES[number % len(RULES)], LEVELS[number % len(LEVELS)]
        page = f"{unit.id}-page{number // 3}"
        finding = Finding(rule, level, "布署", "词表所列", sentence=f"第{number}句", quote=f"…第{number}项工作布署…")
        night = YEAR + dt.timedelta(days=number % 366)
        state = STATES[number % len(STATES)]
        url = f"{HOST}/{page}.html"
        yield KnownFinding(finding.id(page), finding, unit.id, "工作动态", page, url, night, YEAR_END, state)


def _registers(unit: Unit) -> Registers:
    def day(n: int) -> dt.date:
        return YEAR + dt.timedelta(days=n)

    numbers = range(40)
    return Registers(
        hand_ins=tuple(HandIn(f"BS-{n}", unit.id, "实施方案", "2024", day(n), WRITTEN) for n in numbers),
        requests=tuple(Request(f"YS-{n}", unit.id, f"{n}", day(9 * n), None, WRITTEN) for n in numbers),
        bonus_claims=tuple(
            BonusClaim(f"JF-{n}", unit.id, f"(四){1 + n % 2}", "解读", day(n), 1, ClaimState.ACCEPTED, WRITTEN)
            for n in numbers
        ),
        events=tuple(Event(f"SJ-{n}", unit.id, "(五)5", "问题清单", day(n), 1, "", WRITTEN) for n in numbers),
        tasks=tuple(Task(f"RW-{n}", unit.id, "临时任务", Decimal("0.5"), day(n), "", WRITTEN) for n in numbers),
        duties=tuple(
            Duty(f"ZR-{n:02d}", unit.id, f"事项{n}", "政策文件", (f"事项{n}",), YEAR, day(9 * n), WRITTEN)
            for n in numbers
        ),
    )


def _evidence(number: int, findings: int) -> UnitEvidence:
    unit = _unit(number)
    histories = tuple(_history(unit, column) for column in unit.columns)
    return UnitEvidence(unit, YEAR_END, histories, tuple(_findings(unit, findings)), _registers(unit))


def _score(scheme: Scheme, evidence: list[UnitEvidence], as_of: dt.date) -> list[Sheet]:
    calendar = Calendar()
    return [
        score(scheme, UnitEvidence(one.unit, as_of, one.histories, one.findings, one.registers), calendar)
        for one in evidence
    ]


def _keep(evidence: list[UnitEvidence], store: Store) -> None:
    """The findings and visits of `evidence` as rows of a store."""
    with store.write() as connection:
        for one in evidence:
            for known in one.findings:
                span = (known.id, f"{known.first_seen}", f"{known.last_seen}", "")
                row = (known.id, known.finding.rule, known.finding.level, known.unit, known.column, known.subject)
                connection.execute("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, *span[1:]))
                shown = (*span, known.url, encode_finding(known.finding), "")
                connection.execute("INSERT INTO finding_span VALUES (?, ?, ?, ?, ?, ?, ?)", shown)
            for visit in (visit for history in one.histories for visit in history.visits):
                connection.execute(_VISIT, (visit.run, f"{visit.night}", visit.column, visit.verdict))


def _read(evidence: list[UnitEvidence]) -> bool:
    """Prints what reading costs; whether one is over its limit."""
    portal = Portal("xiuwen", "门户", f"{HOST}/")
    county = County("修文县", (portal,), tuple(one.unit for one in evidence), CrawlPolicy("信息科"), "xiuwen")
    over = False
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "evidence.db")
        _keep(evidence, store)
        readers: dict[str, Callable[[], int]] = {
            "findings": lambda: len(findings(store, YEAR_END)),
            "findings of one unit": lambda: len(findings(store, YEAR_END, unit="unit07")),
            "histories": lambda: sum(map(len, histories(store, county, YEAR_END).values())),
        }
        for name, read in readers.items():
            began = process_time()
            count = read()
            seconds = process_time() - began
            over = over or seconds > MOST_SECONDS
            print(f"read from the store: {count} {name}, {seconds:.2f} s (limit {MOST_SECONDS} s)")
        store.close()
    return over


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(number: int) -> int:
    """Prints the figures; 1 where one is over its limit."""
    evidence = [_evidence(unit, round(number / UNITS)) for unit in range(UNITS)]
    scheme, before, over = load_scheme("xiuwen"), _megabytes(), False
    for as_of in (YEAR_END, SUMMER):
        seconds = []
        for _ in range(RUNS):
            began = process_time()
            sheets = _score(scheme, evidence, as_of)
            seconds.append(process_time() - began)
        entries = sum(len(clause.entries) for sheet in sheets for clause in sheet.clauses)
        over = over or min(seconds) > MOST_SECONDS
        print(f"as of {as_of}: {len(sheets)} sheets, {entries} entries, {min(seconds):.2f} s (limit {MOST_SECONDS} s)")
    over = _read(evidence) or over
    peak = _megabytes()
    print(f"memory: evidence {before:.0f} MB, at most {peak:.0f} MB with the sheets (limit {MOST_MEGABYTES} MB)")
    return int(over or peak > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else FINDINGS))
