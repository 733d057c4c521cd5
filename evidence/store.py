"""The store (证据库): one SQLite file. Every change goes through `write`, which takes the lock before it reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from evidence.errors import StoreError, database_sentence
from evidence.schema import bring_up_to_date

BUSY_MS = 10_000
"""How long a writer waits for another one."""
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


class Store:
    """An open store. Made and brought to the newest schema where needed, or taken as it is where `current` says that
    this process has seen to that before: the desk opens it for each request. Raises StoreError."""

    def __init__(self, path: Path, *, current: bool = False) -> None:
        self.path = path
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise StoreError(path, f"系统的 SQLite {sqlite3.sqlite_version} 太旧；请升级到 3.37 以上。")
        try:
            self.connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
            for pragma in _PRAGMAS:
                self.connection.execute(f"PRAGMA {pragma}")
            if not current:
                bring_up_to_date(Database(self.connection))
        except sqlite3.DatabaseError as error:
            raise StoreError(path, database_sentence(error) or f"{error}；请从备份恢复。") from error

    @contextmanager
    def write(self, *, wait: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its first statement on: read-then-write under a deferred
        transaction fails at once when another writer was faster. Raises StoreError where somebody else goes on writing,
        at once where it is not to `wait`."""
        try:
            self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MS if wait else 0}")
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise StoreError(self.path, database_sentence(error) or str(error)) from error
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()
