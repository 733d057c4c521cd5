"""The store under two writers, and as a broken file."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from evidence.errors import StoreError
from evidence.store import Store, in_batches
from evidence.stores import MOST_KEPT, Stores

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


_PACK = "INSERT INTO pack VALUES (?, 'p', '2026-01-01', 1, '', '')"


def test_somebody_writes_between_two_batches_of_a_long_work(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    store, started = Store(path), threading.Event()

    def decide() -> None:
        own = Store(path, current=True)
        started.wait()
        with own.write() as connection:
            connection.execute(_PACK, ("decision",))
        own.close()

    waiting = threading.Thread(target=decide)
    waiting.start()
    for batch in in_batches(range(60), 2):
        with store.write() as connection:
            started.set()
            connection.executemany(_PACK, [(f"run-{number}",) for number in batch])
    waiting.join()
    order = [run for (run,) in store.connection.execute("SELECT run FROM pack ORDER BY rowid")]
    assert len(order) == 61
    assert order[-1] == "run-59"
    store.close()


def test_a_writer_that_is_not_to_wait_is_refused_at_once(tmp_path: Path) -> None:
    first, second = Store(tmp_path / "evidence.db"), Store(tmp_path / "evidence.db")
    with first.write(), pytest.raises(StoreError, match="另一个程序"), second.write(wait=False):
        raise AssertionError("two writers at once")
    with second.write(wait=False) as connection:
        connection.execute(_PACK, ("r",))
    first.close()
    second.close()


def test_a_store_that_is_lent_again_is_the_same_and_may_write(tmp_path: Path) -> None:
    Store(tmp_path / "evidence.db").close()
    stores = Stores(tmp_path / "evidence.db")
    with stores.lent() as store:
        store.connection.execute("PRAGMA query_only = ON")
    with stores.lent() as again:
        assert again is store
        with again.write() as connection:
            connection.execute(_PACK, ("r",))
    stores.close()


def test_a_store_in_which_something_failed_is_not_lent_again(tmp_path: Path) -> None:
    Store(tmp_path / "evidence.db").close()
    stores = Stores(tmp_path / "evidence.db")
    with pytest.raises(ZeroDivisionError), stores.lent() as store:
        raise ZeroDivisionError
    with stores.lent() as another:
        assert another is not store
    with pytest.raises(sqlite3.ProgrammingError):
        store.connection.execute("SELECT 1")
    stores.close()


def test_a_store_that_was_made_again_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    Store(path).close()
    stores = Stores(path)
    with stores.lent() as store, store.write() as connection:
        connection.execute(_PACK, ("old",))
    for file in tmp_path.glob("evidence.db*"):
        file.unlink()
    Store(path).close()
    with stores.lent() as store:
        assert store.connection.execute("SELECT count(*) FROM pack").fetchone() == (0,)
    stores.close()


def test_no_more_stores_are_kept_than_are_of_use(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    Store(path).close()
    stores = Stores(path)
    lent = [stores.lent() for _ in range(MOST_KEPT + 2)]
    opened = [one.__enter__() for one in lent]
    for one in lent:
        one.__exit__(None, None, None)
    with pytest.raises(sqlite3.ProgrammingError):
        opened[-1].connection.execute("SELECT 1")
    opened[0].connection.execute("SELECT 1")
    stores.close()
