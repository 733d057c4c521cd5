"""What the database does for a night grows with the nights it holds, never with their square: counted in the steps of
SQLite's machine, which are the same on every computer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from county.finding import Finding, Level
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from evidence.findings import rebuild
from evidence.histories import histories
from evidence.store import Store
from evidence.texts import encode_finding

_FIRST = dt.date(2026, 3, 1)
_PAGES = 12
_STEPS = 50
_COLUMNS = tuple(Column("jia", f"栏目{n}", ColumnKind.NEWS, f"http://a/{n}/", 14) for n in range(_PAGES))
_UNIT = Unit("jia", "甲局", UnitClass.FIRST, "xiuwen", _COLUMNS)
_COUNTY = County(
    "修文县", (Portal("xiuwen", "门户", "http://a/"),), (_UNIT,), CrawlPolicy("信息科"), "xiuwen", digest="made"
)
_CAPTURE = """
INSERT INTO capture VALUES
(?, ?, ?, ?, 'http://a/', 'http://a/', 'list', 200, 'ok', 1.0, '', ?, '', 0, '', '', '', '', '', '', 0, 0)
"""
_VISIT = "INSERT INTO visit VALUES (?, ?, ?, 'complete', '', 9, '', '', '', 1, 1, 0, ?)"


def _store(path: Path, nights: int) -> Store:
    """Every column visited, and found at fault, each night; its page read on the first and seen unchanged since."""
    store = Store(path)
    stale = encode_finding(Finding("column-stale", Level.GENERAL, "", "很久没有更新"))
    with store.write() as connection:
        for number in range(nights):
            night = (_FIRST + dt.timedelta(days=number)).isoformat()
            connection.execute("INSERT INTO night_check VALUES (?, '')", (night,))
            for place, column in enumerate(_COLUMNS):
                page, capture = f"p{place}", f"c{place}"
                connection.execute(_VISIT, (night, night, column.key, night))
                connection.execute("INSERT INTO visit_page VALUES (?, ?, 1, ?, '')", (night, column.key, page))
                row = (f"f{place}", night, night, column.unit, column.name, column.key, column.url, stale)
                connection.execute("INSERT INTO night_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
                if number:
                    connection.execute(
                        "INSERT INTO sighting VALUES (?, ?, ?, ?, '304', 0)", (night, night, page, night)
                    )
                else:
                    connection.execute(_CAPTURE, (capture, night, night, page, night))
    return store


def _steps(store: Store, work: Callable[[], object]) -> int:
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    store.connection.set_progress_handler(step, _STEPS)
    work()
    store.connection.set_progress_handler(None, 0)
    return taken


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda store, night: rebuild(store, _COUNTY), id="findings"),
        pytest.param(lambda store, night: histories(store, _COUNTY, night), id="histories"),
    ],
)
def test_twice_the_nights_are_twice_the_work(tmp_path: Path, work: Callable[[Store, dt.date], object]) -> None:
    taken = []
    for nights in (40, 80):
        store = _store(tmp_path / f"{nights}.db", nights)
        taken.append(_steps(store, lambda: work(store, _FIRST + dt.timedelta(days=nights))))  # noqa: B023
        store.close()
    few, many = taken
    assert few > 100
    assert many < 2.3 * few
