"""The tables that are made from the evidence (推导表), held against the same tables made again from the packs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evidence.seals import DERIVED
from evidence.store import Store
from evidence.verification import Broken


def derived_differences(store: Store, again: Path) -> Iterator[Broken]:
    """The first row of each table that the store at `again`, made from the same packs, has otherwise."""
    connection = store.connection
    connection.execute("ATTACH ? AS again", (f"{again.resolve().as_uri()}?mode=ro",))
    try:
        for table, width in DERIVED.items():
            order = ", ".join(map(str, range(1, width + 1)))
            for held, other, told in (
                ("main", "again", "的一行（{key}）不能由采集包重新得出，被改动或添加过"),
                ("again", "main", "缺少由采集包可以得出的一行（{key}），被改动或删除过"),
            ):
                rows = f"SELECT * FROM {held}.{table} EXCEPT SELECT * FROM {other}.{table}"  # noqa: S608 names are ours
                if row := connection.execute(f"{rows} ORDER BY {order} LIMIT 1").fetchone():
                    key = "，".join(map(str, row[:width]))
                    yield Broken(
                        "derived", table, f"证据库的表 {table} {told.format(key=key)}；运行 xuncha check 会重做这些表。"
                    )
                    break
    finally:
        connection.execute("DETACH again")
