"""One reader: a process that answers one question after the other over its standard streams."""

from __future__ import annotations

import asyncio
import pickle
import signal
import subprocess
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from crawler.readers.errors import FAULT, ReaderError

LENGTH = 8
"""Bytes before each message that say how long it is."""


class ReaderEndedError(Exception):
    """The process ended before it came to a question."""


class ReaderDiedError(Exception):
    """The process ended in the middle of a question; `stalled` where its time was up."""

    def __init__(self, *, stalled: bool) -> None:
        super().__init__(stalled)
        self.stalled = stalled


class Reader:
    """The side of the crawl. Questions are answered in the order in which they are asked; what is asked before the last
    answer came waits in the pipe, and the process need not wait for it."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        into: asyncio.WriteTransport,
        source: asyncio.ReadTransport,
        out: asyncio.StreamReader,
    ) -> None:
        self._process, self._into, self._source, self._out = process, into, source, out
        self._asked: deque[asyncio.Future[bytes]] = deque()
        self._answers = asyncio.create_task(self._take_answers())

    @classmethod
    async def of(cls, process: subprocess.Popen[bytes]) -> Reader:
        """The reader in a process of crawler.reader_process."""
        loop, out = asyncio.get_running_loop(), asyncio.StreamReader()
        source, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(out), process.stdout)
        into, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, process.stdin)
        return cls(process, into, source, out)

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    @property
    def waiting(self) -> int:
        """Questions that it has yet to answer."""
        return len(self._asked)

    @property
    def ended(self) -> bool:
        """Whether it is known to answer nothing any more."""
        return self._answers.done() or self._into.is_closing()

    async def ask(self, question: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
        """What `question` gives for these arguments. Raises ReaderEndedError, ReaderDiedError, and ReaderError
        where it failed."""
        message = pickle.dumps((question, arguments), pickle.HIGHEST_PROTOCOL)
        if self.ended:
            raise ReaderEndedError
        answer = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        self._into.write(len(message).to_bytes(LENGTH) + message)
        try:
            said, fault = pickle.loads(await answer)  # noqa: S301 our own process
        except asyncio.CancelledError:
            # given up in the middle, it would keep those behind it waiting
            if self._asked and self._asked[0] is answer:
                self._kill()
            raise
        if fault:
            raise ReaderError(FAULT) from RuntimeError(fault)
        return said

    async def _take_answers(self) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                size = int.from_bytes(await self._out.readexactly(LENGTH))
                answer = await self._out.readexactly(size)
                question = self._asked.popleft()
                # whoever asked may have given up
                if not question.done():
                    question.set_result(answer)
        self._into.close()
        self._source.close()
        code = await asyncio.to_thread(self._process.wait)
        end: ReaderDiedError | ReaderEndedError = ReaderDiedError(stalled=code == -signal.SIGALRM)
        while self._asked:
            question = self._asked.popleft()
            if not question.done():
                question.set_exception(end)
            end = ReaderEndedError()

    async def close(self) -> None:
        """Ends the process; in the middle of a question where nobody waits for the answer any more."""
        if self.waiting:
            self._kill()
        self._into.close()
        await self._answers

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
