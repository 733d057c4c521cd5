"""The parts of a Word 97 file (.doc) that say where its text stands: header, pieces, ends of paragraphs in tables.
Offsets are those of Microsoft's [MS-DOC]."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.documents import errors, limits
from crawler.documents.compound import Compound
from crawler.documents.errors import UnreadableError

_WORD_97 = 0xA5EC
_FIRST_VERSION = 0x00C1
_FLAGS, _ENCRYPTED, _OBFUSCATED, _SECOND_TABLE = 0x0A, 0x0100, 0x8000, 0x0200
_CLX, _PARAGRAPH_PAGES = 0x01A2, 0x0102
_COMPRESSED, _OFFSET = 0x40000000, 0x3FFFFFFF
_PAGE = 512
_RUN = 13
"""Bytes of one entry of a page of paragraphs."""
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_ELSEWHERE = 0x6646
"""Formatting too long for the page stands in another stream: only the definition of a table's row is as long."""
_LONG_OPERANDS = (0xD608, 0xD606)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""Two units of the file are one character here: a second one keeps the places in step."""
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, 0, 3)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its offset in the stream and the bytes of a character, 1 or 2."""

    offset: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class WordFile:
    """Text in its order, with the stream offsets at which paragraphs inside tables and rows of tables end."""

    pieces: tuple[Piece, ...]
    whole: bool
    in_table: frozenset[int] = field(default=frozenset())
    row_ends: frozenset[int] = field(default=frozenset())


def open_word(compound: Compound) -> WordFile:
    """Raises `UnreadableError` for an encrypted, damaged or older file."""
    stream = compound.read("WordDocument")
    try:
        magic, version = struct.unpack_from("<HH", stream)
        flags = struct.unpack_from("<H", stream, _FLAGS)[0]
        if magic != _WORD_97 or version < _FIRST_VERSION:
            raise UnreadableError(errors.OLD_WORD)
        if flags & (_ENCRYPTED | _OBFUSCATED):
            raise UnreadableError(errors.ENCRYPTED)
        table = compound.read("1Table" if flags & _SECOND_TABLE else "0Table")
        pieces, whole = _pieces(stream, _part(stream, table, _CLX))
    except struct.error as error:
        raise UnreadableError(errors.DAMAGED) from error
    return WordFile(pieces, whole, *_table_ends(stream, table))


def _part(stream: bytes, table: bytes, place: int) -> bytes:
    start, size = struct.unpack_from("<II", stream, place)
    return table[start : start + size]


def _pieces(stream: bytes, clx: bytes) -> tuple[tuple[Piece, ...], bool]:
    """The text by the piece table, and whether all of it was there."""
    plan = _piece_table(clx)
    count = (len(plan) - 4) // 12
    if count < 1:
        raise UnreadableError(errors.DAMAGED)
    starts = struct.unpack_from(f"<{count + 1}I", plan)
    pieces: list[Piece] = []
    whole = True
    total = 0
    for number in range(count):
        place = struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * number + 2)[0]
        length = starts[number + 1] - starts[number]
        width = 1 if place & _COMPRESSED else 2
        offset = (place & _OFFSET) // 2 if width == 1 else place & _OFFSET
        raw = stream[offset : offset + max(length, 0) * width]
        whole = whole and length >= 0 and len(raw) == length * width
        total += len(raw)
        if total > limits.CHARACTERS * 2:
            raise UnreadableError(errors.TOO_LARGE)
        text = raw.decode("cp1252" if width == 1 else "utf-16-le", "replace")
        pieces.append(Piece(offset, width, _ASTRAL.sub("\\g<0>\0", text)))
    return tuple(pieces), whole


def _piece_table(clx: bytes) -> bytes:
    """Formatting comes first (0x01), then the table of pieces (0x02)."""
    place = 0
    while place < len(clx) and clx[place] == 1:
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if clx[place : place + 1] != b"\x02":
        raise UnreadableError(errors.DAMAGED)
    size = struct.unpack_from("<I", clx, place + 1)[0]
    return clx[place + 5 : place + 5 + size]


def _table_ends(stream: bytes, table: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Where paragraphs inside tables and where rows end; as far as it can be told, for the text is there without."""
    inside: set[int] = set()
    ends: set[int] = set()
    try:
        plan = _part(stream, table, _PARAGRAPH_PAGES)
        count = max(0, (len(plan) - 4) // 8)
        for number in struct.unpack_from(f"<{count}I", plan, 4 * (count + 1)) if count else ():
            page = stream[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
            for end, codes in _paragraphs(page) if len(page) == _PAGE else ():
                if _IN_TABLE in codes:
                    inside.add(end)
                if _ROW_END in codes:
                    ends.add(end)
    except (struct.error, IndexError):
        pass
    return frozenset(inside), frozenset(ends)


def _paragraphs(page: bytes) -> Iterator[tuple[int, frozenset[int]]]:
    """End of each paragraph of a page and what is switched on for it."""
    count = page[-1]
    if 4 * (count + 1) + _RUN * count > _PAGE:
        return
    ends = struct.unpack_from(f"<{count}I", page, 4)
    for number, end in enumerate(ends):
        place = page[4 * (count + 1) + _RUN * number] * 2
        if place:
            size = page[place] * 2 - 1 if page[place] else page[place + 1] * 2
            start = place + (1 if page[place] else 2)
            yield end, frozenset(_switched_on(page[start + 2 : start + size]))


def _switched_on(codes: bytes) -> Iterator[int]:
    place = 0
    while place + 2 < len(codes):
        code = codes[place] | codes[place + 1] << 8
        place += 2
        size = _OPERAND_BYTES[code >> 13]
        if size == 0:
            long = code in _LONG_OPERANDS and place + 1 < len(codes)
            size = (codes[place] | codes[place + 1] << 8) + 1 if long else codes[place] + 1
        elif code == _ELSEWHERE:
            yield _ROW_END
        elif codes[place]:
            yield code
        place += size
