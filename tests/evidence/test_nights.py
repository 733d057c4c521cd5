"""What columns were found at fault for is kept as stretches of nights, however often nights are judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from county.finding import Finding, Level
from evidence.nights import Placed, keep_night
from evidence.schema.captured import migrations
from evidence.store import Store

_FIRST = dt.date(2026, 3, 1)
_ROWS = "SELECT first_night, last_night, finding LIKE '%改口%' FROM night_finding ORDER BY id, first_night"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "evidence.db")
    yield store
    store.close()


def _night(number: int) -> dt.date:
    return _FIRST + dt.timedelta(days=number)


def _found(why: str) -> Placed:
    finding = Finding("column-stale", Level.GENERAL, "", why)
    return Placed(finding, "jia", "工作动态", "jia/工作动态", "http://a/")


def _judge(store: Store, number: int, *why: str) -> None:
    keep_night(store, _night(number), f"basis {number}", [_found(one) for one in why])


def _stretches(store: Store) -> list[tuple[int, int, bool]]:
    days = [(dt.date.fromisoformat(first), dt.date.fromisoformat(last), said) for first, last, said in
            store.connection.execute(_ROWS)]  # fmt: skip
    return [((first - _FIRST).days, (last - _FIRST).days, bool(said)) for first, last, said in days]


def test_what_stands_for_many_nights_is_one_row(store: Store) -> None:
    for number in range(100):
        _judge(store, number, "很久没有更新")
    assert _stretches(store) == [(0, 99, False)]


def test_a_gap_and_another_content_begin_a_new_one(store: Store) -> None:
    for number, why in enumerate((("很久没有更新",), ("很久没有更新",), (), ("很久没有更新",), ("改口",), ("改口",))):
        _judge(store, number, *why)
    assert _stretches(store) == [(0, 1, False), (3, 3, False), (4, 5, True)]


def test_a_night_in_between_on_which_nothing_was_read_is_no_gap(store: Store) -> None:
    _judge(store, 0, "很久没有更新")
    _judge(store, 3, "很久没有更新")
    assert _stretches(store) == [(0, 3, False)]


def test_a_night_judged_again_takes_back_the_later_ones_until_they_are_judged_too(store: Store) -> None:
    for number in range(5):
        _judge(store, number, "很久没有更新")
    _judge(store, 2)
    assert _stretches(store) == [(0, 1, False)]
    checked = [night for (night,) in store.connection.execute("SELECT night FROM night_check ORDER BY night")]
    assert checked == [_night(number).isoformat() for number in range(3)]
    for number in (3, 4):
        _judge(store, number, "很久没有更新")
    assert _stretches(store) == [(0, 1, False), (3, 4, False)]


def test_a_store_of_one_row_a_night_is_brought_to_stretches(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    before = Database(path)
    migrations.apply(before, stop_before="m010_lasting_findings")
    for number, why in enumerate(("很久没有更新", "很久没有更新", "", "很久没有更新", "改口")):
        night = _night(number).isoformat()
        before.execute("INSERT INTO night_check VALUES (?, '')", (night,))
        if why:
            row = (night, "f1", "jia", "工作动态", "jia/工作动态", "http://a/", why)
            before.execute("INSERT INTO night_finding VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    before.conn.commit()
    before.close()
    store = Store(path)
    assert _stretches(store) == [(0, 1, False), (3, 3, False), (4, 4, True)]
    store.close()
