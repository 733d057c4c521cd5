"""Writing pack.db while the crawl runs: rows are kept back and written in batches."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from evidence.errors import PackError, database_sentence
from evidence.pack.schema import PACK_TABLES, TABLE_OF_ROW
from evidence.pack.tables import create, upsert

LEAVE_SECONDS, LEAVE_PAUSE = 60.0, 0.02
"""How long readers of an unsealed pack.db may be in the way of its last step."""
BATCH_ROWS = 500
"""Rows kept back before they are written together: one transaction for about a hundred pages."""


class PackWriter:
    """Writes one pack.db. Not yet sealed, it is evidence of a crash and of nothing else."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pack.db"
        self._db = sqlite3.connect(self.path, isolation_level=None)
        self._keep_journal("WAL")
        # sealing brings the file to the disk, before the manifest that vouches for it
        self._db.execute("PRAGMA synchronous = OFF")
        # all at once: a night looks into the packs of crawls that have just begun
        self._db.execute("BEGIN IMMEDIATE")
        for table in PACK_TABLES:
            create(self._db, table)
        self._db.execute("COMMIT")
        self._waiting: dict[type, list[tuple[Any, ...]]] = {}
        self._rows = 0

    def add(self, row: tuple[Any, ...]) -> None:
        """Keeps a row of one of the types in evidence.pack.rows; a later row of the same key replaces an earlier."""
        self._waiting.setdefault(type(row), []).append(row)
        self._rows += 1
        if self._rows >= BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        """Writes what waits, in one transaction. Raises PackError."""
        if not self._rows:
            return
        try:
            self._write()
        except sqlite3.DatabaseError as error:
            raise PackError(self.path.parent, database_sentence(error) or str(error)) from error
        self._waiting.clear()
        self._rows = 0

    def _write(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        for kind, rows in self._waiting.items():
            upsert(self._db, TABLE_OF_ROW[kind], rows)
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Writes what waits and leaves one plain file, ready to be hashed."""
        self.flush()
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._keep_journal("DELETE")
        self._db.close()

    def _keep_journal(self, mode: str) -> None:
        """Nobody else may have the file open at that moment; whoever checks texts ahead has it for milliseconds, and
        SQLite waits for no one here. Raises PackError."""
        deadline = time.monotonic() + LEAVE_SECONDS
        while True:
            try:
                self._db.execute(f"PRAGMA journal_mode = {mode}")
            except sqlite3.OperationalError as error:
                if time.monotonic() > deadline:
                    raise PackError(self.path.parent, database_sentence(error) or str(error)) from error
                time.sleep(LEAVE_PAUSE)
            else:
                return

    def __enter__(self) -> PackWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._db.close()
