"""Signs of life: a night that was cut short has ended, and is told all the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from watched_clock import COUNTY, UNITS, at

from evidence.home import Home
from schedules.alive import SignsOfLife, signs_of_life
from schedules.doctor_service import examine_service

NOW = at("2026-03-31 12:00")
DAY = dt.timedelta(days=1)


class Books:
    """A home with nights in its ledger."""

    def __init__(self, folder: Path) -> None:
        (folder / "county.toml").write_text(COUNTY, encoding="utf-8")
        (folder / "units.toml").write_text(UNITS, encoding="utf-8")
        self.home = Home(folder, folder)

    def night(self, night: str, reason: str, attempt: int = 1, state: str = "ingested") -> None:
        """A run that ended on the morning after."""
        run = f"xuncha-{night}-{attempt}"
        ended = f"{dt.date.fromisoformat(night)}T20:0{attempt}:00Z"
        with self.home.store() as store, store.write() as connection:
            row = (run, "xiuwen", night, attempt, state, reason, ended, ended)
            connection.execute("INSERT INTO portal_run VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            if state == "ingested":
                connection.execute("INSERT INTO pack VALUES (?, 'xiuwen', ?, ?, '', ?)", (run, night, attempt, ended))

    def signs(self) -> SignsOfLife:
        return signs_of_life(self.home, NOW, dt.timedelta(hours=26))

    def doctor(self) -> tuple[bool, str]:
        [night] = [one for one in examine_service(self.home, self.home.county(), NOW) if one.check == "最近一夜"]
        return night.ok, night.sentence


@pytest.fixture
def books(tmp_path: Path) -> Books:
    return Books(tmp_path)


def test_a_night_read_to_its_end_is_all_there_is_to_say(books: Books) -> None:
    books.night("2026-03-30", "finished")
    assert (books.signs().ok, books.doctor()) == (True, (True, "读完了。"))
    assert "没有读完" not in books.signs().sentence


def test_a_night_cut_short_is_told_with_its_reason(books: Books) -> None:
    books.night("2026-03-29", "finished")
    books.night("2026-03-30", "window")
    signs = books.signs()
    assert signs.ok
    assert "修文县人民政府门户网站 2026-03-30 这一夜没有读完：采集时段已结束" in signs.sentence
    ok, said = books.doctor()
    assert not ok
    assert "采集时段已结束" in said
    assert signs.last_whole == dt.datetime(2026, 3, 29, 20, 1, tzinfo=dt.UTC)


def test_what_a_later_pass_read_to_its_end_was_not_cut(books: Books) -> None:
    books.night("2026-03-30", "portal-down")
    books.night("2026-03-30", "finished", attempt=2)
    assert books.doctor() == (True, "读完了。")


def test_nights_that_are_always_cut_are_a_standstill(books: Books) -> None:
    books.night("2026-03-27", "finished")
    for day in (28, 29, 30):
        books.night(f"2026-03-{day}", "closespider_timeout")
    assert not books.signs().ok
    assert "xuncha jobs" in books.signs().sentence


def test_a_run_that_failed_says_why(books: Books) -> None:
    books.night("2026-03-29", "finished")
    books.night("2026-03-30", "运行中断，没有封存；已记为失败，可重新采集。", state="failed")
    assert "没有读完：运行中断，没有封存" in books.signs().sentence
