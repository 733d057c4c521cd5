"""The archive: what went in comes out, and standard tools can read it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from warcio.checker import Checker

from evidence.errors import EvidenceError
from evidence.pack import WarcWriter, read_body
from evidence.pack.records import Exchange

BODY = "政务公开".encode("gb18030") * 100


def _exchange(body: bytes, *headers: tuple[str, str], status: str = "HTTP/1.1 200 OK") -> Exchange:
    asked = [("User-Agent", "Xuncha")]
    at = "2026-03-31T14:00:00Z"
    return Exchange("http://portal/a", at, "GET /a HTTP/1.1", asked, status, list(headers), body, "127.0.0.1")


class _Arguments:
    inputs: tuple[str, ...] = ()
    verbose = False


def test_a_body_comes_back_as_it_was(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, {"software": "test"})
    plain = writer.write(_exchange(BODY, ("Content-Type", "text/html; charset=gbk")))
    packed = writer.write(_exchange(gzip.compress(BODY), ("Content-Encoding", "gzip")))
    writer.close()
    assert read_body(tmp_path / plain.warc, plain.offset) == BODY
    assert read_body(tmp_path / packed.warc, packed.offset) == BODY


def test_an_unchanged_answer_becomes_a_revisit(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, {"software": "test"})
    refers_to = ("http://portal/a", "2026-03-30T14:00:00Z")
    ref = writer.write(_exchange(BODY), refers_to)
    writer.write(_exchange(b"", status="HTTP/1.1 304 Not Modified"), refers_to)
    writer.close()
    assert ref.length < 600
    text = gzip.decompress((tmp_path / ref.warc).read_bytes()).decode("latin-1")
    assert text.count("WARC-Type: revisit") == 2
    assert "server-not-modified" in text
    with pytest.raises(EvidenceError, match="没有网页记录"):
        read_body(tmp_path / ref.warc, ref.offset)


def test_warcio_finds_every_digest_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    writer = WarcWriter(tmp_path, {"software": "test"})
    writer.write(_exchange(BODY, ("Content-Type", "text/html")))
    writer.write(_exchange(BODY), ("http://portal/a", "2026-03-30T14:00:00Z"))
    writer.close()
    arguments = _Arguments()
    arguments.inputs = (str(tmp_path / writer.name),)
    checker = Checker(arguments)
    checker.process_all()
    assert checker.exit_value == 0, capsys.readouterr().out
