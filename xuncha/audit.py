"""`xuncha audit`: proof that nothing was changed since it was recorded."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from county.times import local_time
from evidence.home import JOURNALS, Home
from evidence.stamps import Stamp
from evidence.verification import SEAL, Broken, examined
from evidence.verification import verify as verify_all
from schedules.derivation import verify_derived
from schedules.time_stamping import stamp_head
from xuncha.errors import FAILED, OK
from xuncha.options import home_options, json_option
from xuncha.terminal import TerminalWatch


@click.group()
def audit() -> None:
    """核验证据：审计链、采集链、时间戳、采集包和网页存档。"""


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
    roots = home.stamp_roots()
    store = home.open_store()
    try:
        whole = examined(store)
        broken = list(verify_all(store, home.packs, JOURNALS, roots))
    finally:
        store.close()
    if derived and all(one.kind == SEAL for one in broken):
        with TerminalWatch() as watch:
            broken = verify_derived(home, watch) or broken
    if as_json:
        head = asdict(whole.head) if whole.head else None
        row = {
            "entries": whole.entries,
            "runs": whole.runs,
            "head": head,
            "stamps": list(map(asdict, whole.stamps)),
            "broken": list(map(asdict, broken)),
        }
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _tell(broken)
        click.echo(f"审计记录 {whole.entries} 条，采集包 {whole.runs} 个。")
        if whole.head:
            click.echo(f"采集链第 {whole.head.seq} 环 {whole.head.hash}")
        if whole.stamps:
            _tell_stamps(whole.stamps, signed=roots is not None)
    context.exit(FAILED if broken else OK)


@audit.command()
@home_options
def stamp(home: Home) -> None:
    """向 [timestamp] 所写的时间戳机构（RFC 3161）为现在的链头申请时间戳，存入工作目录的 stamps；没有写的不做。"""
    county = home.county()
    if not county.timestamp.url:
        click.echo("没有写 [timestamp] url，不申请时间戳。")
    elif kept := stamp_head(home, county):
        when = local_time(kept.at, county.calendar.timezone)
        click.echo(f"采集链第 {kept.seq} 环 {kept.head}\n{kept.authority} 证明它在 {when} 已存在，凭证 {kept.file}。")
    else:
        click.echo("还没有采集，没有链头可以证明。")


def _tell_stamps(stamps: tuple[Stamp, ...], *, signed: bool) -> None:
    last = stamps[-1]
    click.echo(f"时间戳 {len(stamps)} 个，最近一个证明第 {last.seq} 环在 {last.at} 已存在。")
    if not signed:
        click.echo("没有写 [timestamp] trust_file，时间戳的签名没有核验。")


def _tell(broken: list[Broken]) -> None:
    if not broken:
        click.echo("核验通过：没有断点。")
        return
    click.echo(f"核验不通过，第一处断点：{broken[0].sentence}")
    for one in broken[1:]:
        click.echo(f"另有：{one.sentence}")
