"""What the archive tells of an exchange, and which headers it keeps."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Headers, Response
from warcio.archiveiterator import ArchiveIterator

from crawler.wire.archive import Archive
from evidence.pack import Known, WarcWriter

URL = "http://portal.example/a"
BODY = "政务公开".encode() * 100


@pytest.fixture
def warc(tmp_path: Path) -> Iterator[WarcWriter]:
    writer = WarcWriter(tmp_path, {"software": "test"})
    yield writer
    writer.close()


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def test_a_packed_body_has_two_hashes_and_a_plain_one_has_one(warc: WarcWriter, tmp_path: Path) -> None:
    archive = Archive(warc, Known(tmp_path))
    packed = Response(URL, headers={"Content-Encoding": "gzip"}, body=gzip.compress(BODY))
    wire = archive.keep(Request(URL), packed, "")
    assert (wire.sha256, wire.sha256_of(BODY)) == (_sha256(packed.body), _sha256(BODY))
    plain = Response(URL, body=BODY)
    wire = archive.keep(Request(URL), plain, "")
    assert wire.sha256 == wire.sha256_of(plain.body) == _sha256(BODY)


def test_headers_are_kept_but_for_those_of_the_connection(warc: WarcWriter, tmp_path: Path) -> None:
    headers = Headers(
        {"set-cookie": ["a=1", "b=2"], "TRANSFER-ENCODING": "chunked", "Connection": "close", "X": b"\xb9"}
    )
    Archive(warc, Known(tmp_path)).keep(Request(URL), Response(URL, headers=headers, body=BODY), "")
    warc.close()
    with (tmp_path / warc.name).open("rb") as file:
        kept = [record.http_headers.headers for record in ArchiveIterator(file) if record.rec_type == "response"]
    assert kept == [[("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X", "%C2%B9")]]
