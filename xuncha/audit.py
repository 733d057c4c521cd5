"""`xuncha audit`: proof that nothing was changed since it was recorded."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from evidence.home import JOURNALS, Home
from evidence.verification import Broken, examined
from evidence.verification import verify as verify_all
from schedules.derivation import verify_derived
from xuncha.errors import FAILED, OK
from xuncha.options import home_options, json_option
from xuncha.terminal import TerminalWatch


@click.group()
def audit() -> None:
    """核验证据：审计链、采集链、采集包和网页存档。"""


@audit.command()
@home_options
@click.option(
    "--derived",
    is_flag=True,
    help="再由采集包重新得出全部条目和问题，与证据库逐行比对，指出第一处不同；约需全部夜次重新检查一遍的时间。",
)
@json_option
@click.pass_context
def verify(context: click.Context, home: Home, derived: bool, as_json: bool) -> None:
    """逐环核验全部证据，指出第一处断点；有断点时以代码 1 结束。"""
    store = home.open_store()
    try:
        whole = examined(store)
        broken = list(verify_all(store, home.packs, JOURNALS))
    finally:
        store.close()
    if derived and not broken:
        with TerminalWatch() as watch:
            broken = verify_derived(home, watch)
    if as_json:
        head = asdict(whole.head) if whole.head else None
        row = {"entries": whole.entries, "runs": whole.runs, "head": head, "broken": list(map(asdict, broken))}
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _tell(broken)
        click.echo(f"审计记录 {whole.entries} 条，采集包 {whole.runs} 个。")
        if whole.head:
            click.echo(f"采集链第 {whole.head.seq} 环 {whole.head.hash}")
    context.exit(FAILED if broken else OK)


def _tell(broken: list[Broken]) -> None:
    if not broken:
        click.echo("核验通过：没有断点。")
        return
    click.echo(f"核验不通过，第一处断点：{broken[0].sentence}")
    for one in broken[1:]:
        click.echo(f"另有：{one.sentence}")
