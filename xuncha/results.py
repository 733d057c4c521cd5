"""`xuncha findings | visits`: what was found and what was visited, for people and for programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import click

from checks import RULES
from county.finding import FindingState
from county.sites import PORTAL_ITSELF
from evidence.home import Home
from schedules.reports import finding_rows, visit_rows
from xuncha.options import as_of_option, home_options, json_option, known_option, newest_day
from xuncha.output import findings_table, show, visits_table


def _date(given: dt.datetime | None) -> dt.date | None:
    return given.date() if given else None


def _refuse_unknown(home: Home, unit: str | None, rule: str | None) -> None:
    if rule is not None and rule not in RULES:
        raise click.UsageError(f"没有规则“{rule}”；规则编号见 docs/rules.md。")
    units = home.county().units
    if unit is not None and unit not in {name for one in units for name in (one.id, one.name)} | {PORTAL_ITSELF}:
        raise click.UsageError(f"没有单位“{unit}”；请用 xuncha units list 查看编号和名称。")


def _lines(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


@click.command()
@home_options
@as_of_option
@click.option("--unit", help="只看一个单位（编号或名称）。")
@click.option("--rule", help="只看一条规则（如 word-listed）。")
@click.option("--state", type=click.Choice([state.value for state in FindingState]), help="只看这一状态。")
@known_option
@json_option
def findings(
    home: Home,
    as_of: dt.datetime | None,
    unit: str | None,
    rule: str | None,
    state: str | None,
    known_by: dt.datetime | None,
    as_json: bool,
) -> None:
    """列出发现的问题；引文中的个人号码一律打码。"""
    _refuse_unknown(home, unit, rule)
    rows = [
        row
        for row in finding_rows(home, newest_day(home, as_of), _date(known_by))
        if unit in (None, row["unit"], row["unit_name"])
        and rule in (None, row["rule"])
        and state in (None, row["state"])
    ]
    if as_json:
        _lines(rows)
    else:
        show(findings_table(rows))


@click.command()
@home_options
@as_of_option
@json_option
def visits(home: Home, as_of: dt.datetime | None, as_json: bool) -> None:
    """列出栏目巡查记录：每次的结论、原因、条目数。"""
    rows = visit_rows(home, newest_day(home, as_of))
    if as_json:
        _lines(rows)
    else:
        show(visits_table(rows))
