"""The checks of all columns of a unit: each speaks where it was witnessed, and is silent beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from made_history import TODAY, day, history, item, made_column, made_unit, visit

from checks import UnitFinding, UnitRecord, check_record
from county.calendar import Calendar
from county.history import ColumnHistory, Item
from county.settings import DatePolicy
from county.tags import ARTICLE_TAGS, COLUMN_TAGS, Tag
from county.units import ColumnKind
from county.visit import Verdict, Visit

SEEN = day(30)


def record(*histories: ColumnHistory) -> UnitRecord:
    unit = made_unit(*(one.column for one in histories))
    return UnitRecord(unit, histories, dt.date(2026, 1, 1), TODAY, Calendar(), DatePolicy())


def found(*items: Item, visits: tuple[Visit, ...] = (visit(entries=9),)) -> list[UnitFinding]:
    return check_record(record(history(visits, items)))


def rules(*items: Item, visits: tuple[Visit, ...] = (visit(entries=9),)) -> list[str]:
    return [one.finding.rule for one in found(*items, visits=visits)]


def other_items(number: int = 3) -> tuple[Item, ...]:
    return tuple(item(f"other{order}", day(10 + order)) for order in range(number))


def test_undated_item_is_told_and_a_column_without_dates_is_not() -> None:
    [one] = found(item("a", None, seen=SEEN), *other_items())
    assert (one.finding.rule, one.subject, one.url) == ("item-undated", "a", "http://www.example.gov.cn/a.html")
    assert rules(item("a", None), item("b", None), item("c", day(9))) == []


@pytest.mark.parametrize(
    "harmless",
    [
        replace(item("unread", None), fingerprint=""),
        replace(item("mended", None), displayed_now=day(3)),
        replace(item("taken off", None), first_seen=SEEN, last_seen=day(1)),
    ],
    ids=lambda one: one.page,
)
def test_undated_needs_a_read_article_that_is_still_listed(harmless: Item) -> None:
    assert rules(harmless, *other_items()) == []


def test_future_date() -> None:
    ahead = TODAY + dt.timedelta(days=40)
    [one] = found(replace(item("a", ahead, seen=SEEN), displayed=ahead))
    assert (one.finding.rule, one.subject) == ("date-future", "a")
    assert rules(item("tomorrow", TODAY + dt.timedelta(days=1), seen=SEEN)) == []
    assert rules(replace(item("meeting", ahead, seen=SEEN), displayed=day(20))) == []
    assert rules(replace(item("mended", ahead, seen=SEEN), listed_now=SEEN)) == []


def test_backdated_needs_a_whole_reading_after_the_date() -> None:
    late = item("a", day(25), seen=day(2))
    nights = (visit(10, entries=9), visit(2, entries=9), visit(entries=9))
    [one] = found(late, visits=nights)
    assert (one.finding.rule, one.subject) == ("date-backdated", "a")
    assert one.finding.why == f"显示 {day(25)} 发布，但 {day(10)} 完整读取栏目时还没有这一条，{day(2)} 才出现"
    for unseeing in (
        nights[0]._replace(full=False),
        nights[0]._replace(verdict=Verdict.PARTIAL),
        nights[0]._replace(window_covered_from=day(20)),
        nights[0]._replace(window_covered_from=None),
        nights[0]._replace(entries=0, empty_because="暂无信息"),
        nights[0]._replace(night=day(19)),
    ):
        assert rules(late, visits=(unseeing, *nights[1:])) == []


def test_backdated_is_no_item_that_moved_and_no_delay_of_a_week() -> None:
    nights = (visit(10, entries=9), visit(2, entries=9), visit(entries=9))
    assert rules(item("a", day(17), seen=day(2)), visits=nights) == []
    before = item("old", day(25), title="同一标题", seen=day(24))
    assert rules(item("a", day(25), title="同一标题", seen=day(2)), before, visits=nights) == []


def test_many_at_once_are_one_matter_of_the_column() -> None:
    nights = (visit(10, entries=9), visit(2, entries=9), visit(entries=9))
    moved = [item(f"p{number}", day(25), seen=day(2)) for number in range(6)]
    assert [one.subject for one in found(*moved[:5], visits=nights)] == ["p0", "p1", "p2", "p3", "p4"]
    [one] = found(*moved, visits=nights)
    assert (one.subject, one.finding.count) == ("longchang/政策文件", 6)
    assert "整批迁移" in one.finding.why


def _changed(old: dt.date, new: dt.date, seen: dt.date) -> Item:
    return replace(item("a", old, seen=seen), listed_now=new)


def test_changed_date() -> None:
    [one] = found(_changed(day(31), day(1), SEEN))
    assert (one.finding.rule, one.finding.why) == (
        "date-changed",
        f"{SEEN} 首次读到时显示 {day(31)} 发布，现在显示 {day(1)}，正文没有变化",
    )
    assert rules(_changed(SEEN, day(40), SEEN)) == ["date-changed"]
    shown = replace(item("a", day(31), seen=SEEN), displayed=day(31), displayed_now=day(1))
    assert rules(shown) == ["date-changed"]


def test_a_slip_put_right_is_no_change() -> None:
    assert rules(_changed(day(395), day(30), SEEN)) == []
    assert rules(_changed(TODAY + dt.timedelta(days=300), day(31), SEEN)) == []
    assert rules(_changed(day(31), day(30), SEEN)) == []
    assert rules(replace(_changed(day(31), day(1), SEEN), same_text=False)) == []


def _document(written: dt.date, published: dt.date, source: str = "龙场街道办事处") -> Item:
    return replace(item("a", published), listed_now=published, written=written, source=source)


def test_published_after_twenty_working_days() -> None:
    published = dt.date(2026, 3, 20)
    limit = Calendar().add_working_days(published, -20)
    assert rules(_document(limit, published)) == []
    [one] = found(_document(limit - dt.timedelta(days=1), published))
    assert one.finding.rule == "published-late"
    assert "历时 21 个工作日" in one.finding.why


def test_late_are_own_documents_of_the_year_only() -> None:
    published = dt.date(2026, 3, 20)
    assert rules(_document(day(120), published, "贵州省人民政府")) == []
    assert rules(_document(day(120), published, "")) == []
    assert rules(_document(dt.date(2025, 9, 1), dt.date(2025, 12, 20))) == []
    assert rules(_document(dt.date(2015, 3, 1), published)) == []
    earlier = replace(_document(day(120), published), displayed=day(118))
    assert rules(earlier) == []


def test_published_before_it_was_made() -> None:
    assert rules(_document(day(5), day(9))) == ["published-unsigned"]
    assert rules(_document(day(8), day(9))) == []


def test_old_document_posted_anew() -> None:
    old = item("a", day(80), title="关于开展排查的通知", text="same")
    [one] = found(old, item("b", day(40), title="关于开展排查的通知", text="same"))
    assert (one.finding.rule, one.subject) == ("text-redated", "b")
    assert rules(old, item("b", day(50), title="关于开展排查的通知", text="same")) == []
    assert rules(old, item("b", day(40), title="关于再次开展排查的通知", text="same")) == []
    names = made_column(180, ColumnKind.PUBLICITY)
    items = (old, item("b", day(40), title="关于开展排查的通知", text="same"))
    assert check_record(record(history((visit(entries=2),), items, names))) == []


def test_news_that_stood_elsewhere() -> None:
    notices = history((visit(entries=1),), (item("a", day(20), title="同一标题", text="same"),))
    column = made_column(14, ColumnKind.NEWS)

    def with_news(news: Item) -> list[str]:
        return [
            one.finding.rule for one in check_record(record(notices, history((visit(entries=1),), (news,), column)))
        ]

    assert with_news(item("b", day(10), title="同一标题", text="same")) == ["news-elsewhere"]
    assert with_news(item("a", day(20), title="同一标题", text="same")) == []
    assert with_news(item("b", day(30), title="同一标题", text="same")) == []


def test_unreachable_column_needs_three_nights_and_a_unit_that_answers() -> None:
    lost = tuple(visit(ago, Verdict.UNREACHABLE) for ago in (2, 1, 0))
    well = history(tuple(visit(ago) for ago in (2, 1, 0)), (), made_column(180, ColumnKind.NOTICES))

    def told(visits: tuple[Visit, ...], other: ColumnHistory = well) -> list[str]:
        return [one.finding.rule for one in check_record(record(history(visits), other))]

    assert told(lost) == ["column-unreachable"]
    assert told(lost[1:]) == []
    assert told((lost[0], visit(1, Verdict.BLOCKED), lost[2])) == []
    assert told((*lost, visit(0))) == []
    down = history((visit(2), visit(1, Verdict.UNREACHABLE), visit(0)), (), made_column(180, ColumnKind.NOTICES))
    assert told(lost, down) == []


def test_missing_tags_are_one_finding_a_unit() -> None:
    def tagged(own: Tag | None, *articles: Tag | None) -> ColumnHistory:
        items = tuple(replace(item(f"p{number}", day(9)), tags=tags) for number, tags in enumerate(articles))
        return replace(history((visit(entries=3),), items), tags=own)

    bare = tagged(COLUMN_TAGS & ~Tag.SiteIDCode, *(ARTICLE_TAGS & ~Tag.PubDate,) * 3)
    [one] = check_record(record(bare))
    assert (one.finding.rule, one.subject, one.finding.quote) == (
        "meta-tags",
        "longchang",
        "政策文件缺 SiteIDCode、PubDate",
    )
    for good in (tagged(COLUMN_TAGS, *(ARTICLE_TAGS,) * 3), tagged(None), tagged(None, Tag(0), Tag(0))):
        assert check_record(record(good)) == []
    one_good = tagged(COLUMN_TAGS, Tag(0), Tag(0), ARTICLE_TAGS)
    assert check_record(record(one_good)) == []
