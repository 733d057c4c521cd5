"""The parts of an xlsx beside its cells (xlsx 部件): how far each sheet reaches, what is hidden, what is printed at its
edges, comments, and what is kept of rows that stand elsewhere or no longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath

from crawler.documents import errors, limits, margins
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


@dataclass(frozen=True, slots=True)
class SheetParts:
    """Hidden rows and columns by the name of the sheet, the parts whose cells reach too far (the reader of the cells
    fills the whole rectangle between the outermost ones), and what is printed at the head and the foot of pages."""

    hidden: dict[str, Hidden]
    far: tuple[str, ...]
    printed: tuple[str, ...]


def look_through(package: Package) -> SheetParts:
    """Every sheet of `package`, looked through once. Raises `UnreadableError` for one that reaches too far in a writing
    that is not understood."""
    parts = dict(_parts_of_sheets(package))
    named = {part.lower() for part in parts.values()}
    sheets = [
        name for name in package.matching("", "") if name.lower() in named or name.lower().startswith("xl/worksheets/")
    ]
    seen = {name: _look_through(package, name) for name in sheets}
    by_part = {name.lower(): sheet.hidden for name, sheet in seen.items()}
    hidden = {sheet: by_part.get(part.lower(), Hidden()) for sheet, part in parts.items()}
    printed = dict.fromkeys(words for sheet in seen.values() for words in margins.printed_in(sheet.margins))
    return SheetParts(hidden, tuple(name for name, sheet in seen.items() if sheet.is_far), tuple(printed))


def notes(package: Package) -> Iterator[str]:
    """Comments, with the cell they stand at."""
    for name in [*package.matching("xl/comments"), *package.matching("xl/threadedComments/")]:
        root = package.xml(name)
        for comment in root.iter("{*}comment", "{*}threadedComment") if root is not None else ():
            yield f"批注（{comment.get('ref', '')[:10]}）：" + "".join(comment.itertext())


def remembered(package: Package) -> list[str]:
    """Values that pivot tables keep of rows that may be deleted from the sheets."""
    found: list[str] = []
    for name in package.matching("xl/pivotCache/pivotCache"):
        root = package.xml(name)
        if root is not None:
            found += [item.get("v", "") for item in root.iter("{*}s", "{*}n")]
    return found


def linked(package: Package) -> Iterator[list[str]]:
    """Rows of other workbooks that this one looked something up in: it keeps all that it may have to look at."""
    for name in package.matching("xl/externalLinks/externalLink"):
        root = package.xml(name)
        for row in root.iter("{*}row") if root is not None else ():
            yield [cell.findtext("{*}v", "") for cell in row.iter("{*}cell")]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One sheet: what is hidden, whether its cells reach too far, the element that holds what is printed."""

    hidden: Hidden
    is_far: bool
    margins: bytes


def _look_through(package: Package, name: str) -> _Seen:
    rows: set[int] = set()
    columns: set[tuple[int, int]] = set()
    reach = _Reach()
    rest = edges = b""
    for chunk in package.chunks(name):
        piece = rest + chunk
        rest = piece[-_OVERLAP:]
        if edges:
            edges += chunk[: margins.REACH - len(edges)]
        elif (place := piece.find(margins.OPENING)) >= 0:
            edges = piece[place : place + margins.REACH]
        reach.see(piece)
        if b"hidden=" in piece:
            rows.update(map(int, _HIDDEN_ROW.findall(piece)))
            columns.update(_column_run(tag) for tag in _HIDDEN_COLUMN.findall(piece))
    return _Seen(Hidden(sorted(rows), sorted(columns)), reach.is_far, edges)


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
