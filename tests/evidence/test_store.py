"""The store under two writers, and as a broken file."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from evidence.errors import StoreError
from evidence.store import Store

WRITERS, WRITES = 4, 25


def _count_up(path: Path) -> None:
    store = Store(path)
    for _ in range(WRITES):
        with store.write() as connection:
            [(count,)] = connection.execute("SELECT count(*) FROM pack").fetchall()
            connection.execute("INSERT INTO pack VALUES (?, 'p', '2026-01-01', 1, '', '')", (f"run-{count}",))
    store.close()


def test_read_then_write_is_safe_under_several_writers(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    store = Store(path)
    threads = [threading.Thread(target=_count_up, args=(path,)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.connection.execute("SELECT count(*) FROM pack").fetchone() == (WRITERS * WRITES,)
    store.close()


def _write_half(store: Store) -> None:
    with store.write() as connection:
        connection.execute("INSERT INTO pack VALUES ('r', 'p', '2026-01-01', 1, '', '')")
        connection.execute("INSERT INTO no_such_table VALUES (1)")


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "evidence.db")
    with pytest.raises(sqlite3.OperationalError):
        _write_half(store)
    assert store.connection.execute("SELECT count(*) FROM pack").fetchone() == (0,)
    store.close()


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="备份"):
        Store(path)
