"""The responsibility list: (一)10 "分值6分,根据维护或报送的情况,按比例扣分" and
(二) "分值为9分,根据及时公开情况按比例扣分"."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_evidence import make_evidence, make_item, make_unit, make_visit, score_clause
from made_registers import day, duty, exemption, hand_in

from county.history import Item
from county.register import Duty, Exemption, HandIn, Registers
from county.units import ColumnKind
from county.visit import Verdict
from scoring import ClauseState, EntryState, Scheme, UnitEvidence, load_scheme
from scoring.rules.pro_rata import equal_shares
from scoring.settings import DueOnRestDay

UNIT = make_unit()
YEAR_END = day("12-31")
ALL, PUBLIC = "(一)10", "(二)"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def published(number: int, on: str) -> Item:
    return dataclasses.replace(make_item(day(on), f"事项{number:02d}公开情况"), first_seen=YEAR_END)


def evidence(
    duties: list[Duty],
    items: list[Item] | None = None,
    verdict: Verdict = Verdict.COMPLETE,
    as_of: dt.date = YEAR_END,
    hand_ins: tuple[HandIn, ...] = (),
    exemptions: tuple[Exemption, ...] = (),
) -> UnitEvidence:
    registers = Registers(duties=tuple(duties), hand_ins=hand_ins, exemptions=exemptions)
    known = make_evidence(UNIT, verdict=verdict, as_of=as_of, registers=registers)
    histories = tuple(
        dataclasses.replace(one, items=tuple(items or ())) if one.column.kind is ColumnKind.POLICY else one
        for one in known.histories
    )
    return dataclasses.replace(known, histories=histories)


def test_three_of_twelve_missed_cost_a_quarter(scheme: Scheme) -> None:
    """12 duties, 9 published in time, 1 late, 2 not at all: 3/12 of 6 is 1.5, of 9 is 2.25."""
    duties = [duty(number) for number in range(1, 13)]
    items = [*(published(number, "03-15") for number in range(1, 10)), published(10, "04-20")]
    known = evidence(duties, items)
    assert score_clause(scheme, known, ALL).earned == Decimal("4.5")
    result = score_clause(scheme, known, PUBLIC)
    assert (result.points, result.earned, result.state) == (9, Decimal("6.75"), ClauseState.OBSERVED)
    late, missing = result.entries[9], result.entries[10]
    assert late.why == (
        "“公开事项10”：《事项10公开情况》2024年4月20日才公开（2024年4月1日到期），逾期 19 天。"
        "责任清单 12 项之一，占 0.75 分，扣 0.75 分。"
    )
    assert missing.why.endswith("“政策文件”里没有标题含“事项11”的信息。责任清单 12 项之一，占 0.75 分，扣 0.75 分。")
    assert missing.evidence == ("visit:r1231:longchang/政策文件", "duty:ZR-11")
    assert missing.day == day("04-01"), "31 March 2024 is a Sunday"


def test_all_of_seven_missed_cost_six_and_not_a_cent_more(scheme: Scheme) -> None:
    """6 / 7 = 0.857…: parts of 0.85, 0.86 and 0.86 … that add up to 6."""
    result = score_clause(scheme, evidence([duty(number) for number in range(7)]), ALL)
    assert result.earned == 0
    assert {-entry.points for entry in result.entries} == {Decimal("0.85"), Decimal("0.86")}


@given(st.decimals(0, 40, places=3), st.integers(1, 200))
def test_shares_add_up_exactly_and_differ_by_a_cent_at_most(points: Decimal, number: int) -> None:
    shares = equal_shares(points, number)
    assert sum(shares) == points
    assert max(shares) - min(shares) <= Decimal("0.02")
    assert min(shares) >= 0


def test_one_share_is_the_same_whatever_becomes_of_the_others(scheme: Scheme) -> None:
    duties = [duty(number) for number in range(7)]
    alone = score_clause(scheme, evidence(duties, [published(number, "03-01") for number in range(1, 7)]), ALL)
    both = score_clause(scheme, evidence(duties, [published(number, "03-01") for number in range(2, 7)]), ALL)
    assert alone.entries[0] == both.entries[0]


def test_what_is_handed_in_counts_for_one_and_not_for_the_other(scheme: Scheme) -> None:
    """Two duties, one of them handed in late: half of 6; (二) knows the other alone, which was published."""
    duties = [duty(1), duty(2, column="")]
    late = (dataclasses.replace(hand_in("ZR-02", "04-05")),)
    known = evidence(duties, [published(1, "03-01")], hand_ins=late)
    assert score_clause(scheme, known, ALL).earned == 3
    assert score_clause(scheme, known, PUBLIC).earned == 9


def test_a_silent_register_proves_nothing_unless_declared_complete(scheme: Scheme) -> None:
    known = evidence([duty(1, column="")])
    (entry,) = score_clause(scheme, known, ALL).entries
    assert (entry.state, entry.points, entry.amount) == (EntryState.NOT_OBSERVED, 0, -6)
    complete = dataclasses.replace(scheme.settings, register_complete_from=day("01-01"))
    assert score_clause(dataclasses.replace(scheme, settings=complete), known, ALL).earned == 0


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.COMPLETE])
def test_what_nobody_read_costs_nothing(scheme: Scheme, verdict: Verdict) -> None:
    result = score_clause(scheme, evidence([duty(1), duty(2)], verdict=verdict), PUBLIC)
    assert (result.earned, result.state) == (9, ClauseState.NOT_OBSERVED)
    assert {entry.state for entry in result.entries} == {EntryState.NOT_OBSERVED}


def test_before_its_day_a_duty_is_announced(scheme: Scheme) -> None:
    (entry,) = score_clause(scheme, evidence([duty(1)], as_of=day("03-31")), PUBLIC).entries
    assert (entry.points, entry.amount, entry.is_upcoming(day("03-31"))) == (0, -9, True)


def test_a_due_day_of_rest_moves_to_the_next_working_day(scheme: Scheme) -> None:
    """31 March 2024 is a Sunday."""
    known = evidence([duty(1)], [published(1, "04-01")])
    assert score_clause(scheme, known, PUBLIC).earned == 9
    assert score_clause(scheme, evidence([duty(1)], [published(1, "04-02")]), PUBLIC).earned == 0
    (entry,) = score_clause(scheme, evidence([duty(1)], as_of=day("04-01")), PUBLIC).entries
    assert entry.is_upcoming(day("04-01"))
    until_then = (exemption("政策文件", "03-01", "03-31"),)
    assert score_clause(scheme, evidence([duty(1)], exemptions=until_then), PUBLIC).earned == 9
    strict = dataclasses.replace(scheme.settings, due_on_rest_day=DueOnRestDay.AS_WRITTEN)
    assert score_clause(dataclasses.replace(scheme, settings=strict), known, PUBLIC).earned == 0


def test_duties_of_another_year_are_not_counted(scheme: Scheme) -> None:
    old = dataclasses.replace(duty(1), due=dt.date(2023, 12, 31))
    result = score_clause(scheme, evidence([old]), PUBLIC)
    assert [entry.why for entry in result.entries] == ["本单位本年度的责任清单还没有登记，未观测，不扣分。"]


def test_what_was_reported_beforehand_costs_nothing_and_keeps_its_share(scheme: Scheme) -> None:
    reported = (exemption("政策文件", "03-01", "04-30"),)
    result = score_clause(scheme, evidence([duty(1), duty(2, due="06-28")], exemptions=reported), PUBLIC)
    assert result.earned == Decimal("4.5")
    assert result.entries[0].evidence == ("exemption:BB-1", "duty:ZR-01")


def test_a_date_that_a_reading_contradicts_is_believed_unless_the_county_says_otherwise(scheme: Scheme) -> None:
    """Dated 20 March, not there on 10 April, seen on 2 May; due on 31 March (倒签)."""
    known = evidence([duty(1)], [dataclasses.replace(published(1, "03-20"), first_seen=day("05-02"))])
    column = UNIT.columns_of(ColumnKind.POLICY)[0]
    nights = [make_visit(column, day(night)) for night in ("04-10", "05-02")]
    histories = tuple(
        dataclasses.replace(one, visits=(*nights, *one.visits)) if one.column == column else one
        for one in known.histories
    )
    known = dataclasses.replace(known, histories=histories)
    assert score_clause(scheme, known, PUBLIC).earned == 9
    strict = load_scheme("xiuwen")
    settings = dataclasses.replace(strict.settings, backdated="first-seen")
    assert score_clause(dataclasses.replace(strict, settings=settings), known, PUBLIC).earned == 0
