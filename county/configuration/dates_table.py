"""[dates] of county.toml to values: from when on dates that pages claim are told (日期核查), and what is due by a fixed
day of each year (法定期限)."""

from __future__ import annotations

import datetime as dt

from county.configuration.errors import quoted
from county.configuration.toml_table import Table
from county.settings import DatePolicy, YearlyDate

YEARLY_EXAMPLE = "[[dates.yearly]] 开头的一段，双层方括号"
_DEFAULT = DatePolicy()
_NEW_YEAR = (1, 1)


def date_policy(table: Table) -> DatePolicy:
    """The values of [dates], with defaults where flaws were noted."""
    table.allow("backdated_days", "publish_working_days", "yearly")
    return DatePolicy(
        backdated_days=table.whole("backdated_days", _DEFAULT.backdated_days, 1, "天"),
        publish_working_days=table.whole("publish_working_days", _DEFAULT.publish_working_days, 1, "个工作日"),
        yearly=tuple(_yearly(one) for one in table.tables("yearly", "法定期限", YEARLY_EXAMPLE)),
    )


def _yearly(table: Table) -> YearlyDate:
    table.allow("name", "columns", "due", "title", "basis")
    columns = table.texts("columns")
    if not columns:
        table.refuse("columns", f"{table.title}没有写栏目名称", '请补上，如 columns = ["双随机抽查"]')
    basis = table.text("basis", required=False)
    return YearlyDate(table.text("name"), columns, _month_day(table), table.texts("title"), basis)


def _month_day(table: Table) -> tuple[int, int]:
    text = table.text("due")
    try:
        # not a leap year: there is no 29 February in most years
        day = dt.datetime.strptime(f"2001-{text}", "%Y-%m-%d").date()
    except ValueError:
        if text:
            table.refuse("due", f"{table.title}的期限{quoted(text)}不是月和日", '请写成 due = "06-30" 这样')
        return _NEW_YEAR
    return day.month, day.day


def month_day_text(day: tuple[int, int]) -> str:
    """A day of each year as the file has it: "06-30"."""
    return "{:02}-{:02}".format(*day)
