"""What the county set a fixed day of each year for, and no item shows (法定期限未公开)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from checks.yearly import dates_of, year_witness, years_named
from county.finding import Finding, Level
from county.history import ColumnHistory, Item
from county.same_news import title_key
from county.settings import YearlyDate
from county.times import day_text

INFO = RuleInfo(
    id="yearly-missing",
    title="法定期限内未公开",
    level=Level.SUSPECTED,
    basis="《政府信息公开条例》第二十条；各事项的期限及依据见 county.toml 的 [[dates.yearly]]；计分以责任清单为准",
)
_CUT_OFF = ("…", "..")


@record_check(INFO)
def yearly_missing(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks after the day, where a complete visit since then covers the year and no item may be the one due: its title
    holds the words or was cut off, and it was posted since the day of the year before, names the year, or shows no
    date."""
    for yearly in record.policy.yearly:
        due = yearly.last_due(record.as_of)
        for history in record.histories:
            column = history.column
            if column.name not in yearly.columns and column.key not in yearly.columns:
                continue
            if finding := _missing(history, yearly, due):
                yield UnitFinding(finding, column.name, column.key, column.url)


def _missing(history: ColumnHistory, yearly: YearlyDate, due: dt.date) -> Finding | None:
    last = year_witness(history, due)
    since = yearly.last_due(due)
    if last is None or any(_may_be(item, yearly, since, due.year) for item in history.items):
        return None
    words = f"标题含“{'、'.join(yearly.title)}”的信息" if yearly.title else "信息"
    return Finding(
        rule=INFO.id,
        level=INFO.level,
        words=f"{yearly.name} {due.year}",
        why=f"{yearly.name}应于{day_text(due)}前公开，{last.night} 完整读取本栏目，没有{day_text(since)}以后的{words}",
        quote="".join(f"《{item.title}》" for item in history.items[:3]) or last.empty_because,
        suggestion=f"请在“{history.column.name}”栏目公开{yearly.name}，再次读到后自动消除；已在别处公开的，由信息科核实",
        basis=yearly.basis or INFO.basis,
    )


def _may_be(item: Item, yearly: YearlyDate, since: dt.date, year: int) -> bool:
    title = title_key(item.title)
    if not all(title_key(word) in title for word in yearly.title) and not item.title.rstrip().endswith(_CUT_OFF):
        return False
    dates = dates_of(item)
    return not dates or year in years_named(item.title) or any(date > since for date in dates)
