"""`xuncha decide`: a person's word on a finding."""

from __future__ import annotations

import datetime as dt

import click

from county.finding import FindingState
from evidence.decisions import Decision
from evidence.decisions import decide as keep
from evidence.home import Home
from xuncha.options import home_options, today_of, today_option

_STATES = {"confirm": FindingState.CONFIRMED, "dismiss": FindingState.DISMISSED, "withdraw": FindingState.OPEN}


@click.command()
@home_options
@today_option
@click.argument("finding")
@click.argument("verdict", type=click.Choice(list(_STATES)))
@click.option("--by", "author", required=True, help="认定人。")
@click.option("--reason", required=True, help="理由。")
def decide(home: Home, today: dt.datetime | None, finding: str, verdict: str, author: str, reason: str) -> None:
    """认定一条问题：confirm 属实，dismiss 误报，withdraw 撤回此前的认定。只追加，不覆盖。"""
    day = today_of(home.county(), today)
    store = home.open_store()
    try:
        keep(store, Decision(finding, _STATES[verdict], day, author, reason))
    finally:
        store.close()
    click.echo(f"已记录：{finding} {_STATES[verdict].value}（{author}）")
