"""`xuncha probe`: visits of the home pages, once or by the clock."""

from __future__ import annotations

import json
import time
from dataclasses import asdict

import click

from county.probe import OUTCOME_NAMES, Outcome
from evidence.home import Home
from schedules.probing import Round, probe_round
from xuncha.errors import OK, PARTLY
from xuncha.options import home_options, json_option

_OWED = (Outcome.UNMEASURED, Outcome.BLOCKED)
_SECONDS_A_MINUTE = 60


@click.command()
@home_options
@click.option("--rounds", type=click.IntRange(1), default=1, show_default=True, help="一共几轮。")
@click.option("--every", type=click.FloatRange(0), help="每隔几分钟一轮，默认按 county.toml 的 spacing_minutes。")
@json_option
@click.pass_context
def probe(context: click.Context, home: Home, rounds: int, every: float | None, as_json: bool) -> None:
    """探测首页能否打开：每轮各访问一次，另每天检查一次数字证书；按 Ctrl-C 结束。"""
    county = home.county()
    pause = _SECONDS_A_MINUTE * (county.probe.spacing_minutes if every is None else every)
    complete = True
    for number in range(rounds):
        began = time.monotonic()
        done = probe_round(home, county)
        _print(done, as_json=as_json)
        complete = complete and not any(visit.outcome in _OWED for visit in done.visits)
        if number + 1 < rounds:
            time.sleep(max(0.0, pause - (time.monotonic() - began)))
    context.exit(OK if complete else PARTLY)


def _print(done: Round, *, as_json: bool) -> None:
    for visit in done.visits:
        if as_json:
            click.echo(json.dumps({"kind": "visit", **asdict(visit)}, ensure_ascii=False, default=str))
        else:
            click.echo(
                f"{visit.at}　{OUTCOME_NAMES[visit.outcome]}　{visit.home}　{visit.seconds:.1f} 秒　{visit.reason}"
            )
    for look in done.certificates:
        if as_json:
            click.echo(json.dumps({"kind": "certificate", **asdict(look)}, ensure_ascii=False, default=str))
        else:
            said = "、".join(look.faults) or (f"有效至 {look.expires}" if look.measured else look.reason)
            click.echo(f"{look.at}　证书　{look.host}　{said}")
