"""Any attachment as text and tables, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable

from county.document import Document
from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.archives import read_archive
from crawler.documents.errors import UnreadableError
from crawler.documents.formats import extension_of, package_kind, sniff
from crawler.documents.package import Package
from crawler.documents.pdfs import read_pdf
from crawler.documents.plain import read_csv, read_html, read_plain, read_web_archive
from crawler.documents.sheets import read_sheets
from crawler.documents.slides import read_ofd, read_slides
from crawler.documents.words import read_word

_REASONS: dict[str, str] = {
    "encrypted": errors.ENCRYPTED,
    "doc": errors.OLD_WORD,
    "ppt": errors.OLD_SLIDES,
    "rar": errors.ARCHIVE,
    "7z": errors.ARCHIVE,
    "rtf": errors.RICH_TEXT,
    "xlsb": errors.UNKNOWN,
}
_PACKAGES: dict[str, Callable[[Package], Text]] = {"docx": read_word, "pptx": read_slides, "ofd": read_ofd}
_BODIES: dict[str, Callable[[bytes], Text]] = {"csv": read_csv, "txt": read_plain, "mht": read_web_archive}
_WPS = {"doc": "wps", "xls": "et", "ppt": "dps"}
"""Kingsoft's own names for the same OLE files."""


def read_document(body: bytes, name: str = "", content_type: str = "") -> Document:
    """Text and tables of an attachment. `name` is its file name or address. Never raises: what cannot be read is
    returned as not readable, with the reason."""
    return _read(body, name, content_type, 0)


def _read(body: bytes, name: str, content_type: str, depth: int) -> Document:
    if not body.strip(b"\0 \r\n\t")[:1]:
        return Document(extension_of(name) or "unknown", False, errors.EMPTY)
    if len(body) > limits.BYTES:
        return Document(extension_of(name) or "unknown", False, errors.TOO_LARGE)
    kind = sniff(body, name, content_type)
    try:
        if kind == "zip":
            package = Package(body)
            kind = package_kind(package.names)
            text, unread = _from_package(kind, body, package, depth)
        else:
            text, unread = _from_body(kind, body, content_type)
    except UnreadableError as error:
        return Document(_shown_kind(kind, name), False, error.reason)
    except (MemoryError, RecursionError):
        return Document(_shown_kind(kind, name), False, errors.TOO_LARGE)
    return Document(
        _shown_kind(kind, name), bool(text.content), unread if text.content else unread or errors.SCAN, text
    )


def _from_package(kind: str, body: bytes, package: Package, depth: int) -> tuple[Text, str]:
    if kind == "xlsx":
        return read_sheets(body, package), ""
    if kind == "zip":
        if depth >= limits.NESTING:
            raise UnreadableError(errors.BOMB)
        return read_archive(package, lambda member, name: _read(member, name, "", depth + 1))
    if kind not in _PACKAGES:
        raise UnreadableError(_REASONS.get(kind, errors.UNKNOWN))
    return _PACKAGES[kind](package), ""


def _from_body(kind: str, body: bytes, content_type: str) -> tuple[Text, str]:
    if kind == "pdf":
        return read_pdf(body)
    if kind == "xls":
        return read_sheets(body, None), ""
    if kind == "html":
        return read_html(body, content_type), ""
    if kind not in _BODIES:
        raise UnreadableError(_REASONS.get(kind, errors.UNKNOWN))
    return _BODIES[kind](body), ""


def _shown_kind(kind: str, name: str) -> str:
    if kind in ("ole", "encrypted"):
        return extension_of(name) or "unknown"
    return _WPS[kind] if extension_of(name) == _WPS.get(kind) else kind
