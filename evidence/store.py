"""The store (证据库): one SQLite file. Every change goes through `write`, which takes the lock before it reads."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from evidence.errors import StoreError, database_sentence
from evidence.schema import bring_up_to_date

BUSY_MS = 10_000
"""How long a writer waits for another one."""
ASK_SECONDS = 0.004
"""A writer that waits asks again so soon: SQLite's own waiting grows to a tenth of a second, and somebody who writes
batch after batch is always faster."""
BREATH_SECONDS = 0.012
"""Between two batches of a long work, for those who wait: they ask three times meanwhile."""
OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables."""
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    f"busy_timeout = {BUSY_MS}",
    "foreign_keys = ON",
    "journal_size_limit = 67108864",
    "temp_store = MEMORY",
)
T = TypeVar("T")


class Store:
    """An open store. Made and brought to the newest schema where needed, or taken as it is where `current` says that
    this process has seen to that before: the desk opens it for each request. Raises StoreError."""

    def __init__(self, path: Path, *, current: bool = False) -> None:
        self.path = path
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise StoreError(path, f"系统的 SQLite {sqlite3.sqlite_version} 太旧；请升级到 3.37 以上。")
        try:
            # one thread at a time, though not always the same: the desk keeps its stores open
            self.connection = sqlite3.connect(
                path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
            )
            for pragma in _PRAGMAS:
                self.connection.execute(f"PRAGMA {pragma}")
            if not current:
                bring_up_to_date(Database(self.connection))
        except sqlite3.DatabaseError as error:
            raise StoreError(path, database_sentence(error) or f"{error}；请从备份恢复。") from error
        self._file = _identity(path)

    @contextmanager
    def write(self, *, wait: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its first statement on: read-then-write under a deferred
        transaction fails at once when another writer was faster. Raises StoreError where somebody else goes on writing,
        at once where it is not to `wait`."""
        self._begin(time.monotonic() + (BUSY_MS / 1000 if wait else 0))
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def _begin(self, latest: float) -> None:
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    self.connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    busy = error.sqlite_errorname.startswith("SQLITE_BUSY")
                    if not busy or time.monotonic() >= latest:
                        raise StoreError(self.path, database_sentence(error) or str(error)) from error
                time.sleep(ASK_SECONDS)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

    @property
    def is_there(self) -> bool:
        """Whether the file that was opened is still the one of that name: a store may be deleted and made again."""
        return self._file is not None and self._file == _identity(self.path)

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()


def in_batches(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """The batches of a long work, each to be written in a transaction of its own; between two of them those get to
    write who wait."""
    for start in range(0, len(items), most):
        if start:
            time.sleep(BREATH_SECONDS)
        yield items[start : start + most]


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of the same name, None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
