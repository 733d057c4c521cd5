"""What a file is (文件格式): its first bytes decide, its name only where they say nothing."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from crawler.reading.encoding import unmarked_utf16

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
)
PICTURES = frozenset({"jpg", "png", "gif", "tif"})
_PDF_SEARCH = 1024
"""Readers accept a PDF header after some bytes of rubbish."""
_START = rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]{0,200}>\s*)*(?:<!--.{0,500}?-->\s*)*"
_MARKUPS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (
        re.compile(_START + rb"<(?:!doctype\s+html|html|head|body|table|div|meta|style|center|p|font)\b", re.I | re.S),
        "html",
    ),
    (re.compile(rb"^(?:\xef\xbb\xbf)?\s*<[^>]{0,2000}\surn:schemas-microsoft-com:office:spreadsheet", re.S), "xml"),
    (re.compile(_START + rb"<(?:\w+:)?(?:Workbook|wordDocument|package)\b", re.S), "xml"),
    (re.compile(rb"^\s*(?:MIME-Version|From):", re.I), "mht"),
)
_PACKAGE_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
_OPEN_DOCUMENT = frozenset({"mimetype", "content.xml"})
_TEXTUAL = frozenset({"txt", "csv", "text", "log", "md", "json", "xml"})
_SHEETS = frozenset({"csv", "xls", "et", "xlsx"})
_OFFICE = frozenset({"doc", "docx", "wps", "rtf"})
_TYPES: dict[str, str] = {"text/csv": "csv", "text/plain": "txt", "application/csv": "csv"}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE_BYTES = 4096


def sniff(body: bytes, name: str, content_type: str) -> str:
    """One of pdf, zip, rar, 7z, rtf, ole, html, xml, mht, csv, txt, `PICTURES`, "unknown"."""
    if magic := next((kind for mark, kind in _MAGIC if body.startswith(mark)), ""):
        return magic
    head = body[:_SAMPLE_BYTES]
    if b"%PDF-" in head[:_PDF_SEARCH]:
        return "pdf"
    return next((kind for pattern, kind in _MARKUPS if pattern.match(head)), "") or _by_name(head, name, content_type)


def _by_name(head: bytes, name: str, content_type: str) -> str:
    """Programs export tables as plain text under .xls, and notes under .doc."""
    extension = extension_of(name)
    declared = _TYPES.get(content_type.partition(";")[0].strip().lower(), "")
    is_wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or unmarked_utf16(head)
    if not is_wide and _BINARY.search(head):
        return "unknown"
    if extension in _SHEETS or (declared == "csv" and extension not in _TEXTUAL):
        return "csv"
    return "txt" if extension in _TEXTUAL | _OFFICE or declared == "txt" else "unknown"


def package_kind(names: frozenset[str]) -> str:
    """What a zip is by its members: docx, xlsx, xlsb, pptx, ofd, odf or just a "zip"."""
    kind = next((kind for part, kind in _PACKAGE_PARTS if part in names), "zip")
    return "odf" if kind == "zip" and names >= _OPEN_DOCUMENT else kind


def extension_of(name: str) -> str:
    """The extension in lower case without its dot, of a file name or an address."""
    try:
        path = unquote(urlsplit(name).path) if "://" in name else name
    except ValueError:
        path = name
    return PurePosixPath(path.strip()).suffix.lower().lstrip(".")
