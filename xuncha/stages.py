"""`xuncha crawl | ingest`: the stages of a night, and the night as other commands run it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from county.garbage import collected_rarely
from crawler.standby import Standby
from evidence.home import Home
from evidence.ingest import ingest as take_in
from evidence.ledger import Ledger, PortalRun
from schedules.night import Night, NightReport
from scoring import scheme_of
from xuncha.errors import FAILED, OK, PARTLY
from xuncha.options import again_option, home_options, json_option, today_of, today_option
from xuncha.output import coverage_line
from xuncha.terminal import TerminalWatch


def run_night(
    home: Home,
    today: dt.datetime | None,
    *,
    again: bool = False,
    retry: bool = False,
    wait: int = 0,
    standby: Standby | None = None,
) -> NightReport:
    """One night, with progress and a summary for people. The first crawl may take the process on `standby`."""
    county = home.county()
    with TerminalWatch() as watch, collected_rarely():
        stages = Night(home, county, scheme_of(home.config, county), watch, standby)
        report = stages.run(today_of(county, today), again=again, retry=retry, wait=60.0 * wait)
    click.echo(coverage_line(home, report), err=True)
    return report


def exit_code(report: NightReport) -> int:
    """What a night's end means for whoever called."""
    if report.failed and not (report.crawled or report.already):
        return FAILED
    return PARTLY if report.failed or report.cut_short else OK


def print_row(row: dict[str, Any]) -> None:
    """A row as programs read it."""
    click.echo(json.dumps(row, ensure_ascii=False, default=str))


@click.command()
@home_options
@today_option
@again_option
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
        print_row(asdict(run))
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
            print_row({"run": name, "new": new})
        else:
            click.echo(f"{name}\t{'已入库' if new else '此前已入库，没有变化'}")
    context.exit(PARTLY if failed else OK)
