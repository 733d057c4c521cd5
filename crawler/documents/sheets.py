"""Spreadsheets (电子表格): xlsx, xls, et; every sheet, hidden ones too, and the comments on cells."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError
from crawler.documents.package import Package
from crawler.reading.flow import TextBuilder

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{1,9})[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})\d")
_LETTERS = 26
_OVERLAP = 200
_Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_sheets(body: bytes, package: Package | None) -> Text:
    """All sheets of a workbook. `package` is the opened zip of an xlsx, None for an xls. Raises `UnreadableError`."""
    if package is not None:
        package.expand_all()
        _refuse_vast_sheets(package)
    builder = TextBuilder()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        for name in workbook.sheet_names[: limits.SHEETS]:
            _add_sheet(builder, workbook, name)
    except PasswordError as error:
        raise UnreadableError(errors.ENCRYPTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(errors.DAMAGED) from error
    for line in _comments(package) if package is not None else ():
        builder.paragraph(line)
    return builder.text()


def _add_sheet(builder: TextBuilder, workbook: CalamineWorkbook, name: str) -> None:
    if builder.length > limits.CHARACTERS:
        raise UnreadableError(errors.TOO_LARGE)
    rows = [[_shown(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=True)]
    builder.table(_without_empty_columns(rows), name)


def _without_empty_columns(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    width = max((len(row) for row in rows), default=0)
    used = [place for place in range(width) if any(place < len(row) and row[place] for row in rows)]
    if len(used) == width:
        return rows
    return [[row[place] if place < len(row) else "" for place in used] for row in rows]


def _shown(cell: _Cell) -> str:
    """A cell as a person reads it: whole numbers without exponent and without ".0"."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e20 else format(cell, ".15g")
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


def _refuse_vast_sheets(package: Package) -> None:
    """The reader fills the rectangle between the outermost cells, so that rectangle is measured first."""
    for name in package.matching("xl/worksheets/"):
        rows: tuple[int, int] = (0, 0)
        widest = 0
        rest = b""
        for chunk in package.chunks(name):
            piece = rest + chunk
            rest = piece[-_OVERLAP:]
            if numbers := [int(number) for number in _ROW.findall(piece)]:
                first, last = min(numbers), max(numbers)
                rows = (min(rows[0] or first, first), max(rows[1], last))
            widest = max(widest, max((_column(letters) for letters in set(_CELL.findall(piece))), default=0))
        if (rows[1] - rows[0] + 1) * widest > limits.CELLS:
            raise UnreadableError(errors.TOO_LARGE)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _comments(package: Package) -> Iterator[str]:
    for name in [*package.matching("xl/comments"), *package.matching("xl/threadedComments/")]:
        root = package.xml(name)
        for comment in root.iter("{*}comment", "{*}threadedComment") if root is not None else ():
            yield "批注：" + "".join(text for text in comment.itertext())
