"""`xuncha night | crawl | ingest`: a night, whole or by its stages."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from county.garbage import collected_rarely
from evidence.home import Home
from evidence.ingest import ingest as take_in
from evidence.ledger import Ledger, PortalRun
from schedules.night import Night, NightReport
from scoring import scheme_of
from xuncha.errors import FAILED, OK, PARTLY
from xuncha.options import home_options, json_option, today_of, today_option
from xuncha.output import coverage_line
from xuncha.terminal import TerminalWatch

_again_option = click.option("--again", is_flag=True, help="当天已经采过的门户也再采一遍。")


def run_night(
    home: Home, today: dt.datetime | None, *, again: bool = False, retry: bool = False, wait: int = 0
) -> NightReport:
    """One night, with progress and a summary for people."""
    county = home.county()
    with TerminalWatch() as watch, collected_rarely():
        stages = Night(home, county, scheme_of(home.config, county), watch)
        report = stages.run(today_of(county, today), again=again, retry=retry, wait=60.0 * wait)
    click.echo(coverage_line(home, report), err=True)
    return report


def exit_code(report: NightReport) -> int:
    """What a night's end means for whoever called."""
    if report.failed and not (report.crawled or report.already):
        return FAILED
    return PARTLY if report.failed or report.cut_short else OK


def _print(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False, default=str))


@click.command()
@home_options
@today_option
@_again_option
@click.option("--retry", is_flag=True, help="当天采过的门户，只补采没有应答的栏目。")
@click.option(
    "--wait",
    type=click.IntRange(0),
    default=0,
    help="另一个任务（如复查）正在使用工作目录时，最多等它几分钟；默认不等。",
)
@json_option
@click.pass_context
def night(
    context: click.Context, home: Home, today: dt.datetime | None, again: bool, retry: bool, wait: int, as_json: bool
) -> None:
    """运行一夜：采集、封存、入库、检查；当天已完成的不会重做。"""
    report = run_night(home, today, again=again, retry=retry, wait=wait)
    if as_json:
        _print(asdict(report))
    context.exit(exit_code(report))


@click.command()
@home_options
@today_option
@_again_option
@json_option
@click.pass_context
def crawl(context: click.Context, home: Home, today: dt.datetime | None, again: bool, as_json: bool) -> None:
    """只采集：每个门户一个采集包，封存后待入库（xuncha ingest）。"""
    county = home.county()
    with TerminalWatch() as watch:
        stages = Night(home, county, scheme_of(home.config, county), watch)
        with stages.opened() as store:
            report = stages.crawl(store, today_of(county, today), again=again)
            runs = [run for portal in county.portals for run in Ledger(store).runs(portal.id, report.night)]
    for run in runs:
        _print_run(run, as_json=as_json)
    context.exit(exit_code(report))


def _print_run(run: PortalRun, *, as_json: bool) -> None:
    if as_json:
        _print(asdict(run))
    else:
        click.echo(f"{run.run}\t{run.state}\t{run.reason}")


@click.command()
@home_options
@click.argument("packs", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@json_option
@click.pass_context
def ingest(context: click.Context, home: Home, packs: tuple[Path, ...], as_json: bool) -> None:
    """把封存的采集包入库并检查；不指定 PACKS 则处理工作目录里全部尚未入库的包。重复入库不改变任何数据。"""
    county = home.county()
    with TerminalWatch() as watch:
        stages = Night(home, county, scheme_of(home.config, county), watch)
        with stages.opened() as store:
            fresh = {pack.name: take_in(home.adopt(pack), store) for pack in packs}
            failed = {} if packs else stages.take_in(store)
            stages.check(store)
    for name, new in fresh.items():
        if as_json:
            _print({"run": name, "new": new})
        else:
            click.echo(f"{name}\t{'已入库' if new else '此前已入库，没有变化'}")
    context.exit(PARTLY if failed else OK)
