"""Telling an attachment from a page by what came, whatever its address says."""

from __future__ import annotations

_MAGIC = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_PAGES = ("text/html", "application/xhtml", "application/json", "text/xml", "application/xml", "text/plain", "")
_EXTENSIONS = (
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".dps", ".ofd"),
    *(".zip", ".rar", ".7z", ".csv", ".txt", ".rtf"),
)


def names_document(url: str) -> bool:
    """Whether an address ends like a file's."""
    return url.partition("?")[0].lower().endswith(_EXTENSIONS)


def is_document(body: bytes, content_type: str) -> bool:
    """Whether an answer is a file and not a page: the first bytes decide, then the declared type."""
    if body.lstrip()[:8].startswith(_MAGIC):
        return True
    return not content_type.lower().strip().startswith(_PAGES[:-1]) and bool(content_type)
