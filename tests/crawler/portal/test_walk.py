"""The walk through a column: what covers the window, what is less than complete."""

from __future__ import annotations

import datetime as dt

from county.page import Entry, Listing, Query
from county.units import Column, ColumnKind
from county.visit import Verdict
from crawler.portal.walk import Assignment, ColumnWalk, Row
from evidence.pack import KnownColumn, KnownEntry

NIGHT = dt.date(2026, 3, 31)
WINDOW = dt.date(2026, 1, 1)
COLUMN = Column("longchang", "工作动态", ColumnKind.NEWS, "http://portal/gzdt/", 14)


def _walk(
    known: KnownColumn | None = None, entries: list[Row] | None = None, *, full: bool = False, limit: int = 50
) -> ColumnWalk:
    rows = {
        row.page: KnownEntry(
            COLUMN.key, row.page, row.entry.date.isoformat() if row.entry.date else "", row.entry.title
        )
        for row in entries or []
    }
    return ColumnWalk(Assignment(COLUMN, NIGHT, WINDOW, limit, full), known, rows)


def _known(**changes: object) -> KnownColumn:
    known = KnownColumn(
        COLUMN.key, "2026-03-28", "2026-01-01", 40, "2026-03-30", 1, "", 1, "", "2026-03-30", 40, "2026-03-30"
    )
    return known._replace(**changes)


def _rows(*days: str) -> list[Row]:
    return [
        Row(f"page-{number}-{day}", Entry(f"http://portal/{day}-{number}", f"第{number}条", dt.date.fromisoformat(day)))
        for number, day in enumerate(days)
    ]


def _read(walk: ColumnWalk, rows: list[Row], following: str = "", empty: str = "", script: str = "") -> str | None:
    listing = Listing(tuple(row.entry for row in rows), (following,) if following else (), empty, script)
    query = walk.read(listing, rows)
    return query.url if query else None


def test_a_list_that_ends_is_complete() -> None:
    walk = _walk()
    assert _read(walk, _rows("2026-03-30", "2026-02-01"), "http://portal/2") == "http://portal/2"
    assert _read(walk, _rows("2026-01-15")) is None
    visit = walk.visit("")
    assert (visit.verdict, visit.entries, visit.newest) == (Verdict.COMPLETE, 3, "2026-03-30")
    assert visit.window_covered_from == "2026-01-01"


def test_pinned_old_rows_never_end_the_walk() -> None:
    walk = _walk()
    pinned = _rows("2019-05-01", "2020-06-01", "2021-07-01")
    assert _read(walk, pinned, "http://portal/2") == "http://portal/2"
    assert _read(walk, _rows("2020-01-01", "2020-01-02"), "http://portal/3") == "http://portal/3"
    assert _read(walk, _rows("2026-03-31", "2026-03-30"), "http://portal/4") == "http://portal/4"
    assert _read(walk, _rows("2025-12-31", "2025-12-30"), "http://portal/5") == "http://portal/5"
    assert _read(walk, _rows("2025-12-21", "2025-12-20"), "http://portal/6") is None
    assert walk.verdict is Verdict.COMPLETE


def test_a_page_that_repeats_leaves_the_visit_partial() -> None:
    walk = _walk()
    rows = _rows("2026-03-30", "2026-03-29")
    _read(walk, rows, "http://portal/2")
    assert _read(walk, rows, "http://portal/3") is None
    assert walk.verdict is Verdict.PARTIAL
    assert "翻页" in walk.reason


def test_the_page_limit_leaves_the_visit_partial() -> None:
    walk = _walk(limit=1)
    assert _read(walk, _rows("2026-03-30"), "http://portal/2") is None
    assert walk.verdict is Verdict.PARTIAL


def test_a_failure_on_a_later_page_leaves_the_visit_partial() -> None:
    walk = _walk()
    _read(walk, _rows("2026-03-30"), "http://portal/2")
    walk.fail(Verdict.BLOCKED, "被拦截")
    assert (walk.verdict, walk.visit("").window_covered_from) == (Verdict.PARTIAL, "")


def test_a_failure_on_the_first_page_is_the_verdict() -> None:
    walk = _walk()
    walk.fail(Verdict.BLOCKED, "被拦截")
    assert walk.verdict is Verdict.BLOCKED


def test_rows_that_vanished_are_a_changed_layout() -> None:
    walk = _walk(_known())
    _read(walk, [], empty="空列表")
    assert walk.verdict is Verdict.LAYOUT_CHANGED


def test_dates_that_vanished_are_a_changed_layout() -> None:
    walk = _walk(_known())
    _read(walk, [Row("a", Entry("http://portal/a", "甲", None))])
    assert walk.verdict is Verdict.LAYOUT_CHANGED


def test_no_rows_and_no_witness_is_an_unknown_layout() -> None:
    walk = _walk()
    _read(walk, [])
    assert walk.verdict is Verdict.LAYOUT_CHANGED


def test_an_empty_list_is_complete_on_its_second_night_only() -> None:
    first = _walk()
    _read(first, [], empty="暂无信息")
    assert (first.verdict, first.visit("").empty_because) == (Verdict.PARTIAL, "暂无信息")
    again = _walk(_known(entries=0, dated=0, newest="", empty_on="2026-03-30", trusted=0))
    _read(again, [], empty="暂无信息")
    assert again.verdict is Verdict.COMPLETE


def test_a_list_drawn_by_script_is_named() -> None:
    walk = _walk()
    _read(walk, [], script="loadPageData")
    assert walk.verdict is Verdict.LAYOUT_CHANGED
    assert "loadPageData" in walk.reason


def test_a_page_of_known_rows_ends_the_walk() -> None:
    old = _rows("2026-03-30", "2026-03-29")
    walk = _walk(_known(), old)
    assert _read(walk, old, "http://portal/2") is None
    visit = walk.visit("")
    assert (visit.verdict, visit.full, visit.window_covered_from) == (Verdict.COMPLETE, 0, "2026-01-01")


def test_known_rows_do_not_end_a_full_walk() -> None:
    old = _rows("2026-03-30", "2026-03-29")
    assert _read(_walk(_known(), old, full=True), old, "http://portal/2") == "http://portal/2"


def test_a_changed_date_is_a_changed_row() -> None:
    [row] = _rows("2026-03-30")
    walk = _walk(_known(), [row])
    assert not walk.changed(row)
    redated = Row(row.page, Entry(row.entry.url, row.entry.title, dt.date(2026, 3, 31)))
    assert walk.changed(redated)


def test_not_modified_needs_an_earlier_complete_visit() -> None:
    trusted, never = _walk(_known()), _walk(_known(trusted=0))
    trusted.unchanged()
    never.unchanged()
    assert (trusted.verdict, never.verdict) == (Verdict.COMPLETE, Verdict.PARTIAL)


def test_future_dates_are_not_the_newest() -> None:
    walk = _walk()
    _read(walk, _rows("2027-01-01", "2026-03-02"))
    assert walk.visit("").newest == "2026-03-02"


def test_a_list_that_claims_more_pages_than_it_leads_to_is_partial() -> None:
    rows = _rows("2026-03-30", "2026-02-01")
    listing = Listing(tuple(row.entry for row in rows), pages=3)
    walk = _walk()
    assert walk.read(listing, rows) is None
    assert walk.verdict is Verdict.PARTIAL
    assert "找不到下一页" in walk.reason


def test_all_pages_in_one_file_are_the_whole_list() -> None:
    rows = _rows("2026-03-30", "2026-02-01")
    walk = _walk()
    walk.read(Listing(tuple(row.entry for row in rows), pages=3, total=2), rows)
    assert walk.verdict is Verdict.COMPLETE


def test_after_a_partial_visit_the_list_is_read_again() -> None:
    old = _rows("2026-03-30", "2026-03-29")
    assert _read(_walk(_known(trusted=0), old), old, "http://portal/2") == "http://portal/2"


def test_a_later_page_without_rows_proves_no_end() -> None:
    walk = _walk()
    _read(walk, _rows("2026-03-30"), "http://portal/2")
    _read(walk, [])
    assert walk.verdict is Verdict.PARTIAL


def test_a_pager_that_only_a_script_can_follow_leaves_the_visit_partial() -> None:
    rows = _rows("2026-03-30", "2026-02-01")
    walk = _walk()
    walk.read(Listing(tuple(row.entry for row in rows), dead_pager="加载更多"), rows)
    assert (walk.verdict, "加载更多" in walk.reason) == (Verdict.PARTIAL, True)


def test_more_entries_than_were_read_leave_the_visit_partial() -> None:
    rows = _rows("2026-03-30", "2026-02-01")
    walk = _walk()
    walk.read(Listing(tuple(row.entry for row in rows), total=27), rows)
    assert walk.verdict is Verdict.PARTIAL


def test_a_full_page_without_any_pager_covers_only_what_stands_on_it() -> None:
    walk = _walk()
    _read(walk, _rows(*[f"2026-03-{day:02d}" for day in range(30, 10, -1)]))
    assert walk.verdict is Verdict.COMPLETE
    assert walk.visit("").window_covered_from == "2026-03-12"


def test_a_list_sorted_from_old_to_new_is_read_to_its_end() -> None:
    walk = _walk()
    assert _read(walk, _rows("2024-01-01", "2024-02-01"), "http://portal/2") == "http://portal/2"
    assert _read(walk, _rows("2025-01-01", "2025-02-01"), "http://portal/3") == "http://portal/3"
    assert _read(walk, _rows("2026-01-05", "2026-03-30")) is None
    assert walk.verdict is Verdict.COMPLETE


def test_a_stale_list_ends_after_some_pages_of_old_rows() -> None:
    walk = _walk()
    pages = [_rows(f"2024-0{month}-02", f"2024-0{month}-01") for month in (9, 8, 7, 6)]
    followed = [_read(walk, rows, f"http://portal/{number}") for number, rows in enumerate(pages, 2)]
    assert followed[-1] is None
    assert walk.verdict is Verdict.COMPLETE


def test_a_list_that_went_back_in_time_is_not_believed() -> None:
    walk = _walk(_known(), _rows("2026-03-30"))
    _read(walk, [Row("old", Entry("http://portal/old", "旧", dt.date(2025, 8, 3)))])
    assert walk.verdict is Verdict.PARTIAL


def test_a_column_with_another_address_is_read_anew() -> None:
    assert not _walk(_known(first_page="elsewhere")).may_ask_if_changed


def test_several_lists_on_one_page_leave_the_visit_partial() -> None:
    rows = _rows("2026-03-30", "2026-02-01")
    walk = _walk()
    walk.read(Listing(tuple(row.entry for row in rows), rivals=1), rows)
    assert walk.verdict is Verdict.PARTIAL


API = Query("http://portal/api?page=1")


def _data(rows: list[Row], *, total: int = 0, page: int = 0, empty: str = "") -> tuple[Listing, list[Row]]:
    following = (f"http://portal/api?page={page}",) if page else ()
    return Listing(tuple(row.entry for row in rows), following, empty, total=total), rows


def test_what_was_known_of_the_shell_does_not_hold_for_its_data() -> None:
    rows = _rows("2026-03-30", "2026-03-29")
    walk = _walk(_known(), rows)
    assert walk.may_ask_if_changed
    walk.draw(API, "data-page")
    assert not walk.may_ask_if_changed
    assert walk.read(*_data(rows, total=40, page=2)) is not None, "the same rows are no shortcut"
    trusted = _walk(_known(first_page="data-page"), rows)
    trusted.draw(API, "data-page")
    assert trusted.may_ask_if_changed
    assert trusted.read(*_data(rows, total=40, page=2)) is None
    assert trusted.verdict is Verdict.COMPLETE


def test_data_ends_where_all_that_is_counted_was_read() -> None:
    walk = _walk()
    walk.draw(API, "data-page")
    assert walk.read(*_data(_rows("2026-03-30", "2026-03-29"), total=3, page=2)) is not None
    assert walk.read(*_data(_rows("2026-03-28"), total=3, page=3)) is None
    assert walk.verdict is Verdict.COMPLETE


def test_data_that_stops_short_of_its_count_is_partial() -> None:
    walk = _walk()
    walk.draw(API, "data-page")
    walk.read(*_data(_rows("2026-03-30", "2026-03-29"), total=4, page=2))
    assert walk.read(*_data([], empty="数据接口返回的记录数为 0")) is None
    assert walk.verdict is Verdict.PARTIAL


def test_data_without_a_count_ends_behind_a_short_page_only() -> None:
    for last, verdict in ((["2026-03-28"], Verdict.COMPLETE), (["2026-03-28", "2026-03-27"], Verdict.PARTIAL)):
        walk = _walk()
        walk.draw(API, "data-page")
        walk.read(*_data(_rows("2026-03-30", "2026-03-29"), page=2))
        walk.read(*_data(_rows(*last), page=3))
        assert walk.read(*_data([])) is None
        assert walk.verdict is verdict


def test_data_that_neither_counts_nor_goes_on_proves_what_it_shows() -> None:
    walk = _walk()
    walk.draw(API, "data-page")
    walk.read(*_data(_rows("2026-03-30", "2026-03-29")))
    visit = walk.visit("")
    assert (visit.verdict, visit.window_covered_from) == (Verdict.COMPLETE, "2026-03-30")


def test_a_guessed_endpoint_without_rows_is_no_empty_list() -> None:
    known = _known(entries=0, empty_on="2026-03-29", first_page="data-page")
    walk = _walk(known)
    walk.draw(Query(API.url, guessed=True), "data-page")
    walk.read(*_data([], empty="数据接口返回的记录数为 0"))
    assert walk.verdict is Verdict.LAYOUT_CHANGED


def test_an_endpoint_behind_shown_rows_begins_with_them_anew() -> None:
    walk = _walk()
    rows = _rows("2026-03-30", "2026-03-29", "2026-03-28", "2026-03-27")
    post = Query("http://portal/search", "page=1")
    assert walk.read(Listing(tuple(row.entry for row in rows), queries=(post,)), rows) == post
    assert walk.read(*_data(rows[:2], total=5, page=2)) is not None
    assert walk.read(*_data(rows[2:], total=5, page=3)) is not None
    last = [Row("page-9", Entry("http://portal/9", "第九条", dt.date(2026, 3, 26)))]
    assert walk.read(*_data(last, total=5)) is None
    assert (walk.verdict, walk.visit("").entries) == (Verdict.COMPLETE, 5)


def test_a_list_that_lost_most_of_its_rows_is_believed_on_the_second_night() -> None:
    rows = _rows("2026-03-30", "2026-03-29", "2026-03-28")
    before = _known(entries=45, last_entries=45)
    assert "45 条变成 3 条" in _read_whole(before, rows).reason
    seen = before._replace(trusted=0, last_entries=3)
    assert _read_whole(seen, rows).verdict is Verdict.COMPLETE
    few = before._replace(entries=6, last_entries=6)
    assert _read_whole(few, rows).verdict is Verdict.COMPLETE


def test_a_list_without_its_newest_row_is_believed_on_the_second_night() -> None:
    rows = _rows("2026-03-28", "2026-03-27")
    walk = _read_whole(_known(entries=3), rows)
    assert (walk.verdict, "2026-03-30" in walk.reason) == (Verdict.PARTIAL, True)
    assert walk.visit("").window_covered_from == ""
    seen = _known(entries=3, trusted=0, last_newest="2026-03-28")
    assert _read_whole(seen, rows).verdict is Verdict.COMPLETE


def test_what_the_visit_before_did_not_see_or_another_pass_of_the_night_saw_lifts_no_doubt() -> None:
    rows = _rows("2026-03-28", "2026-03-27")
    blocked = _known(entries=40, trusted=0, last_entries=0, last_newest="")
    tonight = _known(entries=40, trusted=0, last_entries=2, last_newest="2026-03-28", last_on=NIGHT.isoformat())
    assert [_read_whole(known, rows).verdict for known in (blocked, tonight)] == [Verdict.PARTIAL, Verdict.PARTIAL]


def test_a_newest_row_that_was_given_an_earlier_date_still_stands_in_the_list() -> None:
    row = Row("page-1", Entry("http://portal/1", "第一条", dt.date(2026, 3, 28)))
    before = Row(row.page, Entry(row.entry.url, row.entry.title, dt.date(2026, 3, 30)))
    walk = _walk(_known(entries=1), [row, before], full=True)
    _read(walk, [row])
    assert walk.verdict is Verdict.COMPLETE


def test_known_rows_without_the_newest_end_no_walk() -> None:
    old = _rows("2026-03-20", "2026-03-19")
    walk = _walk(_known(entries=3), [*old, Row("newest", Entry("http://portal/n", "最新", dt.date(2026, 3, 30)))])
    assert _read(walk, old, "http://portal/2") == "http://portal/2"


def test_pages_that_repeat_rows_out_of_order_may_have_left_others_out() -> None:
    walk = _walk()
    first, *others = _rows("2026-03-02", "2026-03-30", "2026-02-01", "2026-03-20", "2026-03-11", "2026-03-29")
    _read(walk, [first, *others[:3]], "http://portal/2")
    _read(walk, [others[2], *others[3:]])
    assert (walk.verdict, "1 条重复" in walk.reason) == (Verdict.PARTIAL, True)


def test_pinned_rows_on_every_page_leave_none_out() -> None:
    walk = _walk()
    pinned = _rows("2024-01-02", "2025-03-01")
    _read(walk, [*pinned, *_rows("2026-03-30", "2026-03-29")], "http://portal/2")
    _read(walk, [*pinned, *_rows("2026-03-21", "2026-03-20")])
    assert walk.verdict is Verdict.COMPLETE


def _read_whole(known: KnownColumn, rows: list[Row]) -> ColumnWalk:
    walk = _walk(known, rows, full=True)
    _read(walk, rows)
    return walk
