"""Workbooks of the office (表格): text that never becomes a formula, links that only lead to the web, A4 to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from county.address import is_web_address
from county.configuration.replacing import replace_file
from county.text import clean_text
from digest.marking import Part
from scoring.points import points_number

HEADLINE_FONT, TEXT_FONT, HEAD_FONT = "方正小标宋简体", "宋体", "黑体"
MOST_LETTERS = 16_000
"""Letters of one cell. Excel takes 32,767 units of UTF-16, two of them for a rare character."""
MOST_LINKS = 65_000
"""Links of one sheet; Excel takes 65,530."""
LONGEST_LINK = 2_000
"""Letters of an address; Excel takes 2,079."""
RED, GREY, YELLOW = "#FF0000", "#595959", "#FFFBE6"
_OPTIONS: dict[str, object] = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
}  # fmt: skip
"""In memory: on a full disk XlsxWriter leaves half a file and an error of its own."""
_A4 = 9
_POINTS = "0.0##;-0.0##;0"
_CUT = "……（文字太长，未全部列出）"
_LINE_HEIGHT, _TITLE_HEIGHT, _TALLEST = 15, 40, 409
"""Points of a line of 11 points, of the title, and of the tallest row that Excel shows."""

_BASE: Mapping[str, object] = {"font_name": TEXT_FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
_STACKED: Mapping[str, object] = {"rotation": 270, "text_wrap": False}
"""Letters one below the other."""
_CELL: Mapping[str, object] = {**_BASE, "border": 1, "border_color": "#808080"}
_NUMBER: Mapping[str, object] = {**_CELL, "num_format": _POINTS, "align": "center", "text_wrap": False, "shrink": True}
"""A number that is too wide is made smaller: it would else be shown as #####."""
_STYLES: dict[str, Mapping[str, object]] = {
    "title": {**_BASE, "font_name": HEADLINE_FONT, "font_size": 20, "align": "center"},
    "note": {**_BASE, "font_color": GREY},
    "head": {**_CELL, "font_name": HEAD_FONT, "align": "center", "bg_color": "#EDEDED"},
    "stacked": {**_CELL, "font_name": HEAD_FONT, "align": "center", "bg_color": "#EDEDED", **_STACKED},
    "band": {**_CELL, "font_name": HEAD_FONT, "bg_color": "#F7F7F7"},
    "text": {**_CELL, "num_format": "@"},
    "centred": {**_CELL, "num_format": "@", "align": "center"},
    "link": {**_CELL, "num_format": "@", "font_color": "#0563C1", "underline": 1, "align": "center"},
    "small": {**_CELL, "num_format": "@", "font_size": 9},
    "open": {**_CELL, "num_format": "@", "bg_color": YELLOW},
    "count": {**_NUMBER, "num_format": "0"},
    "points": _NUMBER,
    "unseen": {**_NUMBER, "italic": True, "bg_color": "#E0E0E0"},
    "total": {**_NUMBER, "bold": True},
}


class Page:
    """One sheet. Rows and columns count from 0, styles are named."""

    def __init__(self, sheet: Any, styles: Mapping[str, Any]) -> None:
        self._sheet = sheet
        self._styles = styles
        self._links = 0
        self._widths: list[float] = []
        self._lines: dict[int, int] = {}

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Text as text, whatever it looks like. Its row grows with it."""
        shown = _fitting(text)
        if not _STYLES[style].get("rotation"):
            self._grow(row, shown, self._widths[column])
        self._put(row, column, shown, style)

    def _put(self, row: int, column: int, shown: str, style: str) -> None:
        if shown:
            self._sheet.write_string(row, column, shown, self._styles[style])
        else:
            self._sheet.write_blank(row, column, None, self._styles[style])

    def number(self, row: int, column: int, number: int | Decimal, style: str = "points") -> None:
        """A whole number or points."""
        self._sheet.write_number(row, column, points_number(Decimal(number)), self._styles[style])

    def quote(self, row: int, column: int, parts: Sequence[Part], style: str = "text") -> None:
        """Text with its faulty words in red."""
        whole = "".join(part.text for part in parts)
        if len(parts) < 2 or whole != _fitting(whole):
            self.text(row, column, whole, "red" if len(parts) == 1 and parts[0].fault else style)
            return
        pieces: list[Any] = []
        self._grow(row, whole, self._widths[column])
        for part in parts:
            pieces += [self._styles["fault"], part.text] if part.fault else [part.text]
        self._sheet.write_rich_string(row, column, *pieces, self._styles[style])

    def link(self, row: int, column: int, url: str, text: str = "打开") -> None:
        """`text` to click on, which leads to `url`; an address of anything but the web leads nowhere and is blank. The
        address itself belongs in a cell of text: not every program breaks a link over lines."""
        address = clean_text(url)
        if is_web_address(address) and len(address) <= LONGEST_LINK and self._links < MOST_LINKS:
            self._links += 1
            self._sheet.write_url(row, column, address, self._styles["link"], text)
        else:
            self.text(row, column, "")

    def inner_link(self, row: int, column: int, sheet: str, text: str) -> None:
        """Leads to another sheet of this workbook."""
        quoted = sheet.replace("'", "''")
        self._sheet.write_url(row, column, f"internal:'{quoted}'!A1", self._styles["link"], _fitting(text))

    def block(self, rows: tuple[int, int], columns: tuple[int, int], text: str, style: str) -> None:
        """Text over several cells, first and last rows and columns given."""
        first, left = rows[0], columns[0]
        if (first, left) != (rows[1], columns[1]):
            self._sheet.merge_range(first, left, rows[1], columns[1], "", self._styles[style])
        if first == rows[1]:
            self._grow(first, text, sum(self._widths[left : columns[1] + 1]))
        self._put(first, left, _fitting(text), style)

    def across(self, row: int, first: int, last: int, text: str, style: str) -> None:
        """Text over several columns."""
        self.block((row, row), (first, last), text, style)

    def title(self, text: str, note: str, columns: int) -> None:
        """The first two rows: what the sheet is, and what it stands for."""
        self.across(0, 0, columns - 1, text, "title")
        self._sheet.set_row(0, _TITLE_HEIGHT)
        self.across(1, 0, columns - 1, note, "note")

    def widths(self, widths: Sequence[float]) -> None:
        """Widths of the columns, in letters; to be said before anything is written."""
        self._widths = list(widths)
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def height(self, row: int, points: float) -> None:
        """Height of a row of stacked letters."""
        self._sheet.set_row(row, points)

    def _grow(self, row: int, text: str, width: float) -> None:
        """Not every program fits the height of a row to its text when it opens a workbook."""
        lines = sum(_lines(line, width) for line in text.split("\n"))
        if lines > self._lines.get(row, 0):
            self._lines[row] = lines
            self._sheet.set_row(row, min(_TALLEST, lines * _LINE_HEIGHT + 6))

    def heads(self, row: int, names: Sequence[str], first: int = 0) -> None:
        """A row of headers."""
        for column, name in enumerate(names, start=first):
            self.text(row, column, name, "head")

    def freeze(self, row: int, column: int) -> None:
        """Keeps what is above and left of that cell in sight."""
        self._sheet.freeze_panes(row, column)

    def filter(self, row: int, last_row: int, last_column: int) -> None:
        """Filters under the header in `row`."""
        self._sheet.autofilter(row, 0, last_row, last_column)

    def choices(self, rows: tuple[int, int], column: int, values: Sequence[str], hint: str) -> None:
        """A drop-down that other words may be written past."""
        options = {"validate": "list", "source": list(values), "input_message": hint, "error_type": "information"}
        self._sheet.data_validation(rows[0], column, rows[1], column, options)

    def hint(self, rows: tuple[int, int], column: int, hint: str) -> None:
        """What to write into the cells, shown beside them."""
        options = {"validate": "any", "input_message": hint}
        self._sheet.data_validation(rows[0], column, rows[1], column, options)

    def print_as(self, heads: tuple[int, int]) -> None:
        """A4 landscape, one page wide, with these rows on top of each page and its number below."""
        self._sheet.set_paper(_A4)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(*heads)
        self._sheet.center_horizontally()
        self._sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        self._sheet.set_footer("&C第 &P 页，共 &N 页")


class Book:
    """A workbook under way."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._styles = {name: book.add_format(dict(style)) for name, style in _STYLES.items()}
        self._styles["fault"] = book.add_format({"font_name": TEXT_FONT, "font_size": 11, "font_color": RED})
        self._styles["red"] = book.add_format({**_STYLES["text"], "font_color": RED})

    def page(self, name: str) -> Page:
        """A new sheet; the name must be valid (`digest.names.sheet_names`)."""
        return Page(self._book.add_worksheet(name), self._styles)


def write_book(path: Path, title: str, author: str, fill: Callable[[Book], None]) -> None:
    """Has `fill` write the workbook at `path`. Raises ConfigurationError where the file cannot be written."""

    def write(fresh: Path) -> None:
        content = BytesIO()
        with xlsxwriter.Workbook(content, _OPTIONS) as book:
            book.set_properties({"title": clean_text(title), "author": clean_text(author)})
            book.set_size(2400, 1400)
            fill(Book(book))
        fresh.write_bytes(content.getvalue())

    replace_file(path, write)


def _fitting(text: str) -> str:
    shown = clean_text(text)
    return shown if len(shown) <= MOST_LETTERS else shown[: MOST_LETTERS - len(_CUT)] + _CUT


def _lines(text: str, width: float) -> int:
    """Lines that `text` takes in a column; a Han character is as wide as two letters, a full line rarely fits whole."""
    letters = sum(1 if letter.isascii() else 2 for letter in text)
    return max(1, -(-letters // max(2, int(width) - 2)))
