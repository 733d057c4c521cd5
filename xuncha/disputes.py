"""`xuncha appeal | rule | appeals`: a unit's word against a line of its ledger, and what was ruled on it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click

from county.register import RulingState
from county.settings import County
from evidence.home import Home
from evidence.registers.disputes import AppealCase, Registry
from evidence.registers.disputes import appeals as all_appeals
from evidence.store import Store
from scoring import scheme_of
from scoring.entries import Placed, find_entry
from scoring.points import points_text
from scoring.scores import score_units
from xuncha.options import (
    DAY,
    as_of_option,
    home_options,
    json_option,
    known_option,
    newest_day,
    today_of,
    today_option,
    unit_of,
)
from xuncha.output import plain_table, show

_STATES = {
    "uphold": RulingState.UPHELD,
    "withdraw": RulingState.WITHDRAWN,
    "waive": RulingState.WAIVED,
}
_document = click.option(
    "--document", type=click.Path(path_type=Path, dir_okay=False), help="附件，复制到工作目录保存，不超过 32 MB。"
)
_reason = click.option("--reason", required=True, help="理由。")


def _entry(home: Home, county: County, store: Store, as_of: dt.date, id_: str) -> Placed:
    return find_entry(score_units(store, county, scheme_of(home.config, county), as_of), id_)


@click.command()
@home_options
@today_option
@as_of_option
@click.argument("unit")
@click.argument("entry")
@click.option("--by", "author", required=True, help="登记人。")
@_reason
@_document
def appeal(
    home: Home,
    today: dt.datetime | None,
    as_of: dt.datetime | None,
    unit: str,
    entry: str,
    author: str,
    reason: str,
    document: Path | None,
) -> None:
    """登记一个单位对一笔明细的申诉；ENTRY 是明细编号（xuncha score --unit 所列，写开头几位即可）。"""
    county = home.county()
    owner, day = unit_of(county, unit), newest_day(home, as_of)
    with home.store() as store:
        placed = _entry(home, county, store, day, entry)
        if placed.sheet.unit != owner.id:
            raise click.UsageError(f"明细 {placed.entry.id} 是{placed.sheet.name}的，不是{owner.name}的；请核对。")
        registry = Registry(store, home.documents, today_of(county, today), author)
        written = registry.appeal(owner.id, placed.entry.id, reason, document)
    click.echo(f"已登记申诉 {written.id}：{owner.name}　{placed.entry.clause}　{placed.entry.why}")


@click.command()
@home_options
@today_option
@as_of_option
@click.argument("entry")
@click.argument("verdict", type=click.Choice(list(_STATES)))
@click.option("--by", "author", required=True, help="裁定人。")
@_reason
@_document
@click.option("--on", "made_on", type=DAY, help="裁定日期，默认为今天；会后补记的写会议日期。")
def rule(
    home: Home,
    today: dt.datetime | None,
    as_of: dt.datetime | None,
    entry: str,
    verdict: str,
    author: str,
    reason: str,
    document: Path | None,
    made_on: dt.datetime | None,
) -> None:
    """裁定一笔明细：uphold 维持，withdraw 撤销，waive 免扣。只追加，不覆盖；同一笔以最后的裁定为准。

    裁定之后分数随即改变；裁定以前的评分表仍可打印：xuncha score --known-by 裁定以前的日期。
    """
    county, state, day = home.county(), _STATES[verdict], newest_day(home, as_of)
    first, on = scheme_of(home.config, county).first_day(day), made_on.date() if made_on else None
    if on and on < first:
        raise click.UsageError(f"裁定日期 {on} 早于考核年度的第一天 {first}；请核对 --on。")
    with home.store() as store:
        placed = _entry(home, county, store, day, entry)
        registry = Registry(store, home.documents, today_of(county, today), author)
        written = registry.rule(placed.sheet.unit, placed.entry.id, state, reason, document, on)
        after = _entry(home, county, store, day, placed.entry.id)
    before, now = (f"{points_text(one.sheet.total)} 分" for one in (placed, after))
    totals = now if before == now else f"{before} → {now}"
    click.echo(f"已裁定 {written.id}：{placed.sheet.name}　{placed.entry.clause}　{state}　总分 {totals}")


@click.command()
@home_options
@click.option("--unit", help="只看一个单位（编号或名称）。")
@click.option("--all", "everything", is_flag=True, help="连同已经裁定的。")
@known_option
@json_option
def appeals(home: Home, unit: str | None, everything: bool, known_by: dt.datetime | None, as_json: bool) -> None:
    """列出待裁定的申诉。"""
    county = home.county()
    owner = unit_of(county, unit).id if unit else None
    with home.store() as store:
        cases = all_appeals(store, known_by.date() if known_by else None)
    chosen = [one for one in cases if owner in (None, one.appeal.unit) and (everything or not one.ruling)]
    if as_json:
        for case in chosen:
            click.echo(json.dumps(_row(case), ensure_ascii=False))
    elif chosen:
        _show(chosen, {one.id: one.name for one in county.units})
    else:
        click.echo("没有申诉。" if everything else "没有待裁定的申诉。")


def _show(cases: list[AppealCase], names: dict[str, str]) -> None:
    table = plain_table(f"申诉 {len(cases)} 件")
    for name in ("编号", "单位", "明细", "日期", "登记人", "理由", "附件", "裁定"):
        table.add_column(name, no_wrap=name in ("编号", "明细", "日期"), overflow="fold")
    for case in cases:
        made, ruling = case.appeal, case.ruling
        ruled = f"{ruling.made_on} {ruling.state}（{ruling.receipt.author}）：{ruling.reason}" if ruling else "待裁定"
        receipt = made.receipt
        unit = names.get(made.unit, made.unit)
        day = receipt.recorded_on.isoformat()
        table.add_row(made.id, unit, made.entry, day, receipt.author, made.reason, receipt.document, ruled)
    show(table)


def _row(case: AppealCase) -> dict[str, Any]:
    """A stored contract."""
    made, ruling = case.appeal, case.ruling
    row: dict[str, Any] = {
        "id": made.id,
        "unit": made.unit,
        "entry": made.entry,
        "reason": made.reason,
        "recorded_on": made.receipt.recorded_on.isoformat(),
        "author": made.receipt.author,
        "document": made.receipt.document,
        "sha256": made.receipt.sha256,
        "ruling": None,
    }
    if ruling:
        row["ruling"] = {
            "id": ruling.id,
            "state": ruling.state.name.lower(),
            "made_on": ruling.made_on.isoformat(),
            "reason": ruling.reason,
            "author": ruling.receipt.author,
        }
    return row
