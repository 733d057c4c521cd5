"""Compound files (OLE): the streams of doc, xls, ppt and what Kingsoft writes under its own names."""

from __future__ import annotations

import io
import struct

import olefile

from crawler.documents import errors
from crawler.documents.errors import UnreadableError

_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, OverflowError)
"""What olefile raises on torn files, its own errors among them."""
_KINDS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
"""Streams at the root: deeper ones belong to embedded documents."""


class Compound:
    """An opened compound file."""

    def __init__(self, body: bytes) -> None:
        """Raises `UnreadableError` for a damaged file."""
        try:
            self._file = olefile.OleFileIO(io.BytesIO(body))
        except _BROKEN as error:
            raise UnreadableError(errors.DAMAGED) from error

    @property
    def kind(self) -> str:
        """doc, xls, ppt, "encrypted" for an Office package behind a password, else "ole"."""
        return next((kind for stream, kind in _KINDS if self.has(stream)), "ole")

    def has(self, stream: str) -> bool:
        """Whether there is such a stream at the root."""
        try:
            return bool(self._file.exists(stream))
        except _BROKEN:
            return False

    def read(self, stream: str) -> bytes:
        """A whole stream. Raises `UnreadableError` where it is missing or damaged."""
        try:
            return bytes(self._file.openstream(stream).read())
        except _BROKEN as error:
            raise UnreadableError(errors.DAMAGED) from error
