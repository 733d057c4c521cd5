"""`xuncha backup | restore | retention | export`: what keeps the evidence for years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from evidence.backup import backup_root, make_backup, prune_backups
from evidence.home import JOURNALS, Home
from evidence.job_ledger import JobLedger
from evidence.restoring import restore as restore_into
from evidence.retention import drop_messages, retire_archives, tidy
from evidence.verification import verify
from evidence.wacz import export_wacz
from schedules.clockwork import LOGS
from schedules.night import Night
from schedules.plan_files import load_plans
from scoring import scheme_of
from xuncha.errors import FAILED, OK
from xuncha.options import home_options, today_of, today_option
from xuncha.terminal import TerminalWatch


@click.command()
@home_options
@click.option("--to", "to", type=click.Path(path_type=Path, file_okay=False), help="写到哪里，默认按 [upkeep] backup。")
def backup(home: Home, to: Path | None) -> None:
    """备份：证据库、登记和认定、密钥、配置和采集包；采集和审核时也可以运行。"""
    county = home.county()
    home.prepare()
    with home.store():
        pass  # a store older than this software is brought to its schema before it is copied
    root = to or backup_root(home, county)
    folder = make_backup(home, root, dt.datetime.now(dt.UTC))
    gone = prune_backups(root, county.upkeep.backups)
    click.echo(f"已备份到 {folder}" + (f"，清理旧备份 {len(gone)} 项" if gone else "") + "。")


@click.command()
@home_options
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_context
def restore(context: click.Context, home: Home, source: Path) -> None:
    """从备份恢复到一个空的工作目录，并核验证据；SOURCE 是一份备份，或存放备份的目录（取最新一份）。"""
    folder = restore_into(source, home)
    county = home.county()
    with TerminalWatch() as watch:
        stages = Night(home, county, scheme_of(home.config, county), watch)
        with stages.opened() as store:
            stages.check(store)
    with home.store() as store:
        broken = list(verify(store, home.packs, JOURNALS, home.stamp_roots()))
    click.echo(f"已从 {folder} 恢复到 {home.folder}。")
    for one in broken:
        click.echo(f"核验不通过：{one.sentence}", err=True)
    context.exit(FAILED if broken else OK)


@click.command()
@home_options
@today_option
def retention(home: Home, today: dt.datetime | None) -> None:
    """到期清理：旧的网页存档、已发邮件的正文、任务日志；仍被引用的原件和未了的问题的存档一律保留。"""
    county, now = home.county(), dt.datetime.now(dt.UTC)
    keep, day = county.upkeep, today_of(county, today)
    often = tuple(plan.name for plan in load_plans(home.config) if plan.every)
    with home.alone(), home.store() as store:
        gone = retire_archives(store, home.packs, day - dt.timedelta(days=keep.archive_days))
        messages = drop_messages(store, now - dt.timedelta(days=keep.mail_days))
        JobLedger(store).prune(often, now - dt.timedelta(days=keep.log_days))
        tidy(store)
    oldest = (now - dt.timedelta(days=keep.log_days)).timestamp()
    logs = [log for log in (home.folder / LOGS).glob("*.log") if log.stat().st_mtime < oldest]
    for log in logs:
        log.unlink()
    count = sum(map(len, gone.archives.values()))
    click.echo(f"清理网页存档 {count} 个（{gone.bytes / 1e6:.1f} MB），邮件正文 {messages} 件，日志 {len(logs)} 个。")


@click.command()
@home_options
@click.argument("run")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写成的文件，默认为 采集名.wacz。")
def export(home: Home, run: str, out: Path | None) -> None:
    """把一次采集导出为 WACZ，可在 ReplayWeb.page、pywb 等存档浏览器里回放。

    存档里的个人号码是完整的：导出的文件只有本用户可读，请妥善保管，不要外传。
    """
    target = out or Path(f"{run}.wacz")
    with home.store() as store:
        done = export_wacz(store, home.packs, run, target)
    lost = f"，另有 {done.lost} 个原件已到期清理" if done.lost else ""
    click.echo(f"{target}：网页 {done.pages} 个，记录 {done.records} 条，其中早先的原件 {done.originals} 条{lost}。")
