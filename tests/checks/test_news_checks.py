"""The checks of a unit's news: short weeks, doubled and re-dated items."""

from __future__ import annotations

import datetime as dt

from made_history import TODAY, day, item, news, visit

from checks import check_unit
from county.finding import Level


def rules(*found: object) -> list[str]:
    return [one.finding.rule for one in check_unit(*found)]  # type: ignore[arg-type]


def test_short_weeks() -> None:
    full = [item(f"p{number}", dt.date(2026, 1, 5) + dt.timedelta(days=7 * number)) for number in range(12)]
    lacking = [one for one in full if one.date != dt.date(2026, 3, 9)]
    [found] = check_unit(news(*lacking))
    assert (found.finding.rule, found.finding.words, found.finding.count) == ("news-week-short", "2026-W11", 1)
    assert (found.subject, found.column) == ("longchang", "工作动态")
    assert found.finding.why == "2026-03-09 至 2026-03-15 应发 1 条，计 0 条，少 1 条"
    assert rules(news(*full)) == []


def test_no_week_is_short_that_was_not_read() -> None:
    assert rules(news(visits=[visit(covered=None)])) == []


def test_doubled_stands_on_the_later_copy() -> None:
    found = check_unit(news(item("a", day(20), text="same"), item("b", day(10), text="same"), quota=0))
    [one] = [one for one in found if one.finding.rule != "news-week-short"]
    assert (one.finding.rule, one.subject, one.finding.level) == ("news-doubled", "b", Level.GENERAL)
    assert one.url.endswith("/b.html")


def test_doubled_on_one_day_stands_on_the_greater_address() -> None:
    found = check_unit(news(item("b", TODAY, text="same"), item("a", TODAY, text="same"), quota=0))
    assert [one.subject for one in found] == ["b"]


def test_thirty_days_part_doubled_from_redated() -> None:
    thirty = news(item("a", day(40), text="same"), item("b", day(10), text="same"), quota=0)
    later = news(item("a", day(41), text="same"), item("b", day(10), text="same"), quota=0)
    assert rules(thirty) == ["news-doubled"]
    [one] = check_unit(later)
    assert (one.finding.rule, one.subject, one.finding.level) == ("news-redated", "b", Level.SUSPECTED)
    assert "31 天前" in one.finding.why


def test_neither_doubled_nor_redated() -> None:
    assert rules(news(item("a", day(20), text="one"), item("b", day(10), text="other"), quota=0)) == []
    assert rules(news(item("a", day(20), text=""), item("b", day(10), text=""), quota=0)) == []
    assert rules(news(item("a", None, text="same"), item("b", day(10), text="same"), quota=0)) == []
    weekly = (item("a", day(20), title="第3期周报", text="same"), item("b", day(13), title="第4期周报", text="same"))
    assert rules(news(*weekly, quota=0)) == []


def test_one_page_in_two_rows_is_no_copy() -> None:
    assert rules(news(item("a", day(9), text="same"), item("a", day(10), text="same"), quota=0)) == []
