"""Registers to a workbook, ready to be filled in and read back (导出登记表)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from county.books.book import BOOKS
from county.books.differences import NOTE, UNIT, checksum, said
from county.books.field import Field, FieldKind, Value
from county.books.terms import Terms
from county.books.version import Version
from county.books.workbook_layout import CHOICES_SHEET, SHEETS, headers_of, help_sheets
from county.configuration.replacing import replace_file
from county.configuration.workbook_layout import FilledSheet, Header
from county.configuration.workbook_writing import BookWriter, Cell, Rule, drop_down, help_rows
from county.register import Register

_FLAGS = ("是", "否")
_NOTES = (
    "一行一条登记。新登记的“编号”留空；要更正的直接改那一行；没有改动的行导入时不受影响。",
    "删去一行不会删去登记；不要的登记用 xuncha register retract 编号 撤回。",
    "不要改动工作表名称、表头和灰色的列，不要合并单元格，不要使用公式；整行空白会跳过，可以自行加“备注”列。",
    "改好后保存为 .xlsx，先用 xuncha register import 文件 --dry-run 查看差异，再导入；有一处错误就不写入任何一条。",
    "导出之后已被别人更正过的行，改动会被拒绝：请重新导出，再改那一行。",
)


def export_registers(path: Path, title: str, author: str, versions: Iterable[Version], terms: Terms) -> None:
    """Writes what stands in the registers to the workbook at `path`; retracted entries are left out. Raises
    ConfigurationError where it cannot be written."""
    standing = [version for version in versions if not version.retracted]
    replace_file(path, lambda fresh: _write(fresh, title, author, standing, terms))


def _write(path: Path, title: str, author: str, versions: Sequence[Version], terms: Terms) -> None:
    choices = _Choices(terms)
    with BookWriter.writing(path, title, author) as book:
        for name, register in SHEETS.items():
            rows = [_row(version, terms) for version in versions if version.register is register]
            book.table(FilledSheet(name, headers_of(register), rows), choices.rules(register))
        book.table(choices.sheet(), spare=0)
        book.help((help_rows(help_sheets()),), _NOTES)


def _row(version: Version, terms: Terms) -> list[Cell]:
    texts, receipt = said(version, terms), version.entry.receipt
    fields = [_cell(getattr(version.entry, field.key), texts[field.key]) for field in BOOKS[version.register].fields]
    signature = (receipt.recorded_on.isoformat(), receipt.author, receipt.document)
    return [version.entry.id, texts[UNIT], *fields, texts[NOTE], *signature, checksum(version.entry.id, texts)]


def _cell(value: Value, text: str) -> Cell:
    """Days and numbers as such, so that they can be sorted and reckoned with."""
    match value:
        case bool():
            return text
        case dt.date() | int():
            return value
        case Decimal():
            return float(value)
        case _:
            return text


class _Choices:
    """What the drop-down lists offer, on a sheet of its own: a list in a cell may hold 255 characters at most."""

    def __init__(self, terms: Terms) -> None:
        columns = dict.fromkeys(column.name for unit in terms.units for column in unit.columns)
        self._lists: dict[str, list[str]] = {
            "单位": [unit.name for unit in terms.units],
            "栏目": list(columns),
            "报送事项": [item.name for item in terms.items.values()],
            **{
                f"{register}条款": [f"{id_} {title}" for id_, title in clauses.items()]
                for register, clauses in terms.clauses.items()
            },
        }

    def sheet(self) -> FilledSheet:
        headers = tuple(Header(name, name, 36, "供各表下拉选择。", required=False, fixed=True) for name in self._lists)
        longest = max(map(len, self._lists.values()))
        rows = [[(row < len(one) and one[row]) or "" for one in self._lists.values()] for row in range(longest)]
        return FilledSheet(CHOICES_SHEET, headers, rows)

    def rules(self, register: Register) -> dict[str, Rule]:
        fields = {field.key: self._rule(field, register) for field in BOOKS[register].fields}
        return {UNIT: self._of("单位"), **fields}

    def _rule(self, field: Field, register: Register) -> Rule:
        match field.kind:
            case FieldKind.ITEM:
                return self._of("报送事项")
            case FieldKind.COLUMN:
                return self._of("栏目")
            case FieldKind.CLAUSE:
                return self._of(f"{register}条款")
            case FieldKind.CHOICE if field.choices:
                return drop_down([str(member) for member in field.choices])
            case FieldKind.FLAG:
                return drop_down(_FLAGS)
            case _:
                return {}

    def _of(self, name: str) -> Rule:
        if not (known := self._lists.get(name)):
            return {}
        letter = chr(ord("A") + list(self._lists).index(name))
        return drop_down(f"={CHOICES_SHEET}!${letter}$2:${letter}${len(known) + 1}")
