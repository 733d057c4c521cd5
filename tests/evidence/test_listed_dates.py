"""Every date that a row ever bore, from a store of before and from entries as ingest takes them in."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from evidence.schema.captured import migrations
from evidence.store import Store

_ENTRY = "INSERT INTO entry VALUES ('u/c', ?, '2026-03-01', '1', 't', ?, '2026-03-05', '2', 'u', 't', ?)"


def test_a_store_of_before_keeps_the_first_and_the_last_date(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    Store(path).close()
    database = Database(path)
    for table in ("head", "listed_date"):
        database.execute(f"DROP TABLE {table}")
    database.execute("DELETE FROM _sqlite_migrations WHERE name = 'm008_claims'")
    for page, first, last in (
        ("same", "2026-02-01", "2026-02-01"),
        ("moved", "2026-02-01", "2026-03-04"),
        ("", "", ""),
    ):
        database.execute(_ENTRY, (page, first, last))
    database.conn.commit()
    migrations.apply(database)
    rows = database.execute("SELECT page, listed, first_night, last_night FROM listed_date ORDER BY 1, 2").fetchall()
    database.close()
    assert rows == [
        ("moved", "2026-02-01", "2026-03-01", "2026-03-01"),
        ("moved", "2026-03-04", "2026-03-05", "2026-03-05"),
        ("same", "2026-02-01", "2026-03-01", "2026-03-01"),
    ]
