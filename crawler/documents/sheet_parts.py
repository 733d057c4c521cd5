"""The parts of an xlsx beside its cells (xlsx 部件): how far each sheet reaches, what is hidden, comments, text boxes
and what pivot tables remember."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath

from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError
from crawler.documents.hidden import Hidden, column_number
from crawler.documents.package import Package

_OVERLAP = 300
_ODD_WRITING = (b" r='", b" r =", b" r= ", b"\tr=", b"\nr=", b"\rr=")
"""Attributes written as no office program does: read with care instead of speed."""
_FAR_CELL = re.compile(rb' r="[A-Za-z]+\d{6}')
_FAR_ROW = re.compile(rb' r="\d{6}')
_FAR_COLUMN = re.compile(rb' r="[A-Za-z]{2}')
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,9})")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\shidden=[\"'](?:1|true))[^>]*?\sr=[\"'](\d{1,7})[\"']")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\shidden=[\"'](?:1|true))[^>]*>")
_NUMBER = {name: re.compile(rb"\s" + name + rb"=[\"'](\d{1,5})[\"']") for name in (b"min", b"max")}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"


@dataclass(frozen=True, slots=True)
class SheetParts:
    """Hidden rows and columns by the name of the sheet, and the parts whose cells reach too far: the reader of the
    cells fills the whole rectangle between the outermost ones."""

    hidden: dict[str, Hidden]
    far: tuple[str, ...]


def look_through(package: Package) -> SheetParts:
    """Every sheet of `package`, looked through once. Raises `UnreadableError` for one that reaches too far in a writing
    that is not understood."""
    parts = dict(_parts_of_sheets(package))
    named = {part.lower() for part in parts.values()}
    sheets = [name for name in package.names if name.lower() in named or name.lower().startswith("xl/worksheets/")]
    seen = {name: _look_through(package, name) for name in sheets}
    by_part = {name.lower(): hidden for name, (hidden, _) in seen.items()}
    hidden = {sheet: by_part.get(part.lower(), Hidden()) for sheet, part in parts.items()}
    return SheetParts(hidden, tuple(name for name, (_, is_far) in seen.items() if is_far))


def notes(package: Package) -> Iterator[str]:
    """Comments, with the cell they stand at, and the words of text boxes."""
    for name in [*package.matching("xl/comments"), *package.matching("xl/threadedComments/")]:
        root = package.xml(name)
        for comment in root.iter("{*}comment", "{*}threadedComment") if root is not None else ():
            yield f"批注（{comment.get('ref', '')[:10]}）：" + "".join(comment.itertext())
    for name in package.matching("xl/drawings/drawing"):
        root = package.xml(name)
        for paragraph in root.iter(_DRAWING_TEXT) if root is not None else ():
            yield "".join(paragraph.itertext())


def remembered(package: Package) -> list[str]:
    """Values that pivot tables keep of rows that may be deleted from the sheets."""
    found: list[str] = []
    for name in package.matching("xl/pivotCache/pivotCache"):
        root = package.xml(name)
        if root is not None:
            found += [item.get("v", "") for item in root.iter("{*}s", "{*}n")]
    return found


def _look_through(package: Package, name: str) -> tuple[Hidden, bool]:
    """What is hidden in a sheet, and whether its cells reach too far."""
    rows: set[int] = set()
    columns: set[tuple[int, int]] = set()
    reach = _Reach()
    rest = b""
    for chunk in package.chunks(name):
        piece = rest + chunk
        rest = piece[-_OVERLAP:]
        reach.see(piece)
        if b"hidden=" in piece:
            rows.update(map(int, _HIDDEN_ROW.findall(piece)))
            columns.update(_column_run(tag) for tag in _HIDDEN_COLUMN.findall(piece))
    return Hidden(sorted(rows), sorted(columns)), reach.is_far


class _Reach:
    """The rectangle of a sheet's cells, measured exactly only where it may be vast."""

    def __init__(self) -> None:
        self._first = self._last = self._widest = 0
        self._is_odd = False

    @property
    def is_far(self) -> bool:
        """Whether the rectangle is too large. Raises `UnreadableError` where its cells are written oddly, too."""
        is_far = (self._last - self._first + 1) * self._widest > limits.CELLS
        if is_far and self._is_odd:
            raise UnreadableError(errors.TOO_LARGE)
        return is_far

    def see(self, piece: bytes) -> None:
        """One more piece of the sheet."""
        odd = any(mark in piece for mark in _ODD_WRITING)
        self._is_odd = self._is_odd or odd
        if not (odd or _FAR_ROW.search(piece) or _FAR_COLUMN.search(piece) or _FAR_CELL.search(piece)):
            return
        places = _PLACE.findall(piece)
        numbers = [int(number) for _, number in places]
        if numbers:
            self._first = min(self._first or numbers[0], min(numbers))
            self._last = max(self._last, max(numbers))
        letters = {letters.upper() for letters, _ in places if letters}
        self._widest = max(self._widest, max(map(column_number, letters), default=0))


def _column_run(tag: bytes) -> tuple[int, int]:
    first, last = (_NUMBER[name].search(tag) for name in (b"min", b"max"))
    start = int(first[1]) if first else 1
    return start, int(last[1]) if last else start


def _parts_of_sheets(package: Package) -> Iterator[tuple[str, str]]:
    """Name of each sheet and the part that holds it."""
    book, relations = package.xml("xl/workbook.xml"), package.xml("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations.iter("{*}Relationship")}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), normpath(join("/xl", target)).lstrip("/")
