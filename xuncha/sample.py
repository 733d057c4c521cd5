"""`xuncha sample`: the made-up county portal, built, served, and watched for one night."""

from __future__ import annotations

import datetime as dt
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from county.configuration.loading import COUNTY_FILE
from evidence.home import Home
from sample.build import CONFIG, DEFAULT_TODAY, build_site, rebase
from sample.serving import SampleServer
from schedules.reports import finding_rows
from scoring import scheme_of
from scoring.scores import score_units
from xuncha.options import PORT, home_options
from xuncha.output import findings_table, score_table, show
from xuncha.stages import exit_code, run_night

SITE = "sample-site"
SAMPLE_MARK = "（样例）"
"""Stands in the sample portal's name; a configuration without it is somebody's work."""
WORST = 20
"""Findings printed under the score table."""


@click.group()
def sample() -> None:
    """样例门户：41 个单位、四类建站系统，预埋问题并附答案。"""


def _built(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the generator."""
    today = click.DateTime(["%Y-%m-%d"])
    options = (
        click.option("--seed", default=1, show_default=True, help="随机种子。"),
        click.option("--today", type=today, default=DEFAULT_TODAY.isoformat(), show_default=True, help="样例的今天。"),
        click.option(
            "--scale",
            type=click.FloatRange(0.01, 10),
            default=1.0,
            show_default=True,
            help="规模：1 约四千页，0.1 约几百页。",
        ),
    )
    for option in options:
        command = option(command)
    return command


def _port(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--port", type=PORT, default=0, show_default=True, help="端口；0 为任意空闲端口。")(command)


def _build(home: Home, seed: int, today: dt.datetime, scale: float) -> Path:
    site = home.folder / SITE
    build_site(site, seed=seed, today=today.date(), scale=scale)
    _configure(home, site)
    return site


def _configure(home: Home, site: Path) -> None:
    """The sample's configuration becomes the home's."""
    home.config.mkdir(parents=True, exist_ok=True)
    for file in (site / CONFIG).glob("*.toml"):
        earlier = home.config / file.name
        if earlier.exists() and SAMPLE_MARK not in (home.config / COUNTY_FILE).read_text(errors="replace"):
            raise click.UsageError(f"{home.config} 里已有本县的配置；请换一个目录（--home），以免覆盖。")
        shutil.copy(file, earlier)


@sample.command()
@home_options
@_built
def init(home: Home, seed: int, today: dt.datetime, scale: float) -> None:
    """生成样例门户和配套配置（county.toml、units.toml）。"""
    site = _build(home, seed, today, scale)
    click.echo(f"样例门户在 {site}，配置在 {home.config}，答案在 {site / 'truth.json'}")


@sample.command()
@home_options
@_port
def serve(home: Home, port: int) -> None:
    """提供样例门户的网页服务，按 Ctrl-C 结束。"""
    site = home.folder / SITE
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with SampleServer(site, port) as server:
        rebase(site, server.url)
        _configure(home, site)
        click.echo(f"样例门户在 {server.url}/ ，按 Ctrl-C 结束")
        stop.wait()


@sample.command()
@home_options
@_built
@_port
@click.pass_context
def run(context: click.Context, home: Home, seed: int, today: dt.datetime, scale: float, port: int) -> None:
    """生成、提供、巡查一夜，打印各单位得分和最严重的问题。"""
    site = _build(home, seed, today, scale)
    with SampleServer(site, port) as server:
        rebase(site, server.url)
        _configure(home, site)
        report = run_night(home, today)
    county = home.county()
    scheme = scheme_of(home.config, county)
    store = home.open_store()
    try:
        sheets = score_units(store, county, scheme, today.date())
    finally:
        store.close()
    show(score_table(scheme, sheets, county, detail=False))
    show(findings_table(finding_rows(home, today.date()), WORST))
    context.exit(exit_code(report))
