"""The audit chain and the append-only tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from evidence import audit
from evidence.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "evidence.db")
    with store.write() as connection:
        for number in range(3):
            audit.append(connection, "张三", "decide", finding=str(number))
    return store


def test_a_whole_chain_verifies(store: Store) -> None:
    assert audit.verify(store.connection) is None


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = '李四'", "DELETE FROM audit", "DELETE FROM decision"])
def test_entries_cannot_be_changed(store: Store, statement: str) -> None:
    with store.write() as connection:
        connection.execute(
            "INSERT INTO decision (id, finding, state, made_on, author, reason)"
            " VALUES (1, 'f', 'confirmed', '2026-01-01', '张三', '属实')"
        )
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection.execute(statement)


@pytest.mark.parametrize("tamper", ["UPDATE audit SET actor = '李四' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"])
def test_tampering_below_the_triggers_is_named(store: Store, tamper: str) -> None:
    for event in ("update", "delete"):
        store.connection.execute(f"DROP TRIGGER audit_no_{event}")
    store.connection.execute(tamper)
    broken = audit.verify(store.connection)
    assert broken is not None
    assert broken.seq in (2, 3)
