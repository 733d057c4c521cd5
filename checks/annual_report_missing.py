"""The annual report that does not stand in its place by 31 January (年度报告未按时公开)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checks.registry import RuleInfo, column_check
from county.finding import Finding, Level
from county.history import ColumnHistory, Item
from county.units import ColumnKind

INFO = RuleInfo(
    id="annual-report-missing",
    title="年度报告未按时公开",
    level=Level.GENERAL,
    basis="《政府信息公开条例》第四十九条（每年1月31日前）；国办公开办函〔2021〕30号；考核方案（一）1 由报送登记计分",
)
_YEAR = re.compile(r"(?:19|20)\d{2}|二[〇○零Ｏ0]\w{2}")
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")


@column_check(INFO)
def annual_report_missing(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """Speaks from 1 February on, where a complete visit since then covers the month of the report, and no item names
    the past year or was posted this year. An item that names no year and shows no date may be the report."""
    last = history.last_complete
    if history.column.kind is not ColumnKind.ANNUAL_REPORT or last is None:
        return
    start, due = dt.date(today.year, 1, 1), dt.date(today.year, 2, 1)
    covered = last.window_covered_from
    read_list = bool(last.entries or last.empty_because)
    if last.night < due or covered is None or covered > start or not read_list:
        return
    if any(_may_be_report(item, start) for item in history.items):
        return
    yield Finding(
        rule=INFO.id,
        level=INFO.level,
        words=str(today.year - 1),
        why=f"{last.night} 完整读取本栏目，没有 {today.year - 1} 年的政府信息公开工作年度报告，1月31日到期",
        quote="".join(f"《{item.title}》" for item in history.items[:3]) or last.empty_because,
        suggestion=f"请在“{history.column.name}”栏目公开 {today.year - 1} 年年度报告，再次读到后自动消除",
    )


def _may_be_report(item: Item, start: dt.date) -> bool:
    years = {found.translate(_DIGITS) for found in _YEAR.findall(item.title)}
    dates = [date for date in (item.listed, item.displayed, item.claimed) if date]
    if str(start.year - 1) in years or any(date >= start for date in dates):
        return True
    return not years and not dates
