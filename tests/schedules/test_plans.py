"""Plans from files, the days they name, and slots in zones whose clocks leap."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from watched_clock import COUNTY, UNITS, at

from county.calendar import Calendar
from county.configuration.errors import ConfigurationError
from county.configuration.loading import load_county
from county.settings import CalendarPolicy, County
from schedules.plan import Days, is_due_on, words
from schedules.plan_files import load_plans
from schedules.slots import slots

DUE = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def plan_of(name: str, folder: Path):  # type: ignore[no-untyped-def]
    return next(plan for plan in load_plans(folder) if plan.name == name)


def write(folder: Path, text: str) -> None:
    (folder / "schedules").mkdir(exist_ok=True)
    (folder / "schedules" / "本县.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def county(tmp_path: Path) -> County:
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    (tmp_path / "units.toml").write_text(UNITS, encoding="utf-8")
    return load_county(tmp_path)


def test_the_office_changes_what_it_writes_and_nothing_else(tmp_path: Path) -> None:
    before = plan_of("probe", tmp_path)
    write(tmp_path, '[job.probe]\nat = "07:00"\n[job.night]\nafter_minutes = 30\n')
    assert plan_of("probe", tmp_path) == replace(before, at=dt.time(7))
    night = plan_of("night", tmp_path)
    assert (night.at, night.after) == (None, dt.timedelta(minutes=30))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[job.nigth]\non = false\n", 1, "night"),
        ("[job.night]\n\nlimit = 3\n", 3, "limit_minutes"),
        ('[job.night]\ncommand = ["rm"]\n', 2, "command"),
        ('[job.probe]\nat = "7点"\n', 2, "08:30"),
        ('[job.probe]\ndays = "礼拜八"\n', 2, "每天"),
        ("[job.probe]\nevery_minutes = 0.5\n", 2, "整数"),
        ("[job.probe]\non = 是\n", 2, "引号"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    write(tmp_path, text)
    with pytest.raises(ConfigurationError) as raised:
        load_plans(tmp_path)
    assert (raised.value.file, raised.value.line) == ("schedules/本县.toml", line)
    assert words in str(raised.value)


def test_a_window_past_midnight_belongs_to_the_day_it_opened(tmp_path: Path, county: County) -> None:
    second = replace(plan_of("second-pass", tmp_path), spread=dt.timedelta())
    [slot] = slots(second, county, at("2026-03-02 12:00"), at("2026-03-03 12:00"))
    assert (slot.due, slot.day, slot.until) == (
        at("2026-03-03 01:00"),
        dt.date(2026, 3, 2),
        at("2026-03-03 06:00"),
    )


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_a_zone_whose_clocks_leap_has_each_slot_once(tmp_path: Path, county: County, day: str) -> None:
    berlin = replace(county, calendar=CalendarPolicy(timezone="Europe/Berlin"))
    plan = replace(plan_of("probe", tmp_path), at=dt.time(2, 30), every=None, spread=dt.timedelta())
    noon = dt.datetime.fromisoformat(f"{day} 12:00+00:00")
    due = slots(plan, berlin, noon - dt.timedelta(days=3), noon)
    assert [slot.day.isoformat() for slot in due][-1] == day
    assert len({slot.due for slot in due}) == len(due) == 3


def test_the_spread_is_the_same_every_day_and_within_its_bounds(tmp_path: Path, county: County) -> None:
    night = plan_of("night", tmp_path)
    due = slots(night, county, at("2026-03-02 12:00"), at("2026-03-05 12:00"))
    minutes = {(slot.due - at(f"{slot.day} 22:00")) for slot in due}
    assert len(minutes) == 1
    assert dt.timedelta() <= minutes.pop() <= night.spread


@pytest.mark.parametrize(
    ("days", "day", "due"),
    [
        (Days.BEFORE_HOLIDAY, "2026-02-14", True),  # 春节前补班的周六
        (Days.BEFORE_HOLIDAY, "2026-03-06", False),  # 普通周五
        (Days.FIRST_OF_MONTH, "2026-10-08", True),
        (Days.FIRST_OF_MONTH, "2026-10-09", False),
        (Days.FIRST_OF_QUARTER, "2026-03-02", False),
        (Days.FIRST_OF_QUARTER, "2026-04-01", True),
        (Days.WORKING, "2026-02-28", True),
        (Days.MONDAY, "2026-03-02", True),
    ],
)
def test_days(days: Days, day: str, due: bool) -> None:
    assert is_due_on(days, dt.date.fromisoformat(day), Calendar()) is due


def test_words_name_the_day_and_what_ended_before_it(tmp_path: Path) -> None:
    plan = replace(plan_of("night", tmp_path), command=("{day}", "{week}", "{month}", "{quarter}"))
    assert words(plan, dt.date(2026, 1, 5), DUE, Calendar()) == ("2026-01-05", "2026-W01", "2025-12", "2025-Q4")
    assert words(plan, dt.date(2026, 4, 1), DUE, Calendar())[2:] == ("2026-03", "2026-Q1")
