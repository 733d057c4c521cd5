"""Journals (流水): what people wrote down, one line each, beside the store: the one thing in it that no pack could give
back. The store's tables are made again from them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError
from evidence.store import Store

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Journal:
    """`file` stands beside the store. `table` holds a row for each of its records, in the order of its lines; `keep`
    writes that row, and the entry of the audit chain, inside the transaction it is given."""

    file: str
    table: str
    keep: Callable[[sqlite3.Connection, Record], None]

    @contextmanager
    def writing(self, store: Store) -> Iterator[Callable[[Record], None]]:
        """Holds the store's write lock, so that what is asked of the store stays true until all is written; gives the
        function that writes a record. Either everything is kept, in both places, or nothing. Raises EvidenceError."""
        path = self._path(store)
        lines: list[str] = []
        with store.write() as connection:
            self._take_in(connection, path)

            def write(record: Record) -> None:
                line = json.dumps(record, ensure_ascii=False, default=str)
                # from the line, as a store that is made again will have it
                self.keep(connection, json.loads(line))
                lines.append(line)

            yield write
            # before the commit: a record of the journal that the store lacks is taken in later, the other way round not
            append_lines(path, lines)
            self._note_size(connection, path)

    def restore(self, store: Store) -> None:
        """Brings into the store what the journal has and the store has not: what a crash left out, or all of it after
        the store was made again from its packs."""
        path = self._path(store)
        if _size(path) == self._size_taken_in(store.connection):
            return
        if len(_records(path)) > self._kept(store.connection):
            with store.write() as connection:
                self._take_in(connection, path)

    def difference(self, store: Store) -> str:
        """One sentence where the store does not hold what the journal says, "" where it does."""
        made_again = Store(Path(":memory:"))
        try:
            self._take_in(made_again.connection, self._path(store))
            told, kept = self._rows(made_again), self._rows(store)
        finally:
            made_again.close()
        if told == kept:
            return ""
        number = next((n for n, (a, b) in enumerate(zip(told, kept, strict=False), start=1) if a != b), len(told) + 1)
        return f"证据库的表 {self.table} 与流水 {self.file} 从第 {number} 条起不一致，有一处被删改过。"

    def _rows(self, store: Store) -> list[tuple[Any, ...]]:
        return store.connection.execute(f"SELECT * FROM {self.table} ORDER BY rowid").fetchall()  # noqa: S608

    def _take_in(self, connection: sqlite3.Connection, path: Path) -> None:
        if _size(path) == self._size_taken_in(connection):
            return
        records, kept = _records(path), self._kept(connection)
        if len(records) < kept:
            raise EvidenceError(
                f"{path} 比证据库少 {kept - len(records)} 条记录，可能被删改过；请从备份恢复这个文件后再登记。"
            )
        for record in records[kept:]:
            self.keep(connection, record)
        self._note_size(connection, path)

    def _kept(self, connection: sqlite3.Connection) -> int:
        [count] = connection.execute(f"SELECT count(*) FROM {self.table}").fetchone()  # noqa: S608 names are ours
        return int(count)

    def _size_taken_in(self, connection: sqlite3.Connection) -> int:
        row = connection.execute("SELECT bytes FROM journal WHERE file = ?", (self.file,)).fetchone()
        return int(row[0]) if row else 0

    def _note_size(self, connection: sqlite3.Connection, path: Path) -> None:
        connection.execute("INSERT OR REPLACE INTO journal VALUES (?, ?)", (self.file, _size(path)))

    def _path(self, store: Store) -> Path:
        return store.path.with_name(self.file)


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Adds lines to a file and has them on the disk. What a power cut left of an earlier line does not swallow the
    first of them; a write that fails leaves the file as it was."""
    content = "".join(f"{line}\n" for line in lines).encode()
    if not content:
        return
    with open(path, "ab", buffering=0, opener=_for_its_owner) as journal:
        size = journal.tell()
        content = b"\n" * _is_torn(path) + content
        try:
            while content:
                content = content[journal.write(content) :]
            os.fsync(journal.fileno())
        except OSError:
            journal.truncate(size)
            raise


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _for_its_owner(path: str, flags: int) -> int:
    """What people wrote, and the hashes of their passwords, are for nobody else on the machine."""
    return os.open(path, flags, 0o600)


def _is_torn(path: Path) -> bool:
    if not path.stat().st_size:
        return False
    with path.open("rb") as journal:
        journal.seek(-1, os.SEEK_END)
        return journal.read(1) != b"\n"


def _records(path: Path) -> list[Record]:
    """The whole lines; what a power cut left of one was never taken for written."""
    lines = path.read_bytes().split(b"\n") if path.exists() else []
    return [record for line in lines if (record := _record(line))]


def _record(line: bytes) -> Record | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None
