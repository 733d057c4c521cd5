"""Old workbooks (xls, et) record by record: encryption, hidden rows and columns, comments and text boxes; the cells are
calamine's. Record types are those of [MS-XLS]."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.documents import errors, limits
from crawler.documents.compound import Compound
from crawler.documents.errors import UnreadableError
from crawler.documents.hidden import Hidden

_BEGIN, _END, _CONTINUE, _FILE_PASS = 0x0809, 0x000A, 0x003C, 0x002F
_SHEET, _ROW, _COLUMNS, _TEXT_BOX = 0x0085, 0x0208, 0x007D, 0x01B6
_READ = frozenset({_BEGIN, _END, _CONTINUE, _FILE_PASS, _SHEET, _ROW, _COLUMNS, _TEXT_BOX})
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_HEAD = struct.Struct("<HHHH")
"""Kind, size, and what is row and column where it is a cell."""


@dataclass(slots=True)
class Besides:
    """What stands in a workbook beside its cells."""

    hidden: list[Hidden] = field(default_factory=list)
    """One for each sheet, in the order of the file."""
    notes: list[str] = field(default_factory=list)


def look_besides(compound: Compound) -> Besides:
    """Raises `UnreadableError` for an encrypted workbook."""
    stream = compound.read("Workbook" if compound.has("Workbook") else "Book")
    besides = Besides()
    depth = 0
    records = list(_records(stream))
    for number, (kind, start, size) in enumerate(records):
        if kind == _FILE_PASS:
            raise UnreadableError(errors.ENCRYPTED)
        if kind == _BEGIN:
            depth += 1
            if depth == 1:
                besides.hidden.append(Hidden())
        elif kind == _END:
            depth -= 1
        elif kind == _ROW and size >= 16 and besides.hidden:
            _add_row(besides.hidden[-1], stream, start)
        elif kind == _COLUMNS and size >= 12 and besides.hidden:
            _add_columns(besides.hidden[-1], stream, start)
        elif kind == _TEXT_BOX and (note := _text_of(stream, records[number + 1 : number + 2])):
            besides.notes.append(note)
    besides.hidden = besides.hidden[1:]
    return besides


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, start and size of the records that are read here. Raises `UnreadableError` for a sheet that reaches too
    far: the reader of the cells fills the whole rectangle between the outermost ones."""
    place = 0
    end = len(stream) - _HEAD.size
    unpack = _HEAD.unpack_from
    last_row = last_column = 0
    while place <= end:
        kind, size, row, column = unpack(stream, place)
        if kind in _CELLS:
            last_row, last_column = max(last_row, row), max(last_column, column)
        elif kind in _READ:
            yield kind, place + 4, min(size, len(stream) - place - 4)
            if kind == _BEGIN:
                last_row = last_column = 0
        place += 4 + size
        if last_row * last_column > limits.CELLS:
            raise UnreadableError(errors.TOO_LARGE)


def _add_row(hidden: Hidden, stream: bytes, start: int) -> None:
    if stream[start + 12] & _ROW_HIDDEN:
        hidden.rows.append(struct.unpack_from("<H", stream, start)[0] + 1)


def _add_columns(hidden: Hidden, stream: bytes, start: int) -> None:
    first, last = struct.unpack_from("<HH", stream, start)
    if stream[start + 8] & _COLUMN_HIDDEN:
        hidden.columns.append((first + 1, last + 1))


def _text_of(stream: bytes, following: Sequence[tuple[int, int, int]]) -> str:
    """The text of a box stands in the record that continues it: a byte says how wide its characters are."""
    for kind, start, size in following:
        if kind == _CONTINUE and size > 1:
            wide = stream[start] & 1
            raw = stream[start + 1 : start + size]
            return raw.decode("utf-16-le" if wide else "latin-1", "replace")
    return ""
