"""`xuncha night`: a whole night. Its first crawl gets ready while the rest of this program is imported; a second look
at what did not answer (--retry) is mostly over without one."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from dataclasses import asdict

import click

from crawler.standby import Standby
from evidence.home import Home
from xuncha.options import again_option, home_options, json_option, today_option


@click.command()
@home_options
@today_option
@again_option
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
    with nullcontext() if retry else Standby() as standby:
        # both import for most of a second, each on a core of its own
        from xuncha.stages import exit_code, print_row, run_night

        report = run_night(home, today, again=again, retry=retry, wait=wait, standby=standby)
    if as_json:
        print_row(asdict(report))
    context.exit(exit_code(report))
