"""The annual report that does not stand in its place by 31 January (年度报告未按时公开)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.registry import RuleInfo, column_check
from checks.yearly import dates_of, year_witness, years_named
from county.finding import Finding, Level
from county.history import ColumnHistory, Item
from county.units import ColumnKind

INFO = RuleInfo(
    id="annual-report-missing",
    title="年度报告未按时公开",
    level=Level.GENERAL,
    basis="《政府信息公开条例》第四十九条（每年1月31日前）；国办公开办函〔2021〕30号；考核方案（一）1 由报送登记计分",
)


@column_check(INFO)
def annual_report_missing(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """Speaks from 1 February on, where a complete visit since then covers the month of the report, and no item names
    the past year or was posted this year. An item that names no year and shows no date may be the report."""
    if history.column.kind is not ColumnKind.ANNUAL_REPORT:
        return
    last = year_witness(history, dt.date(today.year, 1, 31))
    if last is None or any(_may_be_report(item, today.year) for item in history.items):
        return
    yield Finding(
        rule=INFO.id,
        level=INFO.level,
        words=str(today.year - 1),
        why=f"{last.night} 完整读取本栏目，没有 {today.year - 1} 年的政府信息公开工作年度报告，1月31日到期",
        quote="".join(f"《{item.title}》" for item in history.items[:3]) or last.empty_because,
        suggestion=f"请在“{history.column.name}”栏目公开 {today.year - 1} 年年度报告，再次读到后自动消除",
    )


def _may_be_report(item: Item, year: int) -> bool:
    years, dates = years_named(item.title), dates_of(item)
    if year - 1 in years or any(date >= dt.date(year, 1, 1) for date in dates):
        return True
    return not years and not dates
