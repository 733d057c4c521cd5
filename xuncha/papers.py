"""`xuncha papers`: what the office prints, stamps and sends."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from county.calendar import Calendar
from county.settings import County
from county.units import Unit
from digest.bulletin import gather_bulletin, write_bulletin
from digest.fault_book import FILE_NAME as FAULT_BOOK
from digest.fault_book import write_fault_book
from digest.issuing import Issuing
from digest.material import Material, gather
from digest.names import file_name
from digest.notices import established, pending, to_be_mended, write_notice, write_reminder
from digest.period import Rhythm, last_ended, period_named, period_of
from digest.period_papers import bulletin_name, write_period_papers
from digest.score_book import FILE_NAME as SCORE_BOOK
from digest.score_book import write_score_book
from digest.unit_paper import write_unit_paper
from digest.word_paper import NOTICE, REMINDER, TEMPLATE_FOLDER, TEMPLATES, UNIT_SCORE
from evidence.home import Home
from evidence.known_state import last_night
from scoring import scheme_known_by, scheme_of
from xuncha.options import (
    DAY,
    as_of_option,
    home_options,
    known_option,
    newest_day,
    today_of,
    today_option,
    unit_of,
)

Command = TypeVar("Command", bound=Callable[..., Any])

_out = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=".", show_default=True, help="写到这个文件夹。"
)
_unit = click.option("--unit", "unit_name", help="只写一个单位（编号或名称），默认全部单位。")
_days = click.option(
    "--days", type=click.IntRange(1, 250), help="整改期限，工作日；默认按 county.toml 的 general_days。"
)
_sign = click.option("--sign", "signature", default="", help="落款，默认为 county.toml 的 office。")


def _numbered(command: Command) -> Command:
    """Options of a paper that bears a number."""
    code = click.option("--code", default="", help="文号里的机关代字，如“修府办整”；默认留空，手工填写。")
    number = click.option("--number", default="", help="文号里的顺序号，如 12；默认留空，手工填写。")
    return code(number(command))


@click.group()
def papers() -> None:
    """文书：考核评分表、单位考核明细、整改通知单、提示单、通报、整改台账。"""


@papers.command()
@home_options
@as_of_option
@known_option
@_out
def scores(home: Home, as_of: dt.datetime | None, known_by: dt.datetime | None, out: Path) -> None:
    """考核评分表.xlsx：各单位按类别排名，每个单位一张逐笔明细，附口径说明。"""
    material = _material(home, as_of, known_by)
    path = _within(out, SCORE_BOOK)
    write_score_book(path, material)
    _say(path, f"{len(material.sheets)} 个单位，截至 {material.as_of}")


@papers.command()
@home_options
@as_of_option
@known_option
@today_option
@_unit
@_sign
@_out
def unit(
    home: Home,
    as_of: dt.datetime | None,
    known_by: dt.datetime | None,
    today: dt.datetime | None,
    unit_name: str | None,
    signature: str,
    out: Path,
) -> None:
    """单位考核明细.docx：一个单位的各条得分和逐笔理由，公文格式，附口径说明。"""
    material = _material(home, as_of, known_by)
    issuing = _issuing(home, material.county, today, signature=signature)
    for one in _chosen(material.county, unit_name):
        path = _within(out, _named(UNIT_SCORE, one.name))
        write_unit_paper(path, material, one, issuing)
        _say(path, f"截至 {material.as_of}")


@papers.command()
@home_options
@as_of_option
@today_option
@_unit
@click.option("--reminder", is_flag=True, help="改写提示单：已核实的问题，另列待核的疑似问题，请单位自查。")
@_days
@_numbered
@_sign
@_out
def notice(
    home: Home,
    as_of: dt.datetime | None,
    today: dt.datetime | None,
    unit_name: str | None,
    reminder: bool,
    days: int | None,
    code: str,
    number: str,
    signature: str,
    out: Path,
) -> None:
    """整改通知单.docx（或提示单）：一个单位已认定、尚未改正的问题，逐条写明位置、原文、规范表述和时限。

    没有这样的问题的单位不写。
    """
    material = _material(home, as_of, None)
    issuing = _issuing(home, material.county, today, days, code, number, signature)
    written = 0
    for one in _chosen(material.county, unit_name):
        if reminder and (count := len(established(material, one)) + len(pending(material, one))):
            path = _within(out, _named(REMINDER, one.name))
            write_reminder(path, material, one, issuing)
        elif not reminder and (count := len(to_be_mended(material, one))):
            path = _within(out, _named(NOTICE, one.name))
            write_notice(path, material, one, issuing)
        else:
            continue
        written += 1
        _say(path, f"{count} 个问题")
    if not written:
        click.echo("没有要写的：" + ("各单位没有已核实或待核的问题。" if reminder else _NOTHING_CONFIRMED))
    if doubt := issuing.doubt(material.calendar):
        click.echo(doubt, err=True)


_NOTHING_CONFIRMED = "没有经人认定、尚未改正的问题；先用 xuncha decide 认定，或用 --reminder 写提示单。"


@papers.command()
@home_options
@as_of_option
@today_option
@click.option("--month", is_flag=True, help="写月通报，默认写周通报。")
@click.option("--of", "within", type=DAY, help="写这一天所在的周或月，默认为最近结束的一期。")
@_days
@_numbered
@_sign
@_out
def bulletin(
    home: Home,
    as_of: dt.datetime | None,
    today: dt.datetime | None,
    month: bool,
    within: dt.datetime | None,
    days: int | None,
    code: str,
    number: str,
    signature: str,
    out: Path,
) -> None:
    """周通报或月通报.docx：覆盖情况、按类型列出的问题、工作要求，附得分、工作动态、整改和未观测四张表。"""
    county = home.county()
    issuing = _issuing(home, county, today, days, code, number, signature)
    rhythm = Rhythm.MONTH if month else Rhythm.WEEK
    day, calendar = newest_day(home, as_of), Calendar(county.calendar)
    within_period = period_of(within.date(), rhythm, calendar) if within else last_ended(day, rhythm, calendar)
    store = home.open_store()
    try:
        material = gather_bulletin(store, county, scheme_of(home.config, county), day, within_period)
    finally:
        store.close()
    path = _within(out, bulletin_name(within_period))
    write_bulletin(path, material, issuing)
    _say(path, f"{within_period.label}，截至 {day}")


@papers.command()
@home_options
@today_option
@click.argument("name", metavar="PERIOD")
@click.option("--again", is_flag=True, help="已有的也重写；默认已有的不动，印发过的不会变。")
def period(home: Home, today: dt.datetime | None, name: str, again: bool) -> None:
    """一个月或一个季度的通报、整改台账、考核评分表，写进工作目录的 papers 文件夹；PERIOD 写成 2026-03 或 2026-Q1。"""
    county = home.county()
    wanted = period_named(name, Calendar(county.calendar))
    if wanted is None:
        raise click.UsageError(f"“{name}”不是月份或季度；请写成 2026-03 或 2026-Q1。")
    with home.store() as store:
        night = last_night(store)
        if night is None or night < wanted.start:
            raise click.UsageError(f"{wanted.label}还没有巡查过一夜，没有可写的内容。")
        scheme = scheme_of(home.config, county)
        material = gather_bulletin(store, county, scheme, min(night, wanted.end), wanted)
    made = write_period_papers(home.folder, material, _issuing(home, county, today), again=again)
    for path in made:
        _say(path, wanted.label)
    if not made:
        click.echo(f"{wanted.label}的文书都已做好，没有改动。")


@papers.command()
@home_options
@as_of_option
@_unit
@_out
def ledger(home: Home, as_of: dt.datetime | None, unit_name: str | None, out: Path) -> None:
    """整改台账.xlsx：已核实或已计分的问题，由单位填写整改情况、整改时间、责任人后交回。"""
    material = _material(home, as_of, None)
    one = unit_of(material.county, unit_name) if unit_name else None
    path = _within(out, _named(FAULT_BOOK, one.name) if one else FAULT_BOOK)
    faults = write_fault_book(path, material, one)
    _say(path, f"{len(faults)} 个问题，截至 {material.as_of}")


@papers.command()
@home_options
@_out
def templates(home: Home, out: Path) -> None:
    """导出自带的 Word 模板；改好格式和用语后放进配置目录的 templates 文件夹，以后就用它。"""
    for source in sorted(TEMPLATES.glob("*.docx")):
        shutil.copy(source, _within(out, source.name))
    click.echo(f"已导出到 {out}；改好后放进 {home.config / TEMPLATE_FOLDER}，占位符见 docs/papers.md。")


def _issuing(
    home: Home,
    county: County,
    today: dt.datetime | None,
    days: int | None = None,
    code: str = "",
    number: str = "",
    signature: str = "",
) -> Issuing:
    policy = replace(county.desk, general_days=days) if days else county.desk
    return Issuing(today_of(county, today), policy, code, number, signature, home.config / TEMPLATE_FOLDER)


def _material(home: Home, as_of: dt.datetime | None, known_by: dt.datetime | None) -> Material:
    county = home.county()
    day = newest_day(home, as_of)
    store = home.open_store()
    try:
        known = known_by.date() if known_by else None
        return gather(store, county, scheme_known_by(store, home.config, county, known), day, known)
    finally:
        store.close()


def _chosen(county: County, unit_name: str | None) -> tuple[Unit, ...]:
    return county.units if unit_name is None else (unit_of(county, unit_name),)


def _within(out: Path, name: str) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    return out / name


def _named(paper: str, unit_name: str) -> str:
    """ "整改通知单-县教育局.docx"."""
    stem, dot, ending = paper.rpartition(".")
    return f"{stem}-{file_name(unit_name)}{dot}{ending}"


def _say(path: Path, note: str) -> None:
    click.echo(f"已写出 {path}（{note}）")
