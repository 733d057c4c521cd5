"""The readers of one crawl: one is enough where a portal is asked politely; as many as there are cores take part where
pages come faster than one reads them."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Callable
from typing import TypeVar

from county.document import Document
from county.page import Entry, Query
from crawler.documents import read_document
from crawler.reader_process import SECONDS, start_reader
from crawler.readers import tasks
from crawler.readers.errors import DIED, STALLED, ReaderError
from crawler.readers.reader import Reader, ReaderDiedError, ReaderEndedError
from crawler.readers.tasks import ArticleRead, ListRead, PageRead, Sent

AT_ONCE = min(os.cpu_count() or 1, 4)
BEHIND = 8
"""Questions before one reader: while the crawl is busy with answers of the portal, none waits for its next page."""
_Answer = TypeVar("_Answer")


class Readers:
    """Each is started when it is needed, but for `first`, which was started before; all are closed before the loop
    ends."""

    def __init__(
        self, at_once: int = AT_ONCE, seconds: float = SECONDS, first: subprocess.Popen[bytes] | None = None
    ) -> None:
        self._first = first
        self._at_once = at_once
        self._seconds = seconds
        self._places = asyncio.Semaphore(at_once * BEHIND)
        self._choosing = asyncio.Lock()
        self._readers: list[Reader] = []

    @property
    def idle(self) -> list[int]:
        """Process ids of the readers that wait for a question."""
        return [reader.pid for reader in self._readers if not (reader.waiting or reader.ended)]

    async def open(self) -> None:
        """Has the first one ahead: it gets ready while the portal is asked for its first page."""
        async with self._choosing:
            await self._chosen()

    async def article(self, sent: Sent, hint: Entry | None = None) -> ArticleRead:
        """`tasks.read_article_page` in a reader. Raises ReaderError."""
        return await self.ask(tasks.read_article_page, sent, hint)

    async def list_page(self, sent: Sent, query: Query) -> ListRead:
        """`tasks.read_list_page` in a reader. Raises ReaderError."""
        return await self.ask(tasks.read_list_page, sent, query)

    async def page(self, sent: Sent) -> PageRead:
        """`tasks.read_plain_page` in a reader. Raises ReaderError."""
        return await self.ask(tasks.read_plain_page, sent)

    async def file(self, body: bytes, name: str, content_type: str) -> Document:
        """`read_document` in a reader. Raises ReaderError."""
        return await self.ask(read_document, body, name, content_type)

    async def ask(self, question: Callable[..., _Answer], *arguments: object) -> _Answer:
        """What a function of a module gives for these arguments, computed in a reader. A reader may have been ended by
        whatever else happened on the machine: a new one gets the same question once. Raises ReaderError."""
        async with self._places:
            try:
                return await self._asked(self._chosen, question, arguments)
            except ReaderDiedError as death:
                if death.stalled:
                    raise ReaderError(STALLED.format(seconds=self._seconds)) from death
            try:
                # all that are there may have died of the same
                return await self._asked(self._new, question, arguments)
            except ReaderDiedError as death:
                raise ReaderError(DIED) from death

    async def _asked(
        self,
        chosen: Callable[[], Awaitable[Reader]],
        question: Callable[..., _Answer],
        arguments: tuple[object, ...],
    ) -> _Answer:
        """Asks until a reader comes to the question."""
        while True:
            async with self._choosing:
                reader = await chosen()
            try:
                answer: _Answer = await reader.ask(question, arguments)
            except ReaderEndedError:
                continue
            return answer

    async def _chosen(self) -> Reader:
        """The one with the fewest questions; a new one where all have some and one more may take part."""
        self._readers = [reader for reader in self._readers if not reader.ended]
        least = min(self._readers, key=lambda reader: reader.waiting, default=None)
        if least is None or (least.waiting and len(self._readers) < self._at_once):
            return await self._new()
        return least

    async def _new(self) -> Reader:
        started, self._first = self._first, None
        reader = await Reader.of(started or start_reader(self._seconds))
        self._readers.append(reader)
        return reader

    async def close(self) -> None:
        """Ends all of them."""
        while self._readers:
            await self._readers.pop().close()
