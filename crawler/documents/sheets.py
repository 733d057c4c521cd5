"""Spreadsheets (电子表格): xlsx, xls, et; every sheet, hidden ones too, and the comments on cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.binary_sheets import look_besides
from crawler.documents.cells import Cells
from crawler.documents.collected import safe_name
from crawler.documents.compound import Compound
from crawler.documents.drawings import drawn_words
from crawler.documents.errors import UnreadableError
from crawler.documents.hidden import Hidden
from crawler.documents.package import Package
from crawler.documents.sheet_parts import linked, look_through, notes, remembered
from crawler.documents.stray_cells import without_gaps
from crawler.reading.flow import TextBuilder

_SHEET_STATES = ((Visible.Hidden, "隐藏工作表"), (Visible.VeryHidden, "深度隐藏工作表"))
_PANIC = "PanicException"
"""What calamine raises on some torn files; its class stands in no module, and it is no Exception."""
_Rows = Sequence[Sequence[str]]


def read_sheets(body: bytes, package: Package) -> tuple[Text, str]:
    """All sheets of an xlsx and what could not be read of it. Raises `UnreadableError`."""
    package.expand_all(but="xl/worksheets/")
    parts = look_through(package)
    book = _Book(without_gaps(package, parts.far) if parts.far else body, parts.hidden)
    for line in (*notes(package), *drawn_words(package, "xl"), *map("页眉页脚：{}".format, parts.printed)):
        book.builder.paragraph(line)
    if kept := remembered(package):
        book.builder.table([[value] for value in kept], "数据透视表缓存")
    if rows := list(linked(package)):
        book.builder.table(rows, "外部链接缓存")
    return book.text()


def read_old_sheets(body: bytes, compound: Compound) -> tuple[Text, str]:
    """All sheets of an xls and what could not be read of it. Raises `UnreadableError`."""
    besides = look_besides(compound)
    book = _Book(body, besides.hidden)
    for note in besides.notes:
        book.builder.paragraph(f"批注：{note}")
    return book.text()


class _Book:
    """The cells of all sheets, collected."""

    def __init__(self, body: bytes, hidden: Mapping[str, Hidden] | Sequence[Hidden]) -> None:
        self.builder = TextBuilder()
        self._lost: list[str] = []
        self._reasons: list[str] = []
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
            for number, sheet in enumerate(workbook.sheets_metadata[: limits.SHEETS]):
                if sheet.typ is SheetTypeEnum.WorkSheet:
                    place = safe_name(sheet.name)
                    state = next((said for state, said in _SHEET_STATES if state == sheet.visible), "")
                    self._add(workbook.get_sheet_by_index(number), place, state, _of(hidden, sheet.name, number))
            if len(workbook.sheets_metadata) > limits.SHEETS:
                self._reasons.append(f"工作表超过{limits.SHEETS}张，其余未检查，请人工检查。")
        except PasswordError as error:
            raise UnreadableError(errors.ENCRYPTED) from error
        except (CalamineError, OSError, ValueError) as error:
            raise UnreadableError(errors.DAMAGED) from error
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            raise UnreadableError(errors.DAMAGED) from error

    def text(self) -> tuple[Text, str]:
        """What was collected, and what could not be checked of it."""
        if self._lost:
            self._reasons.append(f"{errors.LOST_DIGITS.rstrip('。')}（{'、'.join(self._lost[:5])}）。")
        return self.builder.text(), "".join(self._reasons)

    def _add(self, sheet: CalamineSheet, name: str, state: str, hidden: Hidden) -> None:
        cells = Cells()
        kept = [cells.row(row) for row in sheet.to_python(skip_empty_area=True)] if sheet.start else []
        if cells.lost:
            self._lost.append(name)
        end = sheet.end or (0, 0)
        said = "，".join(filter(None, [state, hidden.words(end[0] + 1, end[1] + 1)]))
        self.builder.table(_without_empty_columns(kept), f"{name}（{said}）" if said else name)
        if self.builder.length > limits.CHARACTERS:
            raise UnreadableError(errors.TOO_LARGE)


def _of(hidden: Mapping[str, Hidden] | Sequence[Hidden], name: str, number: int) -> Hidden:
    if isinstance(hidden, Mapping):
        return hidden.get(name, Hidden())
    return hidden[number] if number < len(hidden) else Hidden()


def _without_empty_columns(rows: _Rows) -> _Rows:
    width = max(map(len, rows), default=0)
    used = [place for place in range(width) if any(place < len(row) and row[place] for row in rows)]
    if len(used) == width:
        return rows
    return [[row[place] if place < len(row) else "" for place in used] for row in rows]
