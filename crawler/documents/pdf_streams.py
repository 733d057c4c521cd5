"""Compressed parts of a PDF (压缩流) measured before the library unpacks them, which stops at a gigabyte."""

from __future__ import annotations

import re
import zlib

from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image|/ImageMask")
_DICTIONARY = 600
"""Bytes in front of a stream that are looked at for what it is."""
_PIECE = 256 * 1024


def refuse_bombs(body: bytes) -> None:
    """Raises `UnreadableError` where a compressed part grows too large. Pictures are not unpacked for their text."""
    unpacked = 0
    for match in _STREAM.finditer(body):
        head = body[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b"endobj") + 1 :]
        if not _FLATE.search(head) or _PICTURE.search(head):
            continue
        end = body.find(b"endstream", match.end())
        unpacked += _size(memoryview(body)[match.end() : end if end >= 0 else len(body)])
        if unpacked > limits.PDF_BYTES:
            raise UnreadableError(errors.BOMB)


def _size(packed: memoryview) -> int:
    """Unpacked bytes of one stream; a torn one counts as far as it goes. Raises `UnreadableError` for too many."""
    unpacker = zlib.decompressobj()
    size = 0
    most = min(limits.PDF_STREAM_BYTES, max(limits.PDF_RATIO_FROM, limits.PDF_RATIO * len(packed)))
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
