"""`xuncha owed`: what units still owe, and what it will cost them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import click
from rich.console import RenderableType

from county.calendar import Calendar
from county.units import Unit
from evidence.home import Home
from scoring import scheme_of
from scoring.owed import HORIZON_NAMES, Owed, OwedKind
from scoring.owed import owed as owed_by
from scoring.points import points_number, points_text
from scoring.scores import Known, Reader
from xuncha.options import home_options, json_option, today_of, today_option, unit_of
from xuncha.output import plain_table, show


@click.command()
@home_options
@today_option
@click.option("--unit", help="只看一个单位（编号或名称）。")
@json_option
def owed(home: Home, today: dt.datetime | None, unit: str | None, as_json: bool) -> None:
    """列出各单位还欠什么：已经到期的、本周、本月、1月31日前要做的，以及不做会扣多少分。"""
    county = home.county()
    chosen = unit_of(county, unit).id if unit else None
    scheme, calendar, day = scheme_of(home.config, county), Calendar(county.calendar), today_of(county, today)
    with home.store() as store:
        evidence = [one for one in Reader(store, county).evidence(Known.by(day)) if chosen in (None, one.unit.id)]
    for one in evidence:
        found = owed_by(scheme, one, calendar)
        if as_json:
            for row in found:
                click.echo(json.dumps(_row(one.unit, row), ensure_ascii=False))
        else:
            show(_table(one.unit, found))


def _table(unit: Unit, found: Sequence[Owed]) -> RenderableType:
    table = plain_table(f"{unit.name}　{len(found)} 项" if found else f"{unit.name}　没有待办", title_justify="left")
    for name in ("期限", "剩余", "条款", "不做扣分", "事项"):
        table.add_column(name, no_wrap=name != "事项", overflow="fold")
    last = None
    for one in found:
        if one.horizon is not last:
            table.add_row(HORIZON_NAMES[one.horizon], style="bold")
            last = one.horizon
        table.add_row(one.due.isoformat(), _left(one), one.clause, points_text(one.cost) if one.cost else "", one.why)
    return table


def _left(one: Owed) -> str:
    days = "个工作日" if one.kind is OwedKind.REQUEST else "天"
    return f"{one.days_left} {days}" if one.days_left >= 0 else f"过了 {-one.days_left} {days}"


def _row(unit: Unit, one: Owed) -> dict[str, Any]:
    """A stored contract."""
    return {
        "unit": unit.id,
        "name": unit.name,
        "kind": one.kind.value,
        "horizon": one.horizon.value,
        "clause": one.clause,
        "due": one.due.isoformat(),
        "days_left": one.days_left,
        "cost": points_number(one.cost),
        "why": one.why,
        "entry": one.entry,
    }
