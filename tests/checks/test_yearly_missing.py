"""What is due by a fixed day of each year: told after the day, with a witness, where nothing may be it."""

from __future__ import annotations

import datetime as dt

import pytest
from made_history import day, history, item, made_column, visit

from checks import UnitFinding, UnitRecord, check_record
from county.calendar import Calendar
from county.history import Item
from county.settings import DatePolicy, YearlyDate
from county.units import ColumnKind
from county.visit import Visit

TODAY = day(0)
YEARLY = YearlyDate("行政执法总体情况", ("其他",), (1, 31), ("总体情况",), "国办发〔2018〕118号")
OLD = item("old", dt.date(2025, 1, 20), title="2024年行政执法总体情况")
READ = visit(covered=dt.date(2026, 1, 1))


def told(*items: Item, visits: tuple[Visit, ...] = (READ,), yearly: YearlyDate = YEARLY) -> list[UnitFinding]:
    column = made_column(None, ColumnKind.OTHER)
    known = history(visits, items, column)
    record = UnitRecord(known.unit, (known,), dt.date(2026, 1, 1), TODAY, Calendar(), DatePolicy(yearly=(yearly,)))
    return [one for one in check_record(record) if one.finding.rule == "yearly-missing"]


def test_told_on_the_column_with_its_basis() -> None:
    [one] = told(OLD, item("other", dt.date(2026, 2, 3), title="行政处罚决定书"))
    assert (one.subject, one.finding.words) == ("longchang/其他", "行政执法总体情况 2026")
    assert one.finding.basis == "国办发〔2018〕118号"
    assert "2026年1月31日" in one.finding.why


def test_a_column_may_be_named_by_its_unit() -> None:
    by_key = ("longchang/其他",)
    assert told(OLD, yearly=YearlyDate("总体情况", by_key, (1, 31)))
    assert not told(OLD, yearly=YearlyDate("总体情况", ("其他单位/其他",), (1, 31)))


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("2025年行政执法总体情况", dt.date(2026, 1, 28)),
        ("2025年行政执法总体情况", dt.date(2026, 3, 2)),
        ("2026年度总体情况", dt.date(2025, 1, 5)),
        ("二〇二六年总体情况", dt.date(2025, 1, 5)),
        ("行政执法总体情况", None),
        ("行政执法总体情况", dt.date(2025, 12, 30)),
        ("某局关于公开上年度行政…", dt.date(2026, 1, 30)),
    ],
)
def test_what_may_be_it_is_taken_for_it(title: str, date: dt.date | None) -> None:
    assert told(OLD, item("new", date, title=title)) == []


@pytest.mark.parametrize(
    "visits",
    [
        (),
        (visit(covered=None),),
        (visit(covered=dt.date(2026, 1, 2)),),
        (visit(59, covered=dt.date(2026, 1, 1)),),
        (visit(entries=0, covered=dt.date(2026, 1, 1)),),
    ],
    ids=["no visit", "not covered", "not the whole year", "on the day itself", "nothing read"],
)
def test_nothing_without_a_witness(visits: tuple[Visit, ...]) -> None:
    assert told(OLD, visits=visits) == []


def test_a_day_to_come_is_judged_by_the_year_before() -> None:
    later = YearlyDate("抽查计划", ("其他",), (6, 30))
    assert later.last_due(TODAY) == dt.date(2025, 6, 30)
    assert told(OLD, yearly=later) == []
    witnessed = visit(covered=dt.date(2025, 1, 1))
    assert [one.finding.words for one in told(yearly=later, visits=(witnessed,))] == ["抽查计划 2025"]
