"""WARC (网页存档): every exchange with the portal as it went over the wire, one gzip member a record."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Mapping
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from isal import igzip
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from county.system_words import system_words
from evidence.errors import DISK_FULL, EvidenceError

ROLL_BYTES = 1 << 30
"""A new file is begun after a gigabyte, so that no single copy or check takes too long."""
GZIP_LEVEL = 1
"""isal's level 1 is six times faster than zlib's 9 for files a fifth larger."""
NOT_MODIFIED = "http://netpreserve.org/warc/1.0/revisit/server-not-modified"

Headers = list[tuple[str, str]]


class RecordRef(NamedTuple):
    """Where a record lies: file name within the pack, offset and length in bytes of its gzip member, and the
    record's id."""

    warc: str
    offset: int
    length: int
    record: str


class Exchange(NamedTuple):
    """One request and its answer. `body` is as transferred, still compressed; `request_body` is the form
    that was posted."""

    url: str
    at: str
    request_line: str
    request_headers: Headers
    status_line: str
    headers: Headers
    body: bytes
    ip: str
    request_body: bytes = b""


class Drawn(NamedTuple):
    """A page as a browser drew it (渲染结果): the document as UTF-8, name and version of the browser, and the id of the
    record of the answer that it was drawn from."""

    url: str
    at: str
    body: bytes
    browser: str
    refers_to: str


_READABLE = frozenset({"response", "conversion"})
"""Records that hold a page."""


class WarcWriter:
    """Writes pages-00000.warc.gz and its successors into a pack."""

    def __init__(self, folder: Path, info: Mapping[str, str]) -> None:
        self._folder = folder
        self._info = dict(info)
        self._serial = 0
        self._buffer = BytesIO()
        self._builder = WARCWriter(self._buffer, gzip=False)
        self._open()

    def _open(self) -> None:
        self.name = f"pages-{self._serial:05d}.warc.gz"
        self._file = (self._folder / self.name).open("ab")
        self._write(self._builder.create_warcinfo_record(self.name, self._info))

    def write(self, exchange: Exchange, refers_to: tuple[str, str] | None = None) -> RecordRef:
        """Writes the answer and the request. With `refers_to`, address and time of an earlier capture of the same body,
        the answer becomes a revisit record without body."""
        if self._file.tell() > ROLL_BYTES:
            self._roll()
        extra = {"WARC-Date": exchange.at, **({"WARC-IP-Address": exchange.ip} if exchange.ip else {})}
        answer = self._revisit(exchange, refers_to, extra) if refers_to else self._response(exchange, extra)
        ref = self._write(answer)
        self._write(self._request(exchange, answer))
        return ref

    def write_drawn(self, drawn: Drawn) -> RecordRef:
        """Writes a page as a browser drew it, as a conversion record of the answer it was drawn from."""
        if self._file.tell() > ROLL_BYTES:
            self._roll()
        record = self._builder.create_warc_record(
            drawn.url,
            "conversion",
            payload=BytesIO(drawn.body),
            length=len(drawn.body),
            warc_content_type="text/html; charset=utf-8",
            warc_headers_dict={
                "WARC-Date": drawn.at,
                "WARC-Refers-To": drawn.refers_to,
                "WARC-Payload-Digest": payload_digest(drawn.body),
                "X-Rendered-By": drawn.browser,
            },
        )
        return self._write(record)

    def _response(self, exchange: Exchange, extra: dict[str, str]) -> ArcWarcRecord:
        return self._builder.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=_http(exchange.status_line, exchange.headers),
            warc_headers_dict={**extra, "WARC-Payload-Digest": payload_digest(exchange.body)},
        )

    def _revisit(self, exchange: Exchange, refers_to: tuple[str, str], extra: dict[str, str]) -> ArcWarcRecord:
        record = self._builder.create_revisit_record(
            exchange.url,
            payload_digest(exchange.body),
            *refers_to,
            http_headers=_http(exchange.status_line, exchange.headers),
            warc_headers_dict=extra,
        )
        if " 304 " in exchange.status_line:
            record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED)
            record.rec_headers.remove_header("WARC-Payload-Digest")
        return record

    def _request(self, exchange: Exchange, answer: ArcWarcRecord) -> ArcWarcRecord:
        line = exchange.request_line
        return self._builder.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(exchange.request_body),
            length=len(exchange.request_body),
            http_headers=StatusAndHeaders(line, exchange.request_headers, is_http_request=True),
            warc_headers_dict={
                "WARC-Date": exchange.at,
                "WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID"),
            },
        )

    def _write(self, record: ArcWarcRecord) -> RecordRef:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._builder.write_record(record)
        member = igzip.compress(self._buffer.getvalue(), GZIP_LEVEL)
        ref = RecordRef(self.name, self._file.tell(), len(member), record.rec_headers.get_header("WARC-Record-ID"))
        try:
            self._file.write(member)
        except OSError as error:
            raise EvidenceError(
                DISK_FULL if error.errno == ENOSPC else f"存档写不进去（{system_words(error)}）。"
            ) from error
        return ref

    def _roll(self) -> None:
        self._file.close()
        self._serial += 1
        self._open()

    def close(self) -> None:
        """Ends the current file."""
        self._file.close()


def payload_digest(body: bytes) -> str:
    """The digest of a WARC header: SHA-1 in base 32, as all archive tools read it. Ours is SHA-256 in pack.db."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def _http(status_line: str, headers: Iterable[tuple[str, str]]) -> StatusAndHeaders:
    status = status_line.partition(" ")
    return StatusAndHeaders(status[2], list(headers), protocol=status[0])


def read_record(path: Path, offset: int, length: int) -> bytes:
    """The compressed record of that length at `offset`, as it lies in the archive. Raises EvidenceError."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(length)
    except OSError as error:
        raise _not_open(path, error) from error


def read_body(path: Path, offset: int) -> bytes:
    """The decoded body of the record at `offset`. Raises EvidenceError where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)), None)
            body: bytes = record.content_stream().read() if record and record.rec_type in _READABLE else b""
    except OSError as error:
        raise _not_open(path, error) from error
    except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
        raise EvidenceError(f"存档 {path.name} 的 {offset} 处已损坏，解不开；请从备份恢复。") from error
    if record is None or record.rec_type not in _READABLE:
        raise EvidenceError(f"存档 {path.name} 的 {offset} 处没有网页记录，文件可能被改动过；请从备份恢复。")
    return body


def _not_open(path: Path, error: OSError) -> EvidenceError:
    return EvidenceError(f"存档 {path.name} 打不开（{system_words(error)}）；请检查文件是否还在、权限是否可读。")
