"""Compressed parts of a PDF (压缩流) measured before the library unpacks them, which stops at a gigabyte."""

from __future__ import annotations

import re
import zlib

from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OTHER_PACKING = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image|/ImageMask")
_NO_DRAWING = re.compile(
    rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)|/Type\s*/(?:ObjStm|XRef|Metadata)|/N \d"
)
_DICTIONARY = 600
"""Bytes in front of a stream that are looked at for what it is."""
_PIECE = 256 * 1024
_MOST_LAYERS = 2


def refuse_bombs(body: bytes) -> None:
    """Raises `UnreadableError` where a compressed part grows too large. Pictures are not unpacked for their text."""
    unpacked = 0
    for match in _STREAM.finditer(body):
        head = body[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b"endobj") + 1 :]
        layers = len(_FLATE.findall(head))
        if not layers or _PICTURE.search(head):
            continue
        end = body.find(b"endstream", match.end())
        packed = memoryview(body)[match.end() : end if end >= 0 else len(body)]
        most = limits.PDF_STREAM_BYTES if _NO_DRAWING.search(head) else limits.PDF_DRAWING_BYTES
        if layers > _MOST_LAYERS or (layers > 1 and _OTHER_PACKING.search(head)):
            raise UnreadableError(errors.BOMB)
        unpacked += _size(packed, most) if layers == 1 else _size(_unpacked(packed), most)
        if unpacked > limits.PDF_BYTES:
            raise UnreadableError(errors.BOMB)


def _unpacked(packed: memoryview) -> memoryview:
    """The outer layer of two: honest files have none, a small part of it shows what the inner one grows to."""
    try:
        return memoryview(zlib.decompressobj().decompress(packed, _PIECE))
    except zlib.error:
        return memoryview(b"")


def _size(packed: memoryview, most: int) -> int:
    """Unpacked bytes of one stream; a torn one counts as far as it goes. Raises `UnreadableError` for too many."""
    unpacker = zlib.decompressobj()
    size = 0
    most = min(most, max(limits.PDF_RATIO_FROM, limits.PDF_RATIO * len(packed)))
    rest: bytes | memoryview = packed
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, _PIECE))
            rest = unpacker.unconsumed_tail
            if size > most:
                raise UnreadableError(errors.BOMB)
    except zlib.error:
        pass
    return size
