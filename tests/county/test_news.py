"""Counting news by week (每周工作动态条数)."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county.calendar import Calendar
from county.counting import (
    Backdated,
    CarryOver,
    CountedDate,
    CountingPolicy,
    Duplicates,
    HolidayWeeks,
    Reposts,
    is_repost,
)
from county.history import ColumnHistory, Item
from county.news import NewsCount, WeekCount, count_weeks
from county.same_news import SAME_TITLE_DAYS, title_key
from county.settings import CalendarPolicy
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict, Visit

CALENDAR = Calendar(CalendarPolicy())
FIRST, AS_OF = dt.date(2026, 3, 2), dt.date(2026, 3, 30)
COLUMN = Column("longchang", "工作动态", ColumnKind.NEWS, "http://127.0.0.1/lc/", 14)
SECOND = replace(COLUMN, name="部门动态", url="http://127.0.0.1/bm/")
UNIT = Unit("longchang", "龙场街道办事处", UnitClass.FIRST, "xiuwen", (COLUMN, SECOND))
YEAR = dt.date(2026, 1, 1)


def item(page: str, date: str | None, title: str = "", fingerprint: str = "", seen: str = "2026-03-29") -> Item:
    day = dt.date.fromisoformat(date) if date else None
    night = dt.date.fromisoformat(seen)
    return Item(page, f"http://127.0.0.1/{page}", title or page, day, None, None, night, night, fingerprint)


def visit(night: str, verdict: Verdict = Verdict.COMPLETE, covered: str | None = "2026-01-01", why: str = "") -> Visit:
    from_day = dt.date.fromisoformat(covered) if covered and verdict is Verdict.COMPLETE else None
    return Visit(night, dt.date.fromisoformat(night), COLUMN.key, verdict, why, window_covered_from=from_day)


def history(items: Iterable[Item], *visits: Visit, column: Column = COLUMN) -> ColumnHistory:
    return ColumnHistory(UNIT, column, AS_OF, visits or (visit("2026-03-30"),), tuple(items))


def count(*histories: ColumnHistory, quota: int = 2, policy: CountingPolicy | None = None) -> tuple[WeekCount, ...]:
    return count_weeks(histories, quota, FIRST, AS_OF, CALENDAR, policy or CountingPolicy())


def pages(weeks: Sequence[WeekCount]) -> dict[str, list[str]]:
    return {week.week.id: [item.page for item in week.items] for week in weeks if week.items}


def test_only_past_weeks_that_begin_in_the_year_are_assessed() -> None:
    weeks = count(history([]))
    assert [week.week.start.isoformat() for week in weeks] == ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"]
    assert (
        count_weeks([history([])], 2, FIRST, dt.date(2026, 3, 29), CALENDAR, CountingPolicy())[-1].week.id == "2026-W12"
    )


def test_items_count_in_the_week_of_their_date() -> None:
    weeks = count(history([item("a", "2026-03-02"), item("b", "2026-03-08"), item("c", "2026-03-09")]))
    assert pages(weeks) == {"2026-W10": ["a", "b"], "2026-W11": ["c"]}
    assert [week.missing for week in weeks] == [0, 1, 2, 2]


def test_the_date_in_the_list_goes_before_the_date_on_the_article() -> None:
    both = replace(item("a", "2026-03-04"), displayed=dt.date(2026, 3, 9))
    assert pages(count(history([both]))) == {"2026-W10": ["a"]}


def test_dates_of_no_week_are_left_out() -> None:
    odd = [item("a", "2026-04-20"), item("b", "0001-01-01"), item("c", "9999-12-31"), item("d", "2026-02-28")]
    assert pages(count(history(odd))) == {}


@pytest.mark.parametrize(
    ("visits", "reason"),
    [
        ([visit("2026-03-15")], "本周结束后没有巡查过“工作动态”。"),
        (
            [visit("2026-03-15"), visit("2026-03-17", Verdict.BLOCKED, why="返回 412 验证页。")],
            "本周结束后没有完整读取过“工作动态”（最近一次 2026-03-17：被拦截，返回 412 验证页）。",
        ),
        (
            [visit("2026-03-17", covered=None)],
            "本周结束后读过“工作动态”，但不能确知读到了哪一天，没有覆盖本周。",
        ),
        (
            [visit("2026-03-17", covered="2026-03-12")],
            "本周结束后读过“工作动态”，但只确知读全了2026-03-12以后的信息，没有覆盖本周。",
        ),
    ],
)
def test_a_week_without_witness_is_not_observed(visits: list[Visit], reason: str) -> None:
    week = count(history([], *visits))[1]
    assert (week.observed, week.missing, week.why_not) == (False, 0, reason)


def test_a_later_failure_does_not_undo_an_earlier_witness() -> None:
    weeks = count(history([], visit("2026-03-16"), visit("2026-03-28", Verdict.UNREACHABLE, why="超时。")))
    assert [week.observed for week in weeks] == [True, True, False, False]


def test_every_news_column_must_have_been_read() -> None:
    blocked = history([item("b", "2026-03-04")], visit("2026-03-29", Verdict.BLOCKED, why="被拦截。"), column=SECOND)
    weeks = count(history([item("a", "2026-03-03")]), blocked)
    assert [week.missing for week in weeks] == [0, 0, 0, 0]
    assert "“部门动态”" in weeks[0].why_not
    assert pages(weeks) == {"2026-W10": ["a", "b"]}


def test_a_unit_without_news_column_is_not_observed() -> None:
    assert all(week.why_not == "没有登记“工作动态”类栏目。" and not week.missing for week in count())


def test_one_page_in_two_columns_counts_once() -> None:
    weeks = count(history([item("a", "2026-03-10")]), history([item("a", "2026-03-03")], column=SECOND))
    assert pages(weeks) == {"2026-W10": ["a"]}


def test_the_same_news_counts_once_at_its_earliest_date() -> None:
    copies = [item("b", "2026-03-17", fingerprint="f"), item("a", "2026-03-03", fingerprint="f")]
    assert pages(count(history(copies))) == {"2026-W10": ["a"]}
    older = item("c", "2025-12-03", fingerprint="f")
    assert pages(count(history([*copies, older]))) == {}
    each = count(history(copies), policy=CountingPolicy(Duplicates.EACH))
    assert pages(each) == {"2026-W10": ["a"], "2026-W12": ["b"]}


@pytest.mark.parametrize(
    ("source", "repost"),
    [
        ("新华社", True),
        ("县融媒体中心", True),
        ("", False),
        ("龙场街道", False),
        ("龙场街道办事处党政办", False),
        ("龙场 街道办事处", False),
    ],
)
def test_reposts_are_told_by_their_source_and_count_as_the_office_wants(source: str, repost: bool) -> None:
    posted = replace(item("a", "2026-03-03"), source=source)
    assert is_repost(posted, UNIT, ()) is repost
    assert pages(count(history([posted]))) == {"2026-W10": ["a"]}
    excluded = count(history([posted]), policy=CountingPolicy(reposts=Reposts.EXCLUDED))
    assert pages(excluded) == ({} if repost else {"2026-W10": ["a"]})


@pytest.mark.parametrize(
    ("second", "counted"),
    [
        (item("b", "2026-03-12", "县政府 召开常务会议！"), ["a"]),
        (item("b", "2026-03-13", "县政府召开常务会议"), ["a", "b"]),
        (item("b", "2026-03-12", "县政府召开专题会议"), ["a", "b"]),
        (item("b", "2026-03-12", "县政府召开常务会议", "g"), ["a"]),
    ],
)
def test_unread_bodies_are_the_same_news_by_title_and_date(second: Item, counted: list[str]) -> None:
    first = item("a", "2026-03-09", "县政府召开常务会议")
    assert [item.page for week in count(history([second, first])) for item in week.items] == counted


def test_two_read_bodies_that_differ_are_two_news_whatever_resembles_both() -> None:
    read = [item("a", "2026-03-09", "会议", "f"), item("b", "2026-03-10", "会议", "g")]
    for unread in ("2026-03-09", "2026-03-10", "2026-03-11"):
        assert len(count(history([*read, item("c", unread, "会议")]))[1].items) == 2


def test_undated_items_spare_a_short_week_that_may_be_theirs() -> None:
    undated = item("u", None, seen="2026-03-10")
    visits = [visit(night) for night in ("2026-03-04", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30")]
    weeks = count(history([undated, item("a", "2026-03-16"), item("b", "2026-03-17")], *visits))
    assert [week.observed for week in weeks] == [True, False, True, True]
    assert weeks[1].why_not == "有 1 条未标注日期，无法归入某一周。"
    assert count(history([undated, item("a", "2026-03-10"), item("b", "2026-03-11")], *visits))[1].observed


def test_an_item_that_vanished_still_counts() -> None:
    gone = replace(item("a", "2026-03-03"), first_seen=dt.date(2026, 3, 4), last_seen=dt.date(2026, 3, 5))
    assert pages(count(history([gone]))) == {"2026-W10": ["a"]}


def test_a_week_without_working_day_owes_nothing() -> None:
    night = dt.date(2026, 2, 24)
    column = replace(history([], visit("2026-02-24")), as_of=night)
    weeks = {
        policy: count_weeks([column], 2, dt.date(2026, 2, 9), night, CALENDAR, CountingPolicy(holiday_weeks=policy))
        for policy in HolidayWeeks
    }
    assert [week.missing for week in weeks[HolidayWeeks.WAIVED]] == [2, 0]
    assert [week.missing for week in weeks[HolidayWeeks.COUNTED]] == [2, 2]


DATES = st.dates(FIRST - dt.timedelta(days=6), AS_OF)
ITEMS = st.lists(
    st.builds(
        Item,
        page=st.sampled_from([f"p{n}" for n in range(30)]),
        url=st.just("http://127.0.0.1/"),
        title=st.sampled_from(["甲", "乙", "丙"]),
        listed=st.none() | DATES,
        displayed=st.none() | DATES,
        claimed=st.none(),
        first_seen=DATES,
        last_seen=st.just(AS_OF),
        fingerprint=st.sampled_from(["", "", "f", "g", "h"]),
    ),
    max_size=12,
    unique_by=lambda item: item.page,
)


def same_news(one: Item, other: Item) -> bool:
    if one.fingerprint and other.fingerprint:
        return one.fingerprint == other.fingerprint
    near = bool(one.date and other.date and abs((one.date - other.date).days) <= SAME_TITLE_DAYS)
    return near and title_key(one.title) == title_key(other.title)


@settings(deadline=None)
@given(ITEMS, st.sampled_from(Duplicates), st.integers(0, 4))
def test_an_item_more_never_makes_a_week_shorter(items: list[Item], duplicates: Duplicates, quota: int) -> None:
    """Except the older copy of a news: that moves the news to its own, earlier week, as the rule has it."""
    *known, more = items or [item("a", "2026-03-03")]
    policy = CountingPolicy(duplicates)
    copied = any(same_news(more, other) and more.date and other.date and more.date <= other.date for other in known)
    if copied and duplicates is Duplicates.ONCE:
        return
    before = count(history(known), quota=quota, policy=policy)
    after = count(history([*known, more]), quota=quota, policy=policy)
    assert all(new.missing <= old.missing for new, old in zip(after, before, strict=True))


@settings(deadline=None)
@given(ITEMS.flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))), st.sampled_from(Duplicates))
def test_the_order_of_items_and_columns_never_matters(orders: tuple[list[Item], list[Item]], kind: Duplicates) -> None:
    items, mixed = orders
    policy = CountingPolicy(kind)
    straight = count(history(items), history([], column=SECOND), policy=policy)
    other = count(history(mixed[1::2], column=SECOND), history(mixed[::2]), policy=policy)
    assert [week.items for week in straight] == [week.items for week in other]


def test_a_year_of_forty_one_units_counts_at_once() -> None:
    days = [YEAR + dt.timedelta(days=offset) for offset in range(364)]
    items = [item(f"p{n}", str(day), f"题{n}", f"f{n}", "2026-01-01") for n, day in enumerate(days[::2])]
    column = history(items, *(visit(str(day)) for day in days))
    began = time.process_time()
    for _ in range(41):
        count_weeks([column, replace(column, column=SECOND)], 2, YEAR, days[-1], CALENDAR, CountingPolicy())
    assert time.process_time() - began < 10  # a third of a second where nothing else runs


def news_of(weeks: Sequence[WeekCount]) -> list[int]:
    return [len(week.items) for week in weeks]


def test_reposts_count_unless_the_county_leaves_them_out() -> None:
    sources = {"a": "", "b": "龙场街道", "c": "修文县龙场街道办事处党政办", "d": "新华社", "e": "来源：本站"}
    items = [replace(item(page, "2026-03-03"), source=source) for page, source in sources.items()]
    policy = CountingPolicy(reposts=Reposts.EXCLUDED, own_sources=("本站",))
    week = count(history(items), policy=policy)[0]
    assert ([one.page for one in week.items], [one.page for one in week.reposts]) == (["a", "b", "c", "e"], ["d"])
    assert news_of(count(history(items)))[0] == 5


def test_a_copy_of_a_repost_does_not_take_its_place() -> None:
    repost = replace(item("a", "2026-03-03", fingerprint="f"), source="新华社")
    own = item("b", "2026-03-10", fingerprint="f")
    assert pages(count(history([repost, own]))) == {"2026-W10": ["a"]}
    assert pages(count(history([repost, own]), policy=CountingPolicy(reposts=Reposts.EXCLUDED))) == {"2026-W11": ["b"]}


@pytest.mark.parametrize(
    ("carry_over", "missing"),
    [
        (CarryOver.NONE, [0, 1, 2, 1]),
        (CarryOver.NEXT_WEEK, [0, 0, 2, 1]),
        (CarryOver.LATER_WEEKS, [0, 0, 1, 1]),
    ],
)
def test_news_beyond_the_quota_serve_later_weeks_where_the_county_says_so(
    carry_over: CarryOver, missing: list[int]
) -> None:
    """Weeks of 4, 1, 0 and 1 items with two owed: two too many in the first."""
    days = ("03-02", "03-03", "03-04", "03-05", "03-09", "03-23")
    items = [item(day, f"2026-{day}", fingerprint=day) for day in days]
    assert [week.missing for week in count(history(items), policy=CountingPolicy(carry_over=carry_over))] == missing


def test_which_date_counts_can_be_set() -> None:
    both = replace(item("a", "2026-03-04", seen="2026-03-17"), displayed=dt.date(2026, 3, 9))
    known = history([both], visit("2026-03-08"), visit("2026-03-30"))
    found = {kind: pages(count(known, policy=CountingPolicy(counted_date=kind))) for kind in CountedDate}
    assert found == {
        CountedDate.VISIBLE: {"2026-W10": ["a"]},
        CountedDate.ARTICLE: {"2026-W11": ["a"]},
        CountedDate.FIRST_SEEN: {"2026-W12": ["a"]},
    }
    first = history([both], visit("2026-03-17"), visit("2026-03-30"))
    assert pages(count(first, policy=CountingPolicy(counted_date=CountedDate.FIRST_SEEN))) == {"2026-W10": ["a"]}


def test_a_date_that_a_reading_contradicts_counts_when_it_was_seen_where_the_county_says_so() -> None:
    """Dated 4 March, not there on 8 March when the list was read whole, seen on 17 March (补录)."""
    late = item("a", "2026-03-04", seen="2026-03-17")
    readings = visit("2026-03-08"), visit("2026-03-30")
    moved = CountingPolicy(backdated=Backdated.FIRST_SEEN, grace_days=3)
    assert pages(count(history([late], *readings), policy=moved)) == {"2026-W12": ["a"]}
    assert pages(count(history([late], *readings))) == {"2026-W10": ["a"]}
    assert pages(count(history([late], *readings), policy=replace(moved, grace_days=4))) == {"2026-W10": ["a"]}
    partly = visit("2026-03-08", Verdict.PARTIAL), readings[1]
    assert pages(count(history([late], *partly), policy=moved)) == {"2026-W10": ["a"]}


@pytest.mark.parametrize(
    ("first", "now", "week"),
    [
        ("2062-03-10", "2026-03-10", "2026-W11"),  # a slip in the year, put right
        ("2025-03-10", "2026-03-10", "2026-W11"),  # last year's number, as in every January
        ("2026-03-17", "2026-03-10", "2026-W11"),  # later than it was seen
        ("2026-03-10", "2026-03-17", "2026-W11"),  # made younger than it is
        ("2026-03-10", "2026-03-04", "2026-W11"),  # the first date was true
        ("2026-03-04", "2026-03-10", "2026-W10"),  # posted some days late: no week is lost by putting it right
    ],
)
def test_a_date_that_was_put_right_counts_where_the_first_could_not_be_true(first: str, now: str, week: str) -> None:
    corrected = replace(item("a", first, seen="2026-03-11"), listed_now=dt.date.fromisoformat(now))
    readings = visit("2026-03-08"), visit("2026-03-30")
    assert pages(count(history([corrected], *readings))) == {week: ["a"]}
    assert pages(count(history([replace(corrected, listed_now=None)], *readings))) == (
        {} if first[:4] != "2026" else {f"2026-W{dt.date.fromisoformat(first).isocalendar().week}": ["a"]}
    )


def test_an_old_news_that_was_there_at_first_cannot_be_made_new() -> None:
    old = replace(item("a", "2025-03-04", seen="2026-03-25"), listed_now=dt.date(2026, 3, 10))
    assert pages(count(history([old], visit("2026-03-25"), visit("2026-03-30")))) == {}


def test_each_week_is_counted_under_the_policy_of_its_first_day() -> None:
    items = [replace(item(day, f"2026-{day}", fingerprint=day), source="新华社") for day in ("03-03", "03-17")]
    stricter = CountingPolicy(reposts=Reposts.EXCLUDED)
    policy = CountingPolicy(changes=((dt.date(2026, 3, 10), stricter),))
    assert [week.missing for week in count(history(items), quota=1, policy=policy)] == [0, 1, 1, 1]


def test_the_running_week_is_counted_and_never_short() -> None:
    known = history([item("a", "2026-03-30")], visit("2026-03-30"))
    week = NewsCount([known], 2, AS_OF, CALENDAR, CountingPolicy()).running_week()
    assert (week.week.start, len(week.items), week.observed, week.missing) == (dt.date(2026, 3, 30), 1, False, 0)
