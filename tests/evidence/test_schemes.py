"""The scheme as it was: written down when it changed, found again by the day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from evidence import audit
from evidence.schemes import SCHEMES, SchemeText, keep_scheme, known_scheme
from evidence.store import Store

MARCH, MAY = dt.date(2026, 3, 1), dt.date(2026, 5, 1)
OLD, NEW = SchemeText("本县.toml", "floor = 0\n"), SchemeText("本县.toml", "floor = 1\n")


def test_only_a_change_is_written_down(tmp_path: Path) -> None:
    store = Store(tmp_path / "evidence.db")
    keep_scheme(store, OLD, MARCH)
    keep_scheme(store, OLD, MAY)
    keep_scheme(store, NEW, MAY)
    assert known_scheme(store, MARCH - dt.timedelta(days=1)) is None
    assert known_scheme(store, MAY - dt.timedelta(days=1)) == OLD
    assert known_scheme(store) == known_scheme(store, MAY) == NEW
    assert store.connection.execute("SELECT count(*) FROM scheme_version").fetchone() == (2,)
    assert audit.verify(store.connection) is None


def test_a_store_made_again_knows_them(tmp_path: Path) -> None:
    store = Store(tmp_path / "evidence.db")
    keep_scheme(store, OLD, MARCH)
    store.close()
    (tmp_path / "evidence.db").unlink()
    fresh = Store(tmp_path / "evidence.db")
    SCHEMES.restore(fresh)
    keep_scheme(fresh, OLD, MAY)
    assert known_scheme(fresh, MARCH) == OLD
    assert SCHEMES.difference(fresh) == ""
