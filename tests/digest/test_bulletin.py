"""周通报 and 月通报, and the figures behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.document import Document
from made_material import AS_OF, HOST, make_county, make_finding, make_material, make_units

from county.calendar import Calendar
from county.finding import FindingState, KnownFinding, Level
from county.history import ColumnHistory, Item
from county.units import Column, ColumnKind, Unit
from county.visit import Verdict, Visit
from digest.bulletin import BulletinMaterial, write_bulletin
from digest.bulletin_words import numeral
from digest.coverage import coverage
from digest.issuing import Issuing
from digest.news_counts import news_counts
from digest.period import Rhythm, days_text, last_ended, period_named, period_of
from scoring import load_scheme

CALENDAR = Calendar()
UNITS = make_units(3)
COUNTY = make_county(UNITS)
WEEK = period_of(dt.date(2026, 3, 4), Rhythm.WEEK, CALENDAR)
SUNDAY = dt.date(2026, 3, 8)
ISSUING = Issuing(dt.date(2026, 3, 9))


def visit(column: Column, night: dt.date, verdict: Verdict = Verdict.COMPLETE, reason: str = "") -> Visit:
    covered = night - dt.timedelta(days=730) if verdict is Verdict.COMPLETE else None
    return Visit(f"r{night:%m%d}", night, column.key, verdict, reason, window_covered_from=covered)


def visits(nights: Sequence[dt.date], verdict: Verdict = Verdict.COMPLETE) -> list[Visit]:
    return [visit(column, night, verdict) for night in nights for unit in UNITS for column in unit.columns]


def days(*numbers: int) -> list[dt.date]:
    return [dt.date(2026, 3, number) for number in numbers]


def test_periods_are_weeks_and_months_of_the_calendar() -> None:
    assert (WEEK.start, WEEK.end, WEEK.name) == (dt.date(2026, 3, 2), SUNDAY, "2026年第10周")
    february = period_of(dt.date(2024, 2, 9), Rhythm.MONTH, CALENDAR)
    assert (february.start, february.end, february.label) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29), "2024年2月")
    last = period_of(dt.date(2025, 11, 9), Rhythm.QUARTER, CALENDAR)
    assert (last.start, last.end, last.name) == (dt.date(2025, 10, 1), dt.date(2025, 12, 31), "2025年第4季度")


@pytest.mark.parametrize("name", ["2026-03", "2026-12", "2026-Q1", "2026-Q4"])
def test_a_period_is_found_again_by_its_id(name: str) -> None:
    found = period_named(name, CALENDAR)
    assert found
    assert found.id == name


@pytest.mark.parametrize("name", ["2026-13", "2026-00", "2026-Q5", "2026-W10", "1926-03", "papers"])
def test_what_names_no_period_is_none(name: str) -> None:
    assert period_named(name, CALENDAR) is None


@pytest.mark.parametrize(
    ("as_of", "rhythm", "end"),
    [
        (SUNDAY, Rhythm.WEEK, SUNDAY),
        (dt.date(2026, 3, 7), Rhythm.WEEK, dt.date(2026, 3, 1)),
        (dt.date(2026, 3, 31), Rhythm.MONTH, dt.date(2026, 3, 31)),
        (dt.date(2026, 1, 30), Rhythm.MONTH, dt.date(2025, 12, 31)),
        (dt.date(2026, 3, 30), Rhythm.QUARTER, dt.date(2025, 12, 31)),
        (dt.date(2026, 3, 31), Rhythm.QUARTER, dt.date(2026, 3, 31)),
    ],
)
def test_a_bulletin_is_on_what_was_over_that_night(as_of: dt.date, rhythm: Rhythm, end: dt.date) -> None:
    assert last_ended(as_of, rhythm, CALENDAR).end == end


def test_neighbouring_days_are_named_by_their_ends() -> None:
    assert days_text(days(2, 3, 4, 6)) == "3月2日至3月4日、3月6日"


def test_nights_without_a_visit_and_nights_that_were_blocked_are_told_apart() -> None:
    seen = coverage(COUNTY, [*visits(days(2, 3, 5)), *visits(days(4), Verdict.BLOCKED)], WEEK, SUNDAY)
    (portal,) = seen.portals
    assert (portal.nights, portal.watched) == (7, 3)
    assert [(gap.what, gap.why) for gap in seen.gaps] == [
        ("3月4日（1 夜）", "被拦截 15 个栏目"),
        ("3月6日至3月8日（3 夜）", "没有巡查"),
    ]


def test_nights_after_the_evidence_are_not_missed_yet() -> None:
    (portal,) = coverage(COUNTY, visits(days(2, 3)), WEEK, dt.date(2026, 3, 3)).portals
    assert (portal.nights, portal.watched) == (2, 2)


def test_columns_that_were_never_read_whole_are_named_with_the_reason() -> None:
    news = UNITS[0].columns_of(ColumnKind.NEWS)[0]
    partial = visit(news, SUNDAY, Verdict.PARTIAL, "第 3 页打不开。")
    others = [one for one in visits([SUNDAY]) if one.column != news.key and not one.column.startswith("unit2/")]
    seen = coverage(COUNTY, [*others, partial], WEEK, SUNDAY)
    gaps = [(gap.place, gap.what, gap.why) for gap in seen.gaps if gap.place != "修文县人民政府网"]
    assert gaps == [
        ("第1局", "工作动态", "只读到一部分，第 3 页打不开"),
        ("第2局", "领导之窗、工作职责、政策文件、政策落实等 5 个栏目", "本期没有巡查"),
    ]
    assert (seen.columns, len(seen.unread)) == (15, 6)


def news_of(unit: Unit, posted: Sequence[dt.date], night: dt.date) -> dict[str, tuple[ColumnHistory, ...]]:
    column = unit.columns_of(ColumnKind.NEWS)[0]
    items = tuple(
        Item(f"p{at}", f"{HOST}/{at}", f"动态{at}", day, day, None, day, night) for at, day in enumerate(posted)
    )
    return {unit.id: (ColumnHistory(unit, column, night, (visit(column, night),), items),)}


def test_news_are_counted_once_a_visit_came_after_the_week() -> None:
    unit = UNITS[1]
    scheme = load_scheme("xiuwen")
    monday = dt.date(2026, 3, 9)
    histories = news_of(unit, days(3), monday)
    count = news_counts(make_county([unit]), scheme, histories, WEEK, monday)[0]
    assert (count.due, count.have, count.missing, count.note) == (2, 1, 1, "")
    early = news_counts(make_county([unit]), scheme, news_of(unit, days(3), SUNDAY), WEEK, SUNDAY)[0]
    assert (early.due, early.have, early.missing, early.observed) == (2, 1, 0, False)
    assert early.note.startswith("1 周未观测（本周结束后没有巡查过")


def made(known: Sequence[KnownFinding] = (), nights: Sequence[dt.date] = (AS_OF,)) -> BulletinMaterial:
    night = replace(make_material(UNITS, known), visits=tuple(visits(nights)))
    news = news_counts(COUNTY, night.scheme, {}, WEEK, AS_OF)
    return BulletinMaterial(night, WEEK, news, {"unit1": Decimal("34.9")})


def written(folder: Path, material: BulletinMaterial) -> Document:
    write_bulletin(folder / "bulletin.docx", material, ISSUING)
    return docx.Document(str(folder / "bulletin.docx"))


def test_a_bulletin_states_facts_and_only_counts_suspicions(tmp_path: Path) -> None:
    old = AS_OF - dt.timedelta(days=40)
    known = [
        make_finding(UNITS[0], 1, level=Level.SERIOUS, words="攻府"),
        make_finding(UNITS[0], 2),
        make_finding(UNITS[1], 3, state=FindingState.OPEN),
        make_finding(UNITS[1], 4, night=old),
        make_finding(UNITS[2], 5, level=Level.SERIOUS, state=FindingState.OPEN, words="攻俯"),
        make_finding(UNITS[2], 6, gone=True),
        make_finding(UNITS[2], 7, state=FindingState.DISMISSED),
    ]
    document = written(tmp_path, made(known))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[:3] == ["修文县政务公开工作周通报", "（2026年第10周）", "〔2026〕 号"]
    whole = "\n".join(said)
    assert "对“修文县人民政府网”应巡查 5 夜，实际巡查 1 夜，3月2日至3月5日没有巡查到。" in whole
    assert "本期新发现已核实或已计分的问题 4 个，涉及 3 个单位；本期已整改 1 个；截至2026年3月6日尚未整改 4 个" in whole
    assert "另有 1 个疑似问题待核实，不在通报之列。" in whole
    assert "（一）错敏词（词表）" in said
    assert "本期新发现 4 个：第1局 2 个、第2局 1 个、第3局 1 个。以前发现、尚未整改的 1 个：第2局 1 个。" in said
    assert "第3局 2 个" not in whole
    mending = [[cell.text for cell in row.cells] for row in document.tables[-2].rows][1:]
    assert mending == [["第1局", "2", "0", "2", "0"], ["第2局", "1", "0", "2", "0"], ["第3局", "1", "1", "0", "1"]]


def test_a_bulletin_ranks_within_the_class_and_tells_the_change(tmp_path: Path) -> None:
    document = written(tmp_path, made([make_finding(UNITS[0], 1)]))
    second, first = ([[cell.text for cell in row.cells] for row in table.rows][1:] for table in document.tables[1::-1])
    assert [row[:2] for row in first] == [["1", "第2局"]]
    assert [(row[1], row[3]) for row in second] == [("第3局", "—"), ("第1局", "-1.5")]


def test_silence_is_no_health_where_nobody_looked(tmp_path: Path) -> None:
    said = [paragraph.text for paragraph in written(tmp_path, made(nights=())).paragraphs]
    assert "本期没有巡查，有无问题不得而知。" in said
    assert "没有观测到的栏目和日期不作为扣分依据。" in said
    watched = [paragraph.text for paragraph in written(tmp_path, made()).paragraphs]
    assert "本期没有已核实或已计分的问题。" in watched


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (42, "四十二")])
def test_headings_are_numbered_in_chinese(number: int, said: str) -> None:
    assert numeral(number) == said
