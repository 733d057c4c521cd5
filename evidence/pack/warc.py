"""WARC (网页存档): every exchange with the portal as it went over the wire, one gzip member a record."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from errno import ENOSPC
from pathlib import Path
from typing import NamedTuple

from isal import igzip
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from county.system_words import system_words
from county.times import utc_now
from evidence.errors import DISK_FULL, EvidenceError
from evidence.pack import records
from evidence.pack.records import Drawn, Exchange, Record

ROLL_BYTES = 1 << 30
"""A new file is begun after a gigabyte, so that no single copy or check takes too long."""
GZIP_LEVEL = 1
"""isal's level 1 is six times faster than zlib's 9 for files a fifth larger."""


class RecordRef(NamedTuple):
    """Where a record lies: file name within the pack, offset and length in bytes of its gzip member, and the
    record's id."""

    warc: str
    offset: int
    length: int
    record: str


_READABLE = frozenset({"response", "conversion"})
"""Records that hold a page."""


class WarcWriter:
    """Writes pages-00000.warc.gz and its successors into a pack."""

    def __init__(self, folder: Path, info: Mapping[str, str]) -> None:
        self._folder = folder
        self._info = dict(info)
        self._serial = 0
        self._open()

    def _open(self) -> None:
        self.name = f"pages-{self._serial:05d}.warc.gz"
        self._file = (self._folder / self.name).open("ab")
        self._write(records.warcinfo(self.name, utc_now(), self._info))

    def write(self, exchange: Exchange, refers_to: tuple[str, str] | None = None) -> RecordRef:
        """Writes the answer and the request. With `refers_to`, address and time of an earlier capture of the same body,
        the answer becomes a revisit record without body."""
        if self._file.tell() > ROLL_BYTES:
            self._roll()
        answer = records.revisit(exchange, refers_to) if refers_to else records.response(exchange)
        ref = self._write(answer)
        self._write(records.request(exchange, answer))
        return ref

    def write_drawn(self, drawn: Drawn) -> RecordRef:
        """Writes a page as a browser drew it, as a conversion record of the answer it was drawn from."""
        if self._file.tell() > ROLL_BYTES:
            self._roll()
        return self._write(records.conversion(drawn))

    def _write(self, record: Record) -> RecordRef:
        member = igzip.compress(record.content, GZIP_LEVEL)
        ref = RecordRef(self.name, self._file.tell(), len(member), record.id)
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
