"""`xuncha papers`: what the office prints, stamps and sends."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from digest.material import Material, gather
from digest.score_book import FILE_NAME, write_score_book
from evidence.home import Home
from scoring import scheme_of
from xuncha.options import as_of_option, home_options, known_option, newest_day

_out = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=".", show_default=True, help="写到这个文件夹。"
)


@click.group()
def papers() -> None:
    """文书：考核评分表、单位考核明细、整改通知单、提示单、通报、整改台账。"""


def _material(home: Home, as_of: dt.datetime | None, known_by: dt.datetime | None) -> Material:
    county = home.county()
    store = home.open_store()
    try:
        return gather(
            store,
            county,
            scheme_of(home.config, county),
            newest_day(home, as_of),
            known_by.date() if known_by else None,
        )
    finally:
        store.close()


@papers.command()
@home_options
@as_of_option
@known_option
@_out
def scores(home: Home, as_of: dt.datetime | None, known_by: dt.datetime | None, out: Path) -> None:
    """考核评分表.xlsx：各单位按类别排名，每个单位一张逐笔明细，附口径说明。"""
    material = _material(home, as_of, known_by)
    out.mkdir(parents=True, exist_ok=True)
    write_score_book(out / FILE_NAME, material)
    click.echo(f"已写出 {out / FILE_NAME}（{len(material.sheets)} 个单位，截至 {material.as_of}）")
