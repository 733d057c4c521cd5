"""One reader: a process that answers one question after the other over its standard streams."""

from __future__ import annotations

import asyncio
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from crawler.readers.errors import FAULT, ReaderError

LENGTH = 8
"""Bytes before each message that say how long it is."""


class ReaderDiedError(Exception):
    """The process ended in the middle of a question; `stalled` where its time was up."""

    def __init__(self, *, stalled: bool) -> None:
        super().__init__(stalled)
        self.stalled = stalled


class Reader:
    """The side of the crawl."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, seconds: float) -> Reader:
        """A new process, which the kernel ends when a question takes longer than `seconds`: no parser in C could be
        interrupted otherwise."""
        command = (sys.executable, "-m", "crawler.readers", str(seconds))
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe))

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    async def ask(self, question: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
        """What `question` gives for these arguments. Raises ReaderDiedError, and ReaderError where it failed."""
        into, out = self._process.stdin, self._process.stdout
        assert into is not None  # noqa: S101 both were asked for
        assert out is not None  # noqa: S101
        message = pickle.dumps((question, arguments), pickle.HIGHEST_PROTOCOL)
        try:
            if into.is_closing():
                raise BrokenPipeError
            into.write(len(message).to_bytes(LENGTH) + message)
            await into.drain()
            size = int.from_bytes(await out.readexactly(LENGTH))
            answer, fault = pickle.loads(await out.readexactly(size))  # noqa: S301 our own process
        except (ConnectionError, asyncio.IncompleteReadError):
            code = await self._process.wait()
            raise ReaderDiedError(stalled=code == -signal.SIGALRM) from None
        if fault:
            raise ReaderError(FAULT) from RuntimeError(fault)
        return answer

    def kill(self) -> None:
        """Ends the process in the middle of a question."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def close(self) -> None:
        """Ends the process, which has nothing left to answer."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()
