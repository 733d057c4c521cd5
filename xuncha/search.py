"""`xuncha search`: words in all stored texts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import click

from evidence.home import Home
from evidence.search import Found, Query, rebuild_index
from evidence.search import search as look
from xuncha.options import DAY, home_options, json_option, unit_of

_RESULTS = 50


@click.command()
@home_options
@click.argument("words", default="")
@click.option("--unit", help="只看一个单位（编号或名称）。")
@click.option("--since", type=DAY, help="只看这一天及以后发布的。")
@click.option("--until", type=DAY, help="只看这一天及以前发布的。")
@click.option("--rebuild", is_flag=True, help="先重做全文索引。")
@json_option
def search(
    home: Home,
    words: str,
    unit: str | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    rebuild: bool,
    as_json: bool,
) -> None:
    """在全部存档文本里检索；两个字以上，多个词用空格隔开。"""
    county = home.county()
    query = Query(words, unit_of(county, unit).id if unit else "", "", since and since.date(), until and until.date())
    store = home.open_store()
    try:
        if rebuild:
            click.echo(f"已重做索引：{rebuild_index(store, county)} 篇。", err=True)
        found = look(store, query, _RESULTS).found if words or not rebuild else ()
    finally:
        store.close()
    for one in found:
        click.echo(json.dumps(_row(one), ensure_ascii=False) if as_json else _line(one))


def _row(found: Found) -> dict[str, object]:
    row = dataclasses.asdict(found)
    return {key: row[key] for key in ("title", "url", "column", "day", "night", "capture", "current")}


def _line(found: Found) -> str:
    return f"{found.day}  {found.column or '—'}  {found.title}{'' if found.current else '（旧版）'}  {found.url}"
