"""`xuncha recheck`: reads the page of one finding again, now."""

from __future__ import annotations

import datetime as dt
import json

import click

from county.finding import Finding
from county.recheck import OUTCOME_NAMES, Outcome
from county.times import local_time
from evidence.desk.asked import AskedRecheck
from evidence.desk.detail import FindingDetail, finding_detail
from evidence.home import Home
from schedules.rechecking import recheck as read_again
from scoring import scheme_of
from xuncha.errors import OK, PARTLY
from xuncha.options import home_options, json_option, today_of, today_option
from xuncha.terminal import TerminalWatch


@click.command()
@home_options
@today_option
@click.argument("finding")
@click.option("--by", "author", default="xuncha", show_default=True, help="谁要求复查，记入流水。")
@json_option
@click.pass_context
def recheck(
    context: click.Context, home: Home, today: dt.datetime | None, finding: str, author: str, as_json: bool
) -> None:
    """现在复查一条问题：只把它所在的网页（或附件）重新采集、入库、检查一遍，与原来的并排显示；只记录，不改认定。

    不受采集时段限制，其余礼节照旧（robots、间隔、大小）；巡查正在进行时不做。没能看清时退出码为 4。
    """
    county = home.county()
    with TerminalWatch() as watch:
        scheme = scheme_of(home.config, county)
        seen = read_again(home, county, scheme, watch, finding, author, today_of(county, today))
    with home.store() as store:
        detail = finding_detail(store.connection, finding)
    if as_json:
        click.echo(json.dumps(_row(seen), ensure_ascii=False))
    elif detail:
        _tell(detail, seen, county.calendar.timezone)
    context.exit(PARTLY if seen.kind is Outcome.CANNOT_TELL else OK)


def _tell(detail: FindingDetail, seen: AskedRecheck, zone: str) -> None:
    then = local_time(detail.fetched_at, zone) if detail.fetched_at else detail.first_seen
    click.echo(f"{detail.finding.rule} {detail.title or detail.url}")
    click.echo(f"发现时（{then}）：{_words(detail.finding)}")
    click.echo(
        f"现在（{local_time(seen.at, zone)}）：{OUTCOME_NAMES[seen.kind]}{'，' if seen.reason else ''}{seen.reason}"
    )


def _words(finding: Finding) -> str:
    return finding.quote or finding.words or finding.why


def _row(seen: AskedRecheck) -> dict[str, str]:
    """A stored contract."""
    return seen._asdict() | {"name": OUTCOME_NAMES[seen.kind]}
