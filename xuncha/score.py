"""`xuncha score`: the sheets of a day, and what changed between two days."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

import click

from county.settings import County
from evidence.home import Home
from scoring import Scheme, Sheet, scheme_known_by, sheet_json
from scoring.comparison import SheetChange
from scoring.comparison_export import change_json
from scoring.scores import Standpoint, compare_units, score_units
from xuncha.differences import change_lines
from xuncha.options import DAY, as_of_option, home_options, json_option, known_option, newest_day, unit_of
from xuncha.output import score_table, show


@click.command()
@home_options
@as_of_option
@click.option("--unit", help="只看一个单位（编号或名称），列出每一笔。")
@known_option
@click.option("--diff", nargs=2, type=DAY, help="对比两天的评分表，逐笔说明变化和原因。")
@json_option
def score(
    home: Home,
    as_of: dt.datetime | None,
    unit: str | None,
    known_by: dt.datetime | None,
    diff: tuple[dt.datetime, dt.datetime] | None,
    as_json: bool,
) -> None:
    """按考核方案计算各单位得分。

    --as-of 是巡查截止的一夜，--known-by 是认定、登记、裁定和考核方案截止的一天；两者写同一天，就是那一天的评分表。
    --diff 的两张表各按当天已知的情况计算；加 --known-by 时，第二张表按那一天已知的情况计算，可以看出事后裁定的影响。
    """
    county = home.county()
    chosen = {unit_of(county, unit).id} if unit else {one.id for one in county.units}
    by = known_by.date() if known_by else None
    if diff:
        if as_of:
            raise click.UsageError("--diff 已写明两个日期，不能再加 --as-of。")
        first, last = (day.date() for day in diff)
        changes = _changes(home, county, (first, first), (last, by or last))
        _show_changes([one for one in changes if one.after.unit in chosen], as_json=as_json)
        return
    day = newest_day(home, as_of)
    with home.store() as store:
        scheme = scheme_known_by(store, home.config, county, by)
        sheets = score_units(store, county, scheme, day, by)
    _show_sheets([one for one in sheets if one.unit in chosen], scheme, county, detail=bool(unit), as_json=as_json)


def _changes(
    home: Home, county: County, earlier: tuple[dt.date, dt.date], later: tuple[dt.date, dt.date]
) -> list[SheetChange]:
    """Between two nights, each as known by a day."""
    with home.store() as store:
        first, last = (
            Standpoint(as_of, by, scheme_known_by(store, home.config, county, by)) for as_of, by in (earlier, later)
        )
        return compare_units(store, county, first, last)


def _show_sheets(sheets: Sequence[Sheet], scheme: Scheme, county: County, *, detail: bool, as_json: bool) -> None:
    if not as_json:
        show(score_table(scheme, sheets, county, detail=detail))
        return
    for sheet in sheets:
        click.echo(json.dumps(sheet_json(sheet), ensure_ascii=False))


def _show_changes(changes: Sequence[SheetChange], *, as_json: bool) -> None:
    lines = (json.dumps(change_json(one), ensure_ascii=False) for one in changes) if as_json else change_lines(changes)
    for line in lines:
        click.echo(line)
