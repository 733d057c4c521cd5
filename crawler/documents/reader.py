"""Any attachment as text and tables, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from county.document import Document
from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.archives import read_archive, with_embedded
from crawler.documents.compound import Compound
from crawler.documents.errors import UnreadableError
from crawler.documents.formats import PICTURES, extension_of, package_kind, sniff
from crawler.documents.listings import refuse_archive
from crawler.documents.office_xml import read_office_xml, read_open_document
from crawler.documents.old_slides import read_old_slides
from crawler.documents.old_words import read_old_word
from crawler.documents.package import Budget, Package
from crawler.documents.pdfs import read_pdf
from crawler.documents.plain import read_csv, read_html, read_plain, read_web_archive
from crawler.documents.rich_text import read_rich_text
from crawler.documents.sheets import read_old_sheets, read_sheets
from crawler.documents.slides import read_ofd, read_slides
from crawler.documents.words import read_word

_WPS = {"doc": "wps", "xls": "et", "ppt": "dps"}
"""Kingsoft's own names for the same OLE files."""
_Reading = tuple[Text, str]


@dataclass(frozen=True, slots=True)
class _Source:
    """A document on its way to its reader."""

    body: bytes
    name: str
    content_type: str
    ocr: bool
    depth: int = 0
    budget: Budget = field(default_factory=Budget)


_BODIES: dict[str, Callable[[_Source], _Reading]] = {
    "pdf": lambda source: read_pdf(source.body, ocr=source.ocr),
    "html": lambda source: read_html(source.body, source.content_type),
    "xml": lambda source: read_office_xml(source.body),
    "csv": lambda source: read_csv(source.body),
    "txt": lambda source: read_plain(source.body),
    "mht": lambda source: read_web_archive(source.body),
    "rtf": lambda source: read_rich_text(source.body),
}
_COMPOUNDS: dict[str, Callable[[_Source, Compound], _Reading]] = {
    "doc": lambda _, compound: read_old_word(compound),
    "xls": lambda source, compound: read_old_sheets(source.body, compound),
    "ppt": lambda _, compound: read_old_slides(compound),
}
_PACKAGES: dict[str, Callable[[_Source, Package], _Reading]] = {
    "docx": lambda _, package: read_word(package),
    "pptx": lambda _, package: read_slides(package),
    "ofd": lambda _, package: read_ofd(package),
    "xlsx": lambda source, package: read_sheets(source.body, package),
    "odf": lambda _, package: read_open_document(package),
}
_WITH_EMBEDDED = frozenset({"docx", "pptx", "xlsx"})


def read_document(body: bytes, name: str = "", content_type: str = "", *, ocr: bool = False) -> Document:
    """Text and tables of an attachment. `name` is its file name or address; `ocr` has scanned pages recognised, where
    that extra is installed. Never raises: what cannot be read is returned as not readable, with the reason; `reason`
    may also stand with a readable document, part of which could not be read."""
    return _read(_Source(body, name, content_type, ocr))


def _read(source: _Source) -> Document:
    kind = extension_of(source.name) or "unknown"
    try:
        if not source.body.strip(b"\0 \r\n\t")[:1]:
            raise UnreadableError(errors.EMPTY)
        if len(source.body) > limits.BYTES:
            raise UnreadableError(errors.TOO_LARGE)
        kind = sniff(source.body, source.name, source.content_type)
        return _by_kind(kind, source)
    except UnreadableError as error:
        return Document(_shown_kind(kind, source.name), False, error.reason)
    except (MemoryError, RecursionError):
        return Document(_shown_kind(kind, source.name), False, errors.TOO_LARGE)


def _by_kind(kind: str, source: _Source) -> Document:
    if kind == "zip":
        return _from_package(source)
    if kind == "ole":
        compound = Compound(source.body)
        if compound.kind == "encrypted":
            raise UnreadableError(errors.ENCRYPTED)
        if compound.kind not in _COMPOUNDS:
            raise UnreadableError(errors.UNKNOWN)
        return _document(_shown_kind(compound.kind, source.name), _COMPOUNDS[compound.kind](source, compound))
    if kind in ("rar", "7z"):
        raise refuse_archive(source.body, kind)
    if kind not in _BODIES:
        raise UnreadableError(errors.PICTURE if kind in PICTURES else errors.UNKNOWN)
    return _document(kind, _BODIES[kind](source))


def _from_package(source: _Source) -> Document:
    package = Package(source.body, source.budget)
    kind = package_kind(package.names)
    if kind == "zip":
        if source.depth >= limits.NESTING:
            raise UnreadableError(errors.BOMB)
        return _document(kind, read_archive(package, lambda body, name: _inner(source, body, name)))
    shown = extension_of(source.name) if kind == "odf" else kind
    try:
        if kind not in _PACKAGES:
            raise UnreadableError(errors.UNKNOWN)
        text, reason = _PACKAGES[kind](source, package)
        if kind in _WITH_EMBEDDED and source.depth < limits.NESTING:
            text, more = with_embedded(package, text, lambda body, name: _inner(source, body, name))
            reason += more
    except UnreadableError as error:
        return Document(shown, False, error.reason)
    return _document(shown, (text, reason))


def _inner(source: _Source, body: bytes, name: str) -> Document:
    return _read(_Source(body, name, "", source.ocr, source.depth + 1, source.budget))


def _document(kind: str, reading: _Reading) -> Document:
    text, reason = reading
    return Document(kind, bool(text.content), reason if text.content else reason or errors.SCAN, text)


def _shown_kind(kind: str, name: str) -> str:
    if kind == "ole":
        return extension_of(name) or "unknown"
    return _WPS[kind] if extension_of(name) == _WPS.get(kind) else kind
