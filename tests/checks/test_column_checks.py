"""The checks of a column: each speaks with a witness and is silent without one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from made_history import TODAY, day, history, item, made_column, visit

from checks import check_column
from county.finding import Finding, Level
from county.history import ColumnHistory, Item
from county.units import ColumnKind
from county.visit import Verdict, Visit


def found(rule: str, known: ColumnHistory, today: dt.date = TODAY) -> list[Finding]:
    return [finding for finding in check_column(known, today) if finding.rule == rule]


def test_stale() -> None:
    [finding] = check_column(history([visit(newest=day(303))], [item("a", day(303), title="某通知")]), TODAY)
    assert (finding.rule, finding.level, finding.words) == ("column-stale", Level.GENERAL, "")
    assert finding.why == "最新一条 2025-06-01，距 2026-03-31 已有 303 天，要求 180 天内更新一次"
    assert finding.quote == "《某通知》2025-06-01"
    assert finding.suggestion


@pytest.mark.parametrize(
    "known",
    [
        history([visit()], [item("a", day(180))]),
        history([visit()], [item("a", day(400)), item("b", day(3))]),
        history([visit(newest=day(2))], [item("a", day(400))]),
        history([visit()], [item("a", day(400))], made_column(None, ColumnKind.LEADERS)),
        history([visit(3), visit(0, Verdict.PARTIAL)], [item("a", day(400))]),
        history([visit(3), visit(0, Verdict.NOT_DUE)], [item("a", day(400))]),
        history([visit(0, Verdict.BLOCKED)], [item("a", day(400))]),
        history([visit(covered=None)], [item("a", day(400))]),
        history([visit()], [item("a", day(400)), item("b", None, seen=day(0))]),
        history([visit()], [item("a", day(400)), item("b", day(-90), seen=day(1))]),
        history([], [item("a", day(400))]),
    ],
    ids=[
        *("on the last day", "newer one", "newer row", "no duty", "partial", "not due", "blocked", "not covered"),
        *("undated row may be newer", "future date, seen lately", "no visit"),
    ],
)
def test_not_stale(known: ColumnHistory) -> None:
    assert found("column-stale", known) == []


def test_stale_the_day_after_the_last() -> None:
    assert found("column-stale", history([visit()], [item("a", day(181))]))


def test_stale_though_an_undated_row_stands_there_since_long() -> None:
    known = history([visit()], [item("a", day(400)), item("b", None, seen=day(200))])
    assert found("column-stale", known)


def test_stale_is_judged_as_of_the_visit() -> None:
    known = history([visit(30)], [item("a", day(200))])
    assert found("column-stale", known) == []


def test_blank_is_suspected_first_and_certain_on_the_second_night() -> None:
    once = history([visit(0, entries=0, empty="列表容器为空")])
    [finding] = check_column(once, TODAY)
    assert (finding.rule, finding.level, finding.quote) == ("column-blank", Level.SUSPECTED, "列表容器为空")
    twice = history([visit(1, entries=0, empty="暂无信息"), visit(0, entries=0, empty="暂无信息")])
    [finding] = check_column(twice, TODAY)
    assert finding.level is Level.GENERAL
    assert "2026-03-30、2026-03-31" in finding.why
    between = history([visit(2, entries=0, empty="暂无"), visit(1, Verdict.BLOCKED), visit(0, entries=0, empty="暂无")])
    assert [finding.level for finding in check_column(between, TODAY)] == [Level.GENERAL]
    first_night = history([visit(0, Verdict.PARTIAL, entries=0, empty="暂无")])
    assert [finding.level for finding in check_column(first_night, TODAY)] == [Level.SUSPECTED]
    same_night = history([visit(0, entries=0, empty="暂无"), visit(0, entries=0, empty="暂无")])
    assert [finding.level for finding in check_column(same_night, TODAY)] == [Level.SUSPECTED]


@pytest.mark.parametrize(
    "known",
    [
        history([visit(entries=0)]),
        history([visit(0, Verdict.LAYOUT_CHANGED, entries=0, empty="暂无信息")]),
        history([visit(1, entries=0, empty="暂无信息"), visit(0, Verdict.UNREACHABLE, entries=0)]),
        history([visit(entries=0, empty="暂无信息")], [item("a", day(40))]),
        history([]),
    ],
    ids=["no witness", "layout changed", "unreachable now", "held something once", "never visited"],
)
def test_not_blank(known: ColumnHistory) -> None:
    assert found("column-blank", known) == []


def test_undated() -> None:
    known = history([visit(entries=2)], [item("a", None, title="甲"), item("b", None, title="乙")])
    [finding] = check_column(known, TODAY)
    assert (finding.rule, finding.level, finding.words, finding.quote) == (
        "column-undated",
        Level.GENERAL,
        "",
        "《甲》《乙》",
    )


def test_undated_files_need_no_article() -> None:
    rows = [item("a", None), item("b", None, text="", url="http://www.example.gov.cn/b.pdf")]
    assert found("column-undated", history([visit(entries=2)], rows))


@pytest.mark.parametrize(
    "known",
    [
        history([visit()], [item("a", None), item("b", day(4))]),
        history([visit(newest=day(3))], [item("a", None)]),
        history([visit()], [item("a", None), item("b", None, text="")]),
        history([visit(0, Verdict.PARTIAL)], [item("a", None)]),
        history([visit()], [item("a", None)], made_column(None, ColumnKind.LEADERS)),
        history([visit(entries=0)], []),
    ],
    ids=["one date", "date in a row", "an article was not read", "partial", "standing texts", "no rows"],
)
def test_not_undated(known: ColumnHistory) -> None:
    assert found("column-undated", known) == []


def _reports(*items: Item, covered: dt.date | None = dt.date(2025, 12, 31)) -> list[str]:
    column = made_column(396, ColumnKind.ANNUAL_REPORT)
    return [
        one.rule
        for one in check_column(history([visit(entries=1, newest=TODAY, covered=covered)], items, column), TODAY)
    ]


def test_annual_report_is_missing_from_february_on() -> None:
    old = item("a", dt.date(2025, 3, 20), title="2024年政府信息公开工作年度报告")
    assert _reports(old) == ["annual-report-missing"]
    column = made_column(396, ColumnKind.ANNUAL_REPORT)
    january = history(
        [Visit("run", dt.date(2026, 1, 31), "key", Verdict.COMPLETE, "", 1, None, day(200))], [old], column
    )
    assert check_column(january, dt.date(2026, 1, 31)) == []
    assert _reports(old, covered=None) == []
    assert _reports(old, covered=dt.date(2026, 1, 10)) == []


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("2025年政府信息公开工作年度报告", dt.date(2025, 12, 30)),
        ("二〇二五年度政府信息公开年报", None),
        ("政府信息公开工作年度报告", dt.date(2026, 1, 20)),
        ("政府信息公开工作年度报告", None),
    ],
)
def test_what_may_be_the_annual_report_is_taken_for_it(title: str, date: dt.date | None) -> None:
    assert "annual-report-missing" not in _reports(item("a", date, title=title))


def test_static_column_unchanged_for_a_year() -> None:
    leaders = made_column(None, ColumnKind.LEADERS)

    def told(changed: dt.date | None, verdict: Verdict = Verdict.COMPLETE) -> list[str]:
        known = replace(history([visit(verdict=verdict)], (), leaders), changed_on=changed)
        return [one.rule for one in check_column(known, TODAY)]

    assert told(day(366)) == ["column-unchanged"]
    assert told(day(365)) == []
    assert told(None) == []
    assert told(day(366), Verdict.PARTIAL) == []


def test_many_dead_rows_are_one_finding() -> None:
    dead = [
        replace(item(f"{n}", day(9)), missing_on=(day(1), day(0)), missing_because="页面不存在。") for n in range(6)
    ]
    assert [one.words for one in found("row-dead", history([visit()], dead[:5]))] == [one.url for one in dead[:5]]
    [one] = found("row-dead", history([visit()], dead))
    assert (one.words, one.count) == ("", 6)
