"""One sheet of units.xlsx: its header found, its rows as texts, a flaw noted for every cell that is no plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from county.configuration.errors import ConfigurationError, quoted
from county.configuration.wording import half_width, nearest, tidy
from county.configuration.workbook_layout import JOINT, LARGEST_SHEET, Header

AnyCell = Cell | MergedCell
_WIDEST = 100
"""Columns among which headers are looked for; the rest are somebody's notes."""
_NOT_TEXT: dict[str, tuple[str, str]] = {
    "f": ("是公式", "请改成公式算出的文字（复制后“选择性粘贴—数值”）"),
    "n": ("是数字，应为文本", "请把单元格格式设为“文本”后重新填写，以免丢失开头的 0"),
    "d": ("是日期，应为文本", "请把单元格格式设为“文本”后重新填写"),
    "b": ("是逻辑值，应为文本", "请把单元格格式设为“文本”后重新填写"),
    "e": ("是错误值", "请改成正确的文字"),
}
"""By openpyxl's name of the type of a cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number from 1, and by key its texts ("" for blank and for wrong cells). `numbers`
    holds the cells that hold a number where a number is right, `days` those that hold a date where a date is;
    `faulty` are the keys whose flaw is already noted."""

    number: int
    texts: Mapping[str, str]
    numbers: Mapping[str, float]
    faulty: frozenset[str]
    days: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """A sheet under reading. `headers` are those it should have, in row `head_row`; `columns` tells where, from 1, the
    key of each of them was found."""

    file: str
    name: str
    headers: Sequence[Header]
    head_row: int = 1
    columns: dict[str, int] = field(default_factory=dict)
    errors: list[ConfigurationError] = field(default_factory=list)

    def refuse(self, row: int, key: str, problem: str, cure: str) -> None:
        """Notes a flaw of the cell of `key` in `row`."""
        column = self.columns.get(key)
        self.refuse_cell(row, f" {get_column_letter(column)} 列" if column else "", problem, cure)

    def refuse_cell(self, row: int | None, column: str, problem: str, cure: str) -> None:
        """Notes a flaw of a cell; `row` None for the sheet as a whole."""
        where = "" if row is None else f"第 {row} 行{column}"
        self.errors.append(ConfigurationError(self.file, problem, cure, row, f"工作表“{self.name}”{where}"))

    def read(self, sheet: Worksheet) -> Iterator[Row]:
        """The rows under the header. None where the shape of the sheet is wrong: then only that is reported."""
        if sheet.max_row > LARGEST_SHEET:
            problem = f"有 {sheet.max_row} 行（多半是带格式的空行），超过 {LARGEST_SHEET} 行"
            self.refuse_cell(None, "", problem, "请把有内容的区域复制到导出的新表里再导入")
        self._find_headers(sheet)
        self._refuse_merged(sheet)
        if self.errors:
            return
        rows = sheet.iter_rows(min_row=self.head_row + 1, max_col=max(self.columns.values()))
        for number, cells in enumerate(rows, start=self.head_row + 1):
            if any(_filled(cells[at - 1]) for at in self.columns.values()):
                yield self._row(number, cells)

    def _find_headers(self, sheet: Worksheet) -> None:
        known = {_header_key(header.name): header.key for header in self.headers}
        strange: dict[str, int] = {}
        widest = min(sheet.max_column, _WIDEST)
        cells = next(sheet.iter_rows(min_row=self.head_row, max_row=self.head_row, max_col=widest), ())
        for at, name in enumerate((_header_key(cell.value) for cell in cells), start=1):
            if name not in known:
                strange[name] = at
            elif known[name] in self.columns:
                self.refuse_cell(
                    self.head_row, f" {get_column_letter(at)} 列", f"表头{quoted(name)}出现两次", "请删去其中一列"
                )
            else:
                self.columns[known[name]] = at
        for header in self.headers:
            if header.key not in self.columns and header.required:
                self._refuse_header(header, strange)

    def _refuse_header(self, header: Header, strange: Mapping[str, int]) -> None:
        near = nearest(_header_key(header.name), [name for name in strange if name])
        if near:
            column = f" {get_column_letter(strange[near])} 列"
            self.refuse_cell(self.head_row, column, f"表头{quoted(near)}不认识", f"请改回“{header.name}”")
        else:
            cure = f"请补上这一列，表头在第 {self.head_row} 行，不要改动"
            self.refuse_cell(self.head_row, "", f"缺少表头“{header.name}”", cure)

    def _refuse_merged(self, sheet: Worksheet) -> None:
        for merged in sorted(sheet.merged_cells.ranges, key=lambda cells: (cells.min_row, cells.min_col)):
            below = merged.max_row >= self.head_row
            if below and any(merged.min_col <= at <= merged.max_col for at in self.columns.values()):
                column = f" {get_column_letter(merged.min_col)} 列"
                problem = f"单元格 {merged.coord} 合并了"
                self.refuse_cell(merged.min_row, column, problem, "请取消合并，并在每一行都填写")

    def _row(self, number: int, cells: Sequence[AnyCell]) -> Row:
        texts: dict[str, str] = {}
        numbers: dict[str, float] = {}
        days: dict[str, dt.date] = {}
        faulty: set[str] = set()
        for header in self.headers:
            if header.key not in self.columns:
                continue
            cell = cells[self.columns[header.key] - 1]
            texts[header.key] = _text(cell, header)
            if texts[header.key] or not _filled(cell):
                continue
            if header.number and isinstance(cell.value, int | float) and cell.data_type == "n":
                numbers[header.key] = cell.value
            elif header.day and isinstance(cell.value, dt.date):
                days[header.key] = cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
            else:
                problem, cure = _wrong_type(cell, header)
                self.refuse(number, header.key, f"这一格{problem}", cure)
                faulty.add(header.key)
        return Row(number, texts, numbers, frozenset(faulty), days)


def _wrong_type(cell: AnyCell, header: Header) -> tuple[str, str]:
    if header.day and cell.data_type in ("n", "e"):
        # 20260305 in a cell for dates is a day far beyond all calendars
        return "不是日期", "请写成 2026-03-05 这样"
    return _NOT_TEXT.get(cell.data_type, _NOT_TEXT["e"])


def _text(cell: AnyCell, header: Header) -> str:
    if not isinstance(cell.value, str) or cell.data_type in ("f", "e"):
        return ""
    return tidy(cell.value.replace("\n", JOINT) if header.several else cell.value)


def _filled(cell: AnyCell) -> bool:
    return bool(tidy(cell.value)) if isinstance(cell.value, str) else cell.value is not None


def _header_key(value: object) -> str:
    """A header as it is compared: width of brackets, spaces and marks for required cells make no difference."""
    return half_width(tidy(value)).replace(" ", "").strip("*") if isinstance(value, str) else ""
