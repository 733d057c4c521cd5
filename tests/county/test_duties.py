"""Duties of a responsibility list: nothing is late or missing unless a visit witnessed it or the office wrote it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county.duties import DutyGrounds, DutyJudgement, DutyState, judge_duties
from county.history import ColumnHistory, Item
from county.register import Duty, Exemption, HandIn, Receipt
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict, Visit

COLUMN = Column("longchang", "财政预决算", ColumnKind.BUDGET, "http://127.0.0.1/lc/", 365)
UNIT = Unit("longchang", "龙场街道办事处", UnitClass.FIRST, "xiuwen", (COLUMN,))
OPENS, DUE = dt.date(2026, 1, 1), dt.date(2026, 2, 20)
RECEIPT = Receipt(dt.date(2026, 1, 5), "张三")
DUTY = Duty("ZR-1", "longchang", "部门预算", COLUMN.name, ("部门预算", "2026"), OPENS, DUE, RECEIPT)
AS_OF = dt.date(2026, 3, 31)
BEFORE = dt.date(2025, 12, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def item(date: str | None, seen: str, title: str = "龙场街道办事处２０２６年度部门 预算公开", page: str = "p") -> Item:
    shown = day(date) if date else None
    return Item(page, f"http://127.0.0.1/{page}", title, shown, None, None, day(seen), day(seen))


def visit(
    night: str, verdict: Verdict = Verdict.COMPLETE, covered: dt.date | None = BEFORE, *, full: bool = True
) -> Visit:
    covered = covered if verdict is Verdict.COMPLETE else None
    return Visit(f"r{night}", day(night), COLUMN.key, verdict, window_covered_from=covered, full=full)


def judged(*seen: Item | Visit, duty: Duty = DUTY, as_of: dt.date = AS_OF, **grounds: object) -> DutyJudgement:
    visits = tuple(one for one in seen if isinstance(one, Visit))
    items = tuple(one for one in seen if isinstance(one, Item))
    history = ColumnHistory(UNIT, COLUMN, as_of, visits, items)
    [judgement] = judge_duties([duty], DutyGrounds(as_of, (history,), **grounds))  # type: ignore[arg-type]
    return judgement


def test_an_item_of_the_right_title_and_day_is_on_time_whatever_the_visits() -> None:
    judgement = judged(item("02-20", "03-05"))
    assert (judgement.state, judgement.done, judgement.evidence) == (DutyState.ON_TIME, DUE, ("page:p",))
    assert (
        judgement.why
        == "“部门预算”：《龙场街道办事处２０２６年度部门 预算公开》2026年2月20日公开（2026年2月20日到期）。"
    )


def test_it_is_late_where_a_visit_read_the_column_from_the_first_day_on() -> None:
    late = item("02-25", "03-05")
    assert judged(late, visit("03-05", covered=OPENS + dt.timedelta(days=1))).state is DutyState.NOT_OBSERVED
    judgement = judged(late, visit("03-05"))
    assert (judgement.state, judgement.done) == (DutyState.LATE, day("02-25"))
    assert judgement.evidence == ("page:p", "visit:r03-05:longchang/财政预决算")
    assert judgement.why.endswith("2026年2月25日才公开（2026年2月20日到期），逾期 5 天。")


def test_it_is_missing_only_where_a_complete_visit_after_the_day_says_so() -> None:
    judgement = judged(visit("02-21"))
    assert (judgement.state, judgement.evidence) == (DutyState.MISSING, ("visit:r02-21:longchang/财政预决算",))
    assert judgement.why == (
        "“部门预算”：2026年1月1日至2026年2月20日，“财政预决算”里没有标题含“部门预算、2026”的信息。"
    )


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (visit("02-20"), "公开期限结束后没有巡查过“财政预决算”"),
        (visit("02-21", Verdict.BLOCKED), "公开期限结束后没有完整读取过“财政预决算”（最近一次 2026-02-21：被拦截）"),
        (visit("02-21", full=False), "公开期限结束后只看过“财政预决算”的首页，还没有从头到尾重读"),
        (visit("02-21", covered=None), "公开期限结束后读过“财政预决算”，但不能确知读到了哪一天，没有覆盖公开期限"),
        (visit("02-21")._replace(empty_because="列表为空"), "公开期限结束后读到的“财政预决算”是空的，须由人核实"),
    ],
)
def test_what_was_not_read_is_not_observed(seen: Visit, reason: str) -> None:
    judgement = judged(seen)
    assert (judgement.state, judgement.evidence) == (DutyState.NOT_OBSERVED, (seen.id,))
    assert judgement.why == f"“部门预算”：2026年2月20日到期，{reason}，未观测。"


def test_before_its_day_is_over_it_is_not_yet_due() -> None:
    assert judged(visit("02-20"), as_of=DUE).state is DutyState.NOT_YET_DUE
    assert judged(item("02-18", "02-19"), as_of=day("02-19")).state is DutyState.ON_TIME


def test_other_titles_and_last_years_do_not_count() -> None:
    others = item("02-10", "02-19", "2026年度部门决算", "a"), item("02-10", "02-19", "2025年部门预算", "b")
    earlier = replace(item("01-05", "02-19"), listed=dt.date(2025, 12, 30))
    assert judged(*others, earlier, visit("03-05")).state is DutyState.MISSING


def test_an_item_that_was_seen_in_time_is_on_time_whatever_date_it_bears() -> None:
    assert judged(item("06-01", "02-10"), visit("03-05")).done == day("02-10")
    assert judged(item(None, "02-10"), visit("03-05")).state is DutyState.ON_TIME


def test_a_date_that_an_earlier_reading_contradicts_is_late() -> None:
    """Dated 18 February, first seen on 10 March, and not there on 1 March (倒签)."""
    seen = item("02-18", "03-10"), visit("03-01"), visit("03-10")
    judgement = judged(*seen)
    assert (judgement.state, judgement.done) == (DutyState.LATE, day("03-10"))
    assert "页面显示的日期是2026年2月18日，此前完整读取栏目时还没有这一条" in judgement.why
    assert judged(*seen, grace=9).state is DutyState.ON_TIME
    assert judged(seen[0], visit("03-01", Verdict.PARTIAL), visit("03-10")).state is DutyState.ON_TIME


def test_an_undated_item_first_seen_later_is_doubt_unless_an_earlier_reading_lacked_it() -> None:
    undated = item(None, "03-10")
    assert judged(undated, visit("03-10")).state is DutyState.NOT_OBSERVED
    assert judged(undated, visit("03-01"), visit("03-10")).state is DutyState.LATE


def test_a_title_that_the_list_cut_off_is_doubt() -> None:
    cut = item("02-10", "02-19", "关于龙场街道办事处公开2026年度部门……")
    judgement = judged(cut, visit("03-05"))
    assert judgement.state is DutyState.NOT_OBSERVED
    assert "有 1 条标题不全或没有日期（《关于龙场街道办事处公开2026年度部门……》），无法核对" in judgement.why
    assert judged(replace(cut, listed=day("03-01")), visit("03-05")).state is DutyState.MISSING


def test_the_office_has_the_last_word() -> None:
    assert judged(visit("03-05"), duty=replace(DUTY, published=day("02-11"))).evidence == ("duty:ZR-1",)
    assert judged(item("02-10", "02-11"), duty=replace(DUTY, published=day("02-25"))).state is DutyState.LATE
    assert judged(visit("03-05"), duty=replace(DUTY, published=day("04-25"))).state is DutyState.MISSING


def hand_in(received: str | None, number: int = 1) -> HandIn:
    return HandIn(f"BS-{number}", "longchang", "ZR-1", "2026", day(received) if received else None, RECEIPT)


@pytest.mark.parametrize(
    ("notes", "state", "evidence"),
    [
        ([hand_in("02-20")], DutyState.ON_TIME, ("hand_in:BS-1",)),
        ([hand_in("02-25"), hand_in("02-21", 2)], DutyState.LATE, ("hand_in:BS-2",)),
        ([hand_in(None)], DutyState.MISSING, ("hand_in:BS-1",)),
        ([], DutyState.NOT_OBSERVED, ("duty:ZR-1",)),
    ],
)
def test_what_is_handed_in_is_judged_by_its_notes(
    notes: list[HandIn], state: DutyState, evidence: tuple[str, ...]
) -> None:
    judgement = judged(duty=replace(DUTY, column=""), hand_ins=tuple(notes))
    assert (judgement.state, judgement.evidence) == (state, evidence)


def test_a_note_that_nothing_came_says_nothing_of_a_column() -> None:
    assert judged(item("02-10", "02-19"), hand_ins=(hand_in(None),)).state is DutyState.ON_TIME
    assert judged(visit("02-20"), hand_ins=(hand_in(None),)).state is DutyState.NOT_OBSERVED
    assert judged(visit("03-05"), hand_ins=(hand_in("02-19"),)).state is DutyState.ON_TIME


def test_a_column_that_was_reported_beforehand_owes_nothing_on_those_days() -> None:
    exemption = Exemption("BB-1", "longchang", COLUMN.name, day("02-01"), DUE, "机构改革", RECEIPT)
    judgement = judged(visit("03-05"), exemptions=(exemption,))
    assert (judgement.state, judgement.evidence) == (DutyState.EXEMPT, ("exemption:BB-1",))
    assert judged(visit("03-05"), exemptions=(replace(exemption, until=day("02-19")),)).state is DutyState.MISSING


def test_a_column_that_is_no_longer_configured_is_not_observed() -> None:
    judgement = judged(visit("03-05"), duty=replace(DUTY, column="预决算"))
    assert judgement.state is DutyState.NOT_OBSERVED
    assert "单位没有登记栏目“预决算”" in judgement.why


NIGHTS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 4, 30))
VISITS = st.builds(
    lambda night, verdict, full: Visit(
        f"r{night}",
        night,
        COLUMN.key,
        verdict,
        window_covered_from=BEFORE if verdict is Verdict.COMPLETE else None,
        full=full,
    ),
    NIGHTS,
    st.sampled_from(Verdict),
    st.booleans(),
)
ITEMS = st.builds(
    lambda number, date, seen: Item(
        f"p{number}", f"http://127.0.0.1/{number}", "2026部门预算", date, None, None, seen, seen
    ),
    st.integers(0, 5),
    st.none() | NIGHTS,
    NIGHTS,
)
AGAINST = (DutyState.LATE, DutyState.MISSING)


@given(st.lists(VISITS, max_size=6), st.lists(ITEMS, max_size=4), NIGHTS)
def test_nothing_counts_against_a_unit_without_a_full_reading_after_the_day(
    visits: list[Visit], items: list[Item], as_of: dt.date
) -> None:
    judgement = judged(*sorted(visits, key=lambda one: one.night), *items, as_of=as_of)
    if judgement.state in AGAINST:
        witnesses = [one for one in visits if one.verdict is Verdict.COMPLETE and one.full and one.night > DUE]
        assert any(one.id in judgement.evidence and one.night <= as_of for one in witnesses)


@given(st.lists(VISITS, max_size=6), st.lists(ITEMS, max_size=4), NIGHTS)
def test_an_item_that_was_there_in_time_is_never_held_against_a_unit(
    visits: list[Visit], items: list[Item], day_seen: dt.date
) -> None:
    seen = min(max(day_seen, OPENS), DUE)
    there = Item("there", "http://127.0.0.1/there", "2026部门预算", seen, None, None, seen, seen)
    judgement = judged(*sorted(visits, key=lambda one: one.night), *items, there)
    assert judgement.state is DutyState.ON_TIME
