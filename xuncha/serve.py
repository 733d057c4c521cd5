"""`xuncha serve | jobs | alive`: the clock, its books, and whether it lives."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

import click

from evidence.home import Home
from evidence.job_ledger import JobLedger, JobRun, JobState
from schedules.alive import signs_of_life
from schedules.metrics import metrics_served
from schedules.plan_files import load_plans
from schedules.serving import Service
from xuncha.errors import FAILED, OK
from xuncha.options import LAST_PORT, LAUNCHER, home_options, json_option
from xuncha.output import plain_table, show

_STATE_NAMES: dict[JobState, str] = {
    JobState.PLANNED: "待做",
    JobState.RUNNING: "正在做",
    JobState.DONE: "完成",
    JobState.FAILED: "失败",
    JobState.MISSED: "错过",
}


@click.command()
@home_options
@click.option("--metrics", help="在这个地址提供运行指标（Prometheus），如 127.0.0.1:9178；默认不提供。")
def serve(home: Home, metrics: str | None) -> None:
    """值守：按计划巡查、探测、发信、备份，直到被停止；一个工作目录只能有一个。

    计划见 schedules/*.toml，本县的改动写在配置目录的 schedules 文件夹里；做过什么、还欠什么用 xuncha jobs 看。
    """
    service = Service(home, LAUNCHER, lambda sentence: click.echo(sentence, err=True))
    with _metrics(home, metrics) if metrics else nullcontext():
        service.run()


def _metrics(home: Home, address: str) -> AbstractContextManager[int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > LAST_PORT:
        raise click.UsageError(f"“{address}”不是地址；请写成 127.0.0.1:9178 这样。")
    return metrics_served(home, host, int(port))


@click.command()
@home_options
@click.option("--days", type=click.IntRange(1), default=7, show_default=True, help="看最近几天。")
@json_option
def jobs(home: Home, days: int, as_json: bool) -> None:
    """任务台账：值守做过什么、什么没做成、为什么。"""
    zone = ZoneInfo(home.county().calendar.timezone)
    titles = {plan.name: plan.title for plan in load_plans(home.config)}
    with home.store() as store:
        known = JobLedger(store).since(dt.datetime.now(dt.UTC) - dt.timedelta(days=days))
    if as_json:
        for run in known:
            click.echo(json.dumps(_row(run), ensure_ascii=False))
        return
    table = plain_table(f"任务 {len(known)} 项")
    for name in ("到点", "任务", "状态", "次数", "说明"):
        table.add_column(name, no_wrap=name != "说明", overflow="fold")
    for run in known:
        due = f"{run.due.astimezone(zone):%m-%d %H:%M}"
        table.add_row(due, titles.get(run.job, run.job), _STATE_NAMES[run.state], str(run.attempts), run.reason)
    show(table)


def _row(run: JobRun) -> dict[str, Any]:
    """A stored contract."""
    return {
        "job": run.job,
        "due": run.due.isoformat(),
        "day": run.day.isoformat(),
        "state": run.state.value,
        "reason": run.reason,
        "attempts": run.attempts,
        "started_at": run.started_at.isoformat() if run.started_at else None,
        "ended_at": run.ended_at.isoformat() if run.ended_at else None,
    }


@click.command()
@home_options
@click.option("--hours", type=click.FloatRange(1), default=26.0, show_default=True, help="多久没有做完一夜算停摆。")
@json_option
@click.pass_context
def alive(context: click.Context, home: Home, hours: float, as_json: bool) -> None:
    """值守是否还活着：多久没有做完一夜就以代码 1 结束，由系统的定时器独立调用。"""
    signs = signs_of_life(home, dt.datetime.now(dt.UTC), dt.timedelta(hours=hours))
    if as_json:
        click.echo(json.dumps(asdict(signs), ensure_ascii=False, default=str))
    else:
        click.echo(signs.sentence)
    context.exit(OK if signs.ok else FAILED)
