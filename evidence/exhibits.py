"""Exhibits (证据件): a capture with the text that was read of it, as a person is shown it, and the other versions of
its page."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from county.personal import Redacted
from evidence.captures import verified_body
from evidence.errors import EvidenceError
from evidence.pack.codec import decode_text
from evidence.pack.manifest import NAME as MANIFEST
from evidence.pack.rows import TextRow
from evidence.pack.warc import read_record


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A capture. `time` is UTC, `sha256` of the decoded body, `warc` a path below the packs' folder where its record of
    `length` bytes begins at `offset`; `encoding` is what the crawler read the body with, "" for no text. `text` is None
    where nothing readable was got. `name` and `format` are of an attachment, "" for a page."""

    id: str
    page: str
    url: str
    kind: str
    night: str
    time: str
    status: int
    sha256: str
    bytes: int
    encoding: str
    warc: str
    offset: int
    length: int
    name: str
    format: str
    title: str
    text: Redacted | None

    @property
    def is_document(self) -> bool:
        """Whether it is an attachment."""
        return self.kind == "document"


@dataclass(frozen=True, slots=True)
class Version:
    """Another capture of the page whose text differs from the one before: its night and UTC time."""

    id: str
    night: str
    time: str


_EXHIBIT = """
SELECT capture.id, page, url, kind, night, fetched_at, status, body_sha256, body_bytes, encoding, run || '/' || warc,
    offset, length, coalesce(document.name, ''), coalesce(document.format, ''), text.*
FROM capture LEFT JOIN text ON text.id = capture.text LEFT JOIN document ON document.capture = capture.id
WHERE capture.id = ? AND warc <> ''
"""
_TEXT_COLUMNS = len(TextRow._fields)
_VERSIONS = """
SELECT id, night, fetched_at, text FROM capture WHERE page = ? AND text <> '' AND effective = 'ok'
ORDER BY night, fetched_at
"""


def find_exhibit(connection: sqlite3.Connection, capture: str) -> Exhibit | None:
    """The capture of that id, None where it is unknown or was never archived."""
    row = connection.execute(_EXHIBIT, (capture,)).fetchone()
    if row is None:
        return None
    values, text = row[:-_TEXT_COLUMNS], TextRow(*row[-_TEXT_COLUMNS:])
    readable = text.id is not None
    return Exhibit(*values, *((text.title, decode_text(text)) if readable else ("", None)))


def versions(connection: sqlite3.Connection, page: str) -> list[Version]:
    """The captures of a page that brought another text than the one before, oldest first."""
    found: list[Version] = []
    last = ""
    for id_, night, time, text in connection.execute(_VERSIONS, (page,)):
        if text != last:
            found.append(Version(id_, night, time))
        last = text
    return found


def body_of(exhibit: Exhibit, packs: Path) -> bytes:
    """The body as it was sent, uncompressed. Raises EvidenceError where the archive does not hold it any more."""
    return verified_body(packs, exhibit.warc, exhibit.offset, exhibit.sha256)


def record_of(exhibit: Exhibit, packs: Path) -> bytes:
    """The record as it lies in the archive: one gzip member, which any WARC reader takes by itself. Raises
    EvidenceError."""
    return read_record(packs / exhibit.warc, exhibit.offset, exhibit.length)


def manifest_of(exhibit: Exhibit, packs: Path) -> bytes:
    """The manifest of the pack that the record lies in. Raises EvidenceError."""
    path = (packs / exhibit.warc).with_name(MANIFEST)
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvidenceError(f"采集包 {path.parent.name} 的封存清单打不开；请从备份恢复该目录。") from error


_LAST = """
SELECT capture.id FROM finding_capture JOIN capture ON capture.id = finding_capture.capture
WHERE finding = ? AND warc <> '' ORDER BY night DESC, fetched_at DESC LIMIT 1
"""


def last_capture_of(connection: sqlite3.Connection, finding: str) -> str:
    """The newest archived capture that shows the finding, "" where none does."""
    row = connection.execute(_LAST, (finding,)).fetchone()
    return str(row[0]) if row else ""
