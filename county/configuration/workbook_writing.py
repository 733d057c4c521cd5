"""Writing a workbook that office staff fill in: sheets with hints and drop-downs, ready to be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from county.configuration.workbook_layout import HELP_SHEET, FilledSheet, Header
from county.text import clean_text

ROW_HEIGHT = 20
"""Points. Room to read a printed row of eleven points."""
SPARE_ROWS = 500
"""Rows under the last one that still have drop-downs, for new entries."""
HELP_HEADERS = ("工作表", "表头", "必填", "填写要求")
_OPTIONS: dict[str, object] = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
}  # fmt: skip
"""A name that begins with = is a name. In memory: on a full disk XlsxWriter leaves half a file and its own error."""
_FONT = "宋体"
_BORDER = "#BFBFBF"
_LONGEST_LIST = 255
"""Characters of a drop-down list, commas included, that Excel takes."""
_A4 = 9
Cell = str | int | float | dt.date
Rule = Mapping[str, object]
"""What a column of a sheet takes, as XlsxWriter wants it: "validate" and what belongs to it."""


def drop_down(source: Sequence[str] | str) -> Rule:
    """The rule of a column that takes one of `source`: texts, or the cells of a formula like "=选项!$A$2:$A$9"."""
    if isinstance(source, str):
        return {"validate": "list", "source": source}
    return {"validate": "list", "source": [*source]} if 0 < len(",".join(source)) <= _LONGEST_LIST else {}


class BookWriter:
    """`title` stands over every printed page, before the name of the sheet."""

    def __init__(self, book: Any, title: str) -> None:
        self._book = book
        self._title = clean_text(title).replace("&", "&&")
        self._formats = _formats(book)

    @classmethod
    @contextmanager
    def writing(cls, path: Path, title: str, author: str) -> Iterator[BookWriter]:
        """Writes the workbook at `path`. Raises OSError."""
        content = BytesIO()
        with xlsxwriter.Workbook(content, _OPTIONS) as book:
            book.set_properties({"title": title, "author": author})
            book.set_size(2400, 1400)
            yield cls(book, title)
        path.write_bytes(content.getvalue())

    def table(self, sheet: FilledSheet, rules: Mapping[str, Rule] | None = None, spare: int = SPARE_ROWS) -> None:
        """Writes a sheet of rows; `rules` say by key of the header what its column takes."""
        page = self._book.add_worksheet(sheet.name)
        for at, header in enumerate(sheet.headers):
            page.set_column(at, at, header.width, self._formats[_open_format(header)])
            page.write_string(0, at, header.name, self._formats["required" if header.required else "optional"])
            rule = _validation(header, (rules or {}).get(header.key, {}))
            page.data_validation(1, at, len(sheet.rows) + spare, at, rule)
        for row, cells in enumerate(sheet.rows, start=1):
            page.set_row(row, ROW_HEIGHT * _lines_needed(cells, sheet.headers))
            for at, (cell, header) in enumerate(zip(cells, sheet.headers, strict=True)):
                _write(page, row, at, cell, self._formats[_format(header)])
        page.set_row(0, 26)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headers) - 1)
        self._print(page, sheet.name)

    def help(self, blocks: Sequence[Sequence[Sequence[str]]], notes: Sequence[str]) -> None:
        """Writes the sheet of instructions: blocks of rows of four cells, the first of each its head, then notes."""
        page = self._book.add_worksheet(HELP_SHEET)
        for at, width in enumerate((14, 18, 10, 80)):
            page.set_column(at, at, width)
        page.hide_gridlines(2)
        row = 0
        for head, *lines in blocks:
            row = self._line(page, row, head, "required")
            for line in lines:
                row = self._line(page, row, line, "text")
            row += 1
        for at, note in enumerate(notes, start=row):
            page.merge_range(at, 0, at, 3, note, self._formats["note"])
        page.freeze_panes(1, 0)
        self._print(page, HELP_SHEET)
        page.fit_to_pages(1, 0)

    def _line(self, page: Any, row: int, cells: Iterable[str], style: str) -> int:
        page.set_row(row, ROW_HEIGHT)
        for at, cell in enumerate(cells):
            page.write_string(row, at, cell, self._formats[style])
        return row + 1

    def _print(self, page: Any, name: str) -> None:
        page.set_paper(_A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        page.set_header(f'&C&"{_FONT},加粗"&14{self._title}：{name}')
        page.set_footer("&C第 &P 页，共 &N 页")


def help_rows(sheets: Mapping[str, Sequence[Header]]) -> list[Sequence[str]]:
    """The block of instructions that tells of every header."""
    lines = [
        (name, header.name, "是" if header.required else "否", header.note)
        for name, headers in sheets.items()
        for header in headers
    ]
    return [HELP_HEADERS, *lines]


def _validation(header: Header, rule: Rule) -> dict[str, object]:
    """Drop-down and hint of a column. Lists only warn: what is pasted in passes by them anyhow."""
    base: dict[str, object] = {"input_title": header.name, "input_message": header.note, "ignore_blank": True}
    error = {"error_title": header.name, "error_message": header.note, "error_type": "warning"}
    return {**base, **error, **rule} if rule else {**base, "validate": "any"}


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
    cell = base | {"border": 1, "border_color": _BORDER}
    head = cell | {"bold": True, "align": "center", "text_wrap": True}
    day = {"num_format": "yyyy-mm-dd", "align": "center"}
    return {
        "required": book.add_format(head | {"bg_color": "#1F4E79", "font_color": "#FFFFFF"}),
        "optional": book.add_format(head | {"bg_color": "#DDEBF7", "font_color": "#1F4E79"}),
        "text": book.add_format(cell | {"num_format": "@", "text_wrap": True, "indent": 1}),
        "centred": book.add_format(cell | {"num_format": "General", "align": "center"}),
        "day": book.add_format(cell | day),
        "fixed": book.add_format(
            cell | {"num_format": "@", "text_wrap": True, "align": "center", "font_color": "#7F7F7F"}
        ),
        "open": book.add_format(base | {"num_format": "@"}),
        "open_number": book.add_format(base | {"num_format": "General", "align": "center"}),
        "open_day": book.add_format(base | day),
        "note": book.add_format(base | {"font_color": "#595959"}),
    }


def _open_format(header: Header) -> str:
    if header.day:
        return "open_day"
    return "open_number" if header.number else "open"


def _format(header: Header) -> str:
    if header.fixed:
        return "fixed"
    if header.day:
        return "day"
    return "centred" if header.centred else "text"


def _write(page: Any, row: int, at: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, dt.date):
        page.write_datetime(row, at, cell, style)
    elif isinstance(cell, int | float):
        page.write_number(row, at, cell, style)
    elif cell:
        page.write_string(row, at, clean_text(cell), style)
    else:
        page.write_blank(row, at, None, style)


def _lines_needed(cells: Sequence[Cell], headers: Sequence[Header]) -> int:
    """Lines that the fullest cell of a row wraps into; a Han character is as wide as two letters."""
    widths = (sum(1 if letter.isascii() else 2 for letter in str(cell)) for cell in cells)
    return max(-(-width // (header.width - 2)) or 1 for width, header in zip(widths, headers, strict=True))
