"""The process of a reader: its pipe holds the pages that wait before it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crawler import reader_process
from crawler.reader_process import start_reader
from crawler.readers.reader import LENGTH
from crawler.readers.readers import BEHIND

LARGE_PAGE = 100_000
"""Bytes: hardly a page of a portal is larger."""


@contextmanager
def _reader() -> Iterator[subprocess.Popen[bytes]]:
    process = start_reader()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives pipes another size")
def test_all_pages_before_a_reader_find_room_in_its_pipe() -> None:
    with _reader() as process:
        assert process.stdin is not None
        os.set_blocking(process.stdin.fileno(), False)
        question = (len, (b" " * LARGE_PAGE,))
        assert [_write(process, question) for _ in range(BEHIND)] == [True] * BEHIND


def test_where_the_system_refuses_the_size_the_reader_answers_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "PIPE_BYTES", 1 << 31)
    with _reader() as process:
        assert _write(process, (len, (b"1234",)))
        assert process.stdout is not None
        size = int.from_bytes(process.stdout.read(LENGTH))
        assert pickle.loads(process.stdout.read(size)) == (4, "")  # noqa: S301 our own process


def _write(process: subprocess.Popen[bytes], question: object) -> bool:
    """Whether the pipe took the question whole."""
    message = pickle.dumps(question)
    whole = len(message).to_bytes(LENGTH) + message
    return process.stdin is not None and process.stdin.write(whole) == len(whole)
