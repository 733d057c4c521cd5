"""`xuncha register`: the books of what no crawler can see, by command and by workbook."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from county.books.differences import UNIT
from county.books.reading import FieldError, field_called, plain
from county.books.terms import Terms
from county.books.workbook_export import export_registers
from county.books.workbook_import import RegisterWorkbook
from county.calendar import Calendar
from county.register import Register, Request
from county.requests import RequestState
from evidence.errors import EvidenceError
from evidence.home import Home
from evidence.registers.clerk import Clerk
from evidence.registers.entries import known_versions, versions_of
from evidence.registers.intake import take_in
from scoring import scheme_of
from scoring.terms import register_terms
from xuncha.options import home_options, json_option, known_option, today_of, today_option, unit_of
from xuncha.output import show
from xuncha.register_output import Printer, difference_lines, field_lines, history_lines

_UNIT_NAMES = ("单位", UNIT)


class _RegisterName(click.ParamType[Register]):
    """A register by its Chinese name or its key ("hand-in")."""

    name = "登记簿"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Register:
        known = {str(one): one for one in Register} | {one.name.lower(): one for one in Register}
        found = known.get(str(value).lower().replace("-", "_"))
        if found is None:
            self.fail(f"没有登记簿“{value}”；请从 {'、'.join(Register)} 中选一个。", param, ctx)
        return found


_REGISTER = _RegisterName()
_FILE = click.Path(path_type=Path, dir_okay=False)
_by = click.option("--by", "author", required=True, help="登记人。")
_document = click.option("--document", type=_FILE, help="附件（回执、批示等），复制到工作目录保存，不超过 32 MB。")
_note = click.option("--note", default="", help="说明。")


@click.group()
def register() -> None:
    """登记簿：报送、依申请公开、加分申报、事件、临时任务、责任清单、报备。只追加，不覆盖。"""


@contextmanager
def _clerk(home: Home, today: dt.datetime | None, author: str) -> Iterator[Clerk]:
    county = home.county()
    terms = _terms(home)
    with home.store() as store:
        yield Clerk(store, home.documents, terms, today_of(county, today), author)


def _terms(home: Home) -> Terms:
    county = home.county()
    return register_terms(scheme_of(home.config, county), county)


def _printer(home: Home, today: dt.datetime | None) -> Printer:
    county = home.county()
    return Printer(_terms(home), Calendar(county.calendar), today_of(county, today))


def _texts(register: Register, assignments: tuple[str, ...]) -> dict[str, str]:
    """By the key of the field what "名称=内容" gives it. Raises UsageError."""
    texts: dict[str, str] = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise click.UsageError(f"“{assignment}”里没有等号；请写成 名称=内容，如 期间=2026。")
        try:
            key = UNIT if name.strip() in _UNIT_NAMES else field_called(register, name.strip()).key
        except FieldError as error:
            raise click.UsageError(str(error)) from error
        if key in texts:
            raise click.UsageError(f"“{name}”写了两次；请只写一次。")
        texts[key] = text
    return texts


@register.command()
@home_options
@click.argument("book", type=_REGISTER, required=False)
def fields(home: Home, book: Register | None) -> None:
    """列出各登记簿的填写项、填写要求和可选内容。"""
    terms = _terms(home)
    for one in [book] if book else Register:
        click.echo("\n".join(field_lines(one, terms)))


@register.command()
@home_options
@today_option
@click.argument("book", type=_REGISTER)
@click.argument("unit")
@click.argument("assignments", nargs=-1, metavar="[名称=内容]...")
@_by
@_document
@_note
def add(
    home: Home,
    today: dt.datetime | None,
    book: Register,
    unit: str,
    assignments: tuple[str, ...],
    author: str,
    document: Path | None,
    note: str,
) -> None:
    """登记一条：BOOK 是登记簿名称，UNIT 是单位编号或名称，其后是各填写项。

    例：xuncha register add 报送 龙场街道办事处 事项=年度报告 期间=2025 收到日期=2026-01-20 --by 张三
    """
    texts = _texts(book, assignments)
    if UNIT in texts:
        raise click.UsageError("单位已写在登记簿名称后面；请不要再写 单位=。")
    with _clerk(home, today, author) as clerk:
        written = clerk.add(book, unit, texts, document, note)
    click.echo(f"已登记：{written.entry.id}（{clerk.terms.unit_name(written.entry.unit)}，{plain(author)}）")


@register.command()
@home_options
@today_option
@click.argument("entry")
@click.argument("assignments", nargs=-1, metavar="[名称=内容]...")
@_by
@_document
@_note
def correct(
    home: Home,
    today: dt.datetime | None,
    entry: str,
    assignments: tuple[str, ...],
    author: str,
    document: Path | None,
    note: str,
) -> None:
    """更正一条登记：只写要改的填写项，“名称=”表示清空；原来的登记照样保留。"""
    with _clerk(home, today, author) as clerk:
        known = versions_of(clerk.store, entry.upper())
        if not known:
            raise _unknown(entry)
        clerk.correct(entry, _texts(known[-1].register, assignments), document, note)
    click.echo(f"已更正：{entry.upper()}（{plain(author)}）")


@register.command()
@home_options
@today_option
@click.argument("entry")
@_by
@click.option("--note", required=True, help="撤回的理由。")
def retract(home: Home, today: dt.datetime | None, entry: str, author: str, note: str) -> None:
    """撤回一条登记：从此不再计入，记录照样保留。"""
    with _clerk(home, today, author) as clerk:
        clerk.retract(entry, note)
    click.echo(f"已撤回：{entry.upper()}（{plain(author)}）")


@register.command("list")
@home_options
@today_option
@click.argument("book", type=_REGISTER, required=False)
@click.option("--unit", help="只看一个单位（编号或名称）。")
@click.option("--open", "only_open", is_flag=True, help="只看没有答复的依申请公开。")
@click.option("--retracted", is_flag=True, help="连同已撤回的。")
@known_option
@json_option
def list_entries(
    home: Home,
    today: dt.datetime | None,
    book: Register | None,
    unit: str | None,
    only_open: bool,
    retracted: bool,
    known_by: dt.datetime | None,
    as_json: bool,
) -> None:
    """列出登记；依申请公开附答复期限和剩余的工作日。"""
    printer = _printer(home, today)
    owner = unit_of(home.county(), unit).id if unit else None
    with home.store() as store:
        versions = known_versions(store, known_by.date() if known_by else None)
    chosen = [
        one
        for one in versions
        if book in (None, one.register) and owner in (None, one.entry.unit) and (retracted or not one.retracted)
    ]
    if only_open:
        states = (RequestState.OPEN, RequestState.OVERDUE)
        chosen = [one for one in chosen if isinstance(one.entry, Request) and printer.clock(one.entry).state in states]
    if as_json:
        for one in chosen:
            click.echo(json.dumps(printer.row(one), ensure_ascii=False))
    elif chosen:
        show(*printer.tables(chosen))
    else:
        click.echo("没有登记。")


@register.command("show")
@home_options
@today_option
@click.argument("entry")
@json_option
def show_entry(home: Home, today: dt.datetime | None, entry: str, as_json: bool) -> None:
    """列出一条登记的每一次登记、更正和撤回。"""
    printer = _printer(home, today)
    with home.store() as store:
        versions = versions_of(store, entry.upper())
    if not versions:
        raise _unknown(entry)
    if as_json:
        for version in versions:
            click.echo(json.dumps(printer.row(version), ensure_ascii=False))
        return
    click.echo(f"{versions[-1].register}　{printer.terms.unit_name(versions[-1].entry.unit)}")
    for line in history_lines(versions, printer.terms):
        click.echo(line)


@register.command("export")
@home_options
@click.argument("workbook", type=_FILE)
@known_option
def export_workbook(home: Home, workbook: Path, known_by: dt.datetime | None) -> None:
    """把登记簿导出为 xlsx，一簿一表，交科室人员填写。"""
    county = home.county()
    with home.store() as store:
        versions = known_versions(store, known_by.date() if known_by else None)
    export_registers(workbook, f"{county.name}政务公开登记簿", county.crawl.office, versions, _terms(home))
    click.echo(f"已导出 {sum(not one.retracted for one in versions)} 条登记到 {workbook}")


@register.command("import")
@home_options
@today_option
@click.argument("workbook", type=_FILE)
@_by
@click.option("--dry-run", is_flag=True, help="只列出差异，不写入。")
@click.option("--yes", is_flag=True, help="不再询问，直接写入。")
def import_workbook(
    home: Home, today: dt.datetime | None, workbook: Path, author: str, dry_run: bool, yes: bool
) -> None:
    """读回填好的 xlsx：没有编号的行是新登记，改过的行是更正；先列出差异，有一处错误就一条也不写入。"""
    rows = RegisterWorkbook.read(workbook)
    with _clerk(home, today, author) as clerk:
        found = take_in(clerk, rows, dry_run=True)
        for line in difference_lines(found):
            click.echo(line)
        new = sum(one.before is None for one in found)
        told = f"{len(found)} 处差异：新登记 {new} 条，更正 {len(found) - new} 条。"
        if dry_run or not found:
            click.echo(f"{told}没有写入。" if found else "与登记簿一致，没有差异。")
            return
        click.echo(told)
        if sys.stdin.isatty() and not yes:
            click.confirm("写入登记簿吗？", abort=True)
        take_in(clerk, rows)
    click.echo(f"已写入 {len(found)} 条（{plain(author)}）")


def _unknown(entry: str) -> EvidenceError:
    return EvidenceError(f"没有编号为 {entry} 的登记；请用 xuncha register list 查看编号。")
