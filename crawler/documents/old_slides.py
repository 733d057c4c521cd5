"""Old presentations (ppt, dps): their text atoms, in the order of the file. Record types are those of [MS-PPT]."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.compound import Compound
from crawler.documents.errors import UnreadableError
from crawler.reading.flow import TextBuilder

_HEAD = 8
_CONTAINER = 0xF
_WIDE = frozenset({0x0FA0, 0x0FBA})
"""TextCharsAtom, CString (comments, names)."""
_NARROW = 0x0FA8
_ENCRYPTED_USER = 0xF3D1C4DF
_USER_TOKEN = 12
_FURNITURE = frozenset({"___PPT9", "___PPT10", "___PPT11", "___PPT12", "Default Design", "默认设计模板"})


def read_old_slides(compound: Compound) -> tuple[Text, str]:
    """Text of a ppt and what of it could not be read. Raises `UnreadableError`."""
    user = compound.read("Current User") if compound.has("Current User") else b""
    token = struct.unpack_from("<I", user, _USER_TOKEN)[0] if len(user) >= _USER_TOKEN + 4 else 0
    if token == _ENCRYPTED_USER or compound.has("EncryptedSummary"):
        raise UnreadableError(errors.ENCRYPTED)
    stream = compound.read("PowerPoint Document")
    builder = TextBuilder()
    seen: set[str] = set()
    whole = True
    for text in _texts(stream):
        if text is None:
            whole = False
        elif text not in seen:
            seen.add(text)
            for line in text.replace("\x0b", "\r").split("\r"):
                builder.paragraph(line)
        if builder.length > limits.CHARACTERS:
            raise UnreadableError(errors.TOO_LARGE)
    if builder.length == 0:
        raise UnreadableError(errors.SCAN)
    return builder.text(), "" if whole else errors.PART_DAMAGED


def _texts(stream: bytes) -> Iterator[str | None]:
    """Texts of all atoms, outline and drawing alike; None where the file is torn."""
    place = 0
    while place + _HEAD <= len(stream):
        version, kind, size = struct.unpack_from("<HHI", stream, place)
        place += _HEAD
        if version & 0xF == _CONTAINER:
            continue
        if place + size > len(stream):
            yield None
        if kind in _WIDE or kind == _NARROW:
            raw = stream[place : place + size]
            text = raw.decode("utf-16-le" if kind in _WIDE else "latin-1", "replace").rstrip("\0")
            if text not in _FURNITURE:
                yield text
        place += size
