"""A document on disk (文件): its size is looked at before its bytes."""

from __future__ import annotations

from pathlib import Path

from county.document import Document
from crawler.documents import errors, limits
from crawler.documents.formats import extension_of
from crawler.documents.reader import read_document


def read_file(path: Path, *, ocr: bool = False) -> Document:
    """Like `read_document`, with the name of the file. Never raises: a missing file is one that cannot be read."""
    kind = extension_of(path.name) or "unknown"
    try:
        if not path.is_file():
            return Document(kind, False, errors.MISSING)
        if path.stat().st_size > limits.BYTES:
            return Document(kind, False, errors.TOO_LARGE)
        body = path.read_bytes()
    except OSError:
        return Document(kind, False, errors.UNREACHABLE)
    return read_document(body, path.name, ocr=ocr)
