"""A sheet with a cell far away from the others (游离单元格): the reader of the cells fills the whole rectangle between
the outermost ones, so rows and columns without any value are taken out before it sees them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError
from crawler.documents.hidden import column_letters, column_number
from crawler.documents.package import Package

_EMPTY = re.compile(rb"<((?:\w+:)?(?:c|row))(?=[\s/])[^<>]*/>|<((?:\w+:)?c)(?=[\s>])[^<>]*></\2>")
_CELL = re.compile(rb"(<(?:\w+:)?c\s(?:[^<>]*?\s)?r=\")([A-Za-z]{1,3})(\d{1,7})(?=\")")
_ROW = re.compile(rb"(<(?:\w+:)?row\s(?:[^<>]*?\s)?r=\")(\d{1,7})(?=\")")
_KEPT = re.compile(r"(?:\[Content_Types\]\.xml|_rels/.*|xl/(?:workbook|styles|sharedStrings)\.xml|xl/_rels/.*)", re.I)


def without_gaps(package: Package, far: Iterable[str]) -> bytes:
    """The workbook with the parts `far` drawn together, and nothing in it but what its cells need. Raises
    `UnreadableError` where a sheet stays too large even so."""
    vast = set(far)
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as drawn:
        for name in sorted(package.names):
            if name in vast:
                drawn.writestr(name, _drawn_together(package.read(name)))
            elif _KEPT.fullmatch(name) or name.lower().startswith("xl/worksheets/"):
                drawn.writestr(name, package.read(name))
    return memory.getvalue()


def _drawn_together(sheet: bytes) -> bytes:
    if len(sheet) > limits.GAPPED_BYTES:
        raise UnreadableError(errors.TOO_LARGE)
    sheet = _EMPTY.sub(b"", sheet)
    columns = _numbered({column_number(cell[2].upper()) for cell in _CELL.finditer(sheet)})
    numbers = {int(cell[3]) for cell in _CELL.finditer(sheet)}
    rows = _numbered(numbers | {int(row[2]) for row in _ROW.finditer(sheet)})
    if len(rows) * len(columns) > limits.CELLS:
        raise UnreadableError(errors.TOO_LARGE)
    sheet = _CELL.sub(lambda cell: cell[1] + _letters(columns, cell[2]) + b"%d" % rows[int(cell[3])], sheet)
    return _ROW.sub(lambda row: row[1] + b"%d" % rows[int(row[2])], sheet)


def _numbered(numbers: set[int]) -> dict[int, int]:
    """What each row or column is called when nothing stands between them."""
    return {number: place for place, number in enumerate(sorted(numbers), 1)}


def _letters(columns: Mapping[int, int], letters: bytes) -> bytes:
    return column_letters(columns[column_number(letters.upper())]).encode()
