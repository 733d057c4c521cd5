"""What a file is (文件格式): its first bytes decide, its name only where they say nothing."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
)
_PDF_SEARCH = 1024
"""Readers accept a PDF header after some bytes of rubbish."""
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|meta)\b",
    re.I | re.S,
)
_WEB_ARCHIVE = re.compile(rb"^\s*(?:MIME-Version|From):", re.I)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_PACKAGE_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
_TEXTUAL = frozenset({"txt", "csv", "text", "log", "md", "json", "xml"})
_TYPES: dict[str, str] = {"text/csv": "csv", "text/plain": "txt", "application/csv": "csv"}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE_BYTES = 4096


def sniff(body: bytes, name: str, content_type: str) -> str:
    """One of pdf, zip, rar, 7z, rtf, doc, xls, ppt, encrypted, ole, html, mht, csv, txt, "unknown"."""
    magic = next((kind for mark, kind in _MAGIC if body.startswith(mark)), "")
    if magic == "ole":
        return next((kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in body), "ole")
    if magic:
        return magic
    head = body[:_SAMPLE_BYTES]
    if b"%PDF-" in head[:_PDF_SEARCH]:
        return "pdf"
    if _MARKUP.match(head):
        return "html"
    if _WEB_ARCHIVE.match(head):
        return "mht"
    return _by_name(head, name, content_type)


def _by_name(head: bytes, name: str, content_type: str) -> str:
    extension = extension_of(name)
    declared = _TYPES.get(content_type.partition(";")[0].strip().lower(), "")
    if head[:2] not in (b"\xff\xfe", b"\xfe\xff") and _BINARY.search(head):
        return "unknown"
    if extension == "csv" or (declared == "csv" and extension not in _TEXTUAL):
        return "csv"
    return "txt" if extension in _TEXTUAL or declared == "txt" else "unknown"


def package_kind(names: frozenset[str]) -> str:
    """What a zip is by its members: docx, xlsx, xlsb, pptx, ofd or just a "zip"."""
    return next((kind for part, kind in _PACKAGE_PARTS if part in names), "zip")


def extension_of(name: str) -> str:
    """The extension in lower case without its dot, of a file name or an address."""
    try:
        path = unquote(urlsplit(name).path) if "://" in name else name
    except ValueError:
        path = name
    return PurePosixPath(path.strip()).suffix.lower().lstrip(".")
