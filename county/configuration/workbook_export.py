"""Units and columns to units.xlsx, ready to be filled in and printed (导出单位栏目表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from county.configuration.replacing import replace_file
from county.configuration.units_file import AS_FACTS_CHANGE, LONGEST_DUTY
from county.configuration.workbook_layout import (
    COLUMN_HEADERS,
    COLUMNS_SHEET,
    HELP_SHEET,
    JOINT,
    SHEETS,
    UNIT_HEADERS,
    UNITS_SHEET,
    Header,
    NoteSheet,
)
from county.settings import County
from county.text import clean_text
from county.units import DUTY_DAYS, Column, ColumnKind, Unit, UnitClass

ROW_HEIGHT = 20
"""Points. Room to read a printed row of eleven points."""
SPARE_ROWS = 500
"""Rows under the last one that still have drop-downs, for new units and columns."""
_OPTIONS: dict[str, object] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""A name that begins with = is a name."""
_FONT = "宋体"
_BORDER = "#BFBFBF"
_LONGEST_LIST = 255
"""Characters of a drop-down list, commas included, that Excel takes."""
_A4 = 9
_Cell = str | int


def export_units(county: County, path: Path, *notes: NoteSheet, keep: bool = False) -> None:
    """Writes the county's units to the workbook at `path`, and `notes` behind them; `keep` keeps an earlier file as
    `path` + ".bak". Raises ConfigurationError where it cannot be written."""
    replace_file(path, lambda fresh: _Workbook(county, notes).write(fresh), keep=keep)


class _Workbook:
    def __init__(self, county: County, notes: Sequence[NoteSheet]) -> None:
        self._county = county
        self._notes = notes

    def write(self, path: Path) -> None:
        with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
            book.set_properties({"title": f"{self._county.name}单位栏目表", "author": self._county.crawl.office})
            book.set_size(2400, 1400)
            self._formats = _formats(book)
            units = self._county.units
            self._sheet(book, UNITS_SHEET, UNIT_HEADERS, [_unit_row(unit) for unit in units])
            rows = [_column_row(unit, column) for unit in units for column in unit.columns]
            self._sheet(book, COLUMNS_SHEET, COLUMN_HEADERS, rows)
            for note in self._notes:
                self._sheet(book, note.name, note.headers, note.rows)
            self._help(book.add_worksheet(HELP_SHEET))

    def _sheet(self, book: Any, name: str, headers: Sequence[Header], rows: Sequence[Sequence[_Cell]]) -> None:
        sheet = book.add_worksheet(name)
        for at, header in enumerate(headers):
            sheet.set_column(at, at, header.width, self._formats["open_number" if header.number else "open"])
            sheet.write_string(0, at, header.name, self._formats["required" if header.required else "optional"])
            sheet.data_validation(1, at, len(rows) + SPARE_ROWS, at, self._validation(header, len(rows)))
        for row, cells in enumerate(rows, start=1):
            sheet.set_row(row, ROW_HEIGHT * _lines_needed(cells, headers))
            for at, (cell, header) in enumerate(zip(cells, headers, strict=True)):
                _write(sheet, row, at, cell, self._formats["centred" if header.centred else "text"])
        sheet.set_row(0, 26)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(rows)), len(headers) - 1)
        self._page(sheet, name)

    def _page(self, sheet: Any, name: str) -> None:
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        title = clean_text(self._county.name).replace("&", "&&")
        sheet.set_header(f'&C&"{_FONT},加粗"&14{title}政务公开单位栏目表：{name}')
        sheet.set_footer("&C第 &P 页，共 &N 页")

    def _validation(self, header: Header, rows: int) -> dict[str, object]:
        """Drop-down and hint of a column. Lists only warn: what is pasted in passes by them anyhow."""
        base: dict[str, object] = {"input_title": header.name, "input_message": header.note, "ignore_blank": True}
        error = {"error_title": header.name, "error_message": header.note, "error_type": "warning"}
        if header.key == "duty":
            value = f'=OR(AND(ISNUMBER(E2),E2>=1,E2<={LONGEST_DUTY},INT(E2)=E2),E2="{AS_FACTS_CHANGE}")'
            return base | error | {"validate": "custom", "value": value}
        choices = self._choices(header, rows)
        if isinstance(choices, list) and len(",".join(choices)) > _LONGEST_LIST:
            choices = None
        return base | error | {"validate": "list", "source": choices} if choices else base | {"validate": "any"}

    def _choices(self, header: Header, rows: int) -> list[str] | str | None:
        match header.key:
            case "class":
                return [str(member) for member in UnitClass]
            case "kind":
                return [str(member) for member in ColumnKind]
            case "portal":
                return [portal.id for portal in self._county.portals]
            case "unit":
                return f"={UNITS_SHEET}!$B$2:$B${len(self._county.units) + SPARE_ROWS + 1}"
            case _:
                return None

    def _help(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 18)
        sheet.set_column(2, 2, 10)
        sheet.set_column(3, 3, 80)
        sheet.hide_gridlines(2)
        row = self._lines(sheet, 0, ("工作表", "表头", "必填", "填写要求"), self._formats["required"])
        for name, headers in SHEETS.items():
            for header in headers:
                cells = (name, header.name, "是" if header.required else "否", header.note)
                row = self._lines(sheet, row, cells, self._formats["text"])
        row = self._lines(sheet, row + 1, ("工作表", "栏目类型", "必填", "更新要求留空时"), self._formats["required"])
        for kind, days in DUTY_DAYS.items():
            duty = AS_FACTS_CHANGE if days is None else f"{days} 天内至少更新一次"
            row = self._lines(sheet, row, (COLUMNS_SHEET, str(kind), "否", duty), self._formats["text"])
        notes = (
            "不要改动工作表名称和表头，不要合并单元格，不要使用公式；整行空白会跳过，可以自行加“备注”列。",
            "改好后保存为 .xlsx，用 xuncha units import 导入；有问题会逐格指出，原来的 units.toml 留有备份。",
        )
        for at, note in enumerate(notes, start=row + 1):
            sheet.merge_range(at, 0, at, 3, note, self._formats["note"])
        sheet.freeze_panes(1, 0)
        self._page(sheet, HELP_SHEET)
        sheet.fit_to_pages(1, 1)

    def _lines(self, sheet: Any, row: int, cells: Iterable[str], style: Any) -> int:
        sheet.set_row(row, ROW_HEIGHT)
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell, style)
        return row + 1


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
    cell = base | {"border": 1, "border_color": _BORDER}
    head = cell | {"bold": True, "align": "center", "text_wrap": True}
    return {
        "required": book.add_format(head | {"bg_color": "#1F4E79", "font_color": "#FFFFFF"}),
        "optional": book.add_format(head | {"bg_color": "#DDEBF7", "font_color": "#1F4E79"}),
        "text": book.add_format(cell | {"num_format": "@", "text_wrap": True, "indent": 1}),
        "centred": book.add_format(cell | {"num_format": "General", "align": "center"}),
        "open": book.add_format(base | {"num_format": "@"}),
        "open_number": book.add_format(base | {"num_format": "General", "align": "center"}),
        "note": book.add_format(base | {"font_color": "#595959"}),
    }


def _write(sheet: Any, row: int, at: int, cell: _Cell, style: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, at, cell, style)
    elif cell:
        sheet.write_string(row, at, clean_text(cell), style)
    else:
        sheet.write_blank(row, at, None, style)


def _lines_needed(cells: Sequence[_Cell], headers: Sequence[Header]) -> int:
    """Lines that the fullest cell of a row wraps into; a Han character is as wide as two letters."""
    widths = (sum(1 if letter.isascii() else 2 for letter in str(cell)) for cell in cells)
    return max(-(-width // (header.width - 2)) or 1 for width, header in zip(widths, headers, strict=True))


def _unit_row(unit: Unit) -> tuple[_Cell, ...]:
    contacts = unit.contacts
    return (
        unit.id,
        unit.name,
        str(unit.unit_class),
        unit.portal,
        JOINT.join(unit.aliases),
        JOINT.join(contact.name for contact in contacts),
        _joined([contact.mail for contact in contacts]),
        _joined([contact.phone for contact in contacts]),
    )


def _joined(values: Sequence[str]) -> str:
    return JOINT.join(values) if any(values) else ""


def _column_row(unit: Unit, column: Column) -> tuple[_Cell, ...]:
    duty = AS_FACTS_CHANGE if column.duty_days is None else column.duty_days
    return unit.name, column.name, str(column.kind), column.url, duty
