"""The board of a unit: weeks, the week that is going on, and how fresh each column is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from made_evidence import CALENDAR, YEAR, YEAR_END, make_evidence, make_item, make_unit, weekly_news
from made_registers import bonus, event

from county.history import ColumnHistory
from county.register import ClaimState, Exemption, Receipt, Registers
from county.units import ColumnKind
from county.visit import Verdict
from scoring import UnitEvidence, load_scheme
from scoring.boards import Board, Freshness, make_board
from scoring.summaries import kept, outline_of, restored_board, restored_outline

SCHEME = load_scheme("xiuwen")
UNIT = make_unit(kinds=(ColumnKind.NEWS,))


def _board(evidence: UnitEvidence) -> Board:
    return make_board(evidence, SCHEME, CALENDAR)


def test_the_week_that_is_going_on_is_told_apart() -> None:
    monday = YEAR + dt.timedelta(days=21)
    evidence = make_evidence(UNIT, weekly_news([2, 0, 2, 1]), as_of=monday + dt.timedelta(days=2))
    board = _board(evidence)
    assert [week.count for week in board.weeks] == [2, 0, 2]
    assert (board.week.start, board.week.count) == (monday, 1)


@pytest.mark.parametrize(("age", "freshness"), [(10, Freshness.FRESH), (150, Freshness.SOON), (181, Freshness.STALE)])
def test_a_column_is_as_fresh_as_its_newest_item(age: int, freshness: Freshness) -> None:
    item = make_item(YEAR_END - dt.timedelta(days=age), "最新一条")
    [state] = _board(make_evidence(UNIT, [item])).columns
    assert (state.freshness, state.age, state.title) == (freshness, age, "最新一条")


def test_what_was_never_read_whole_is_not_judged() -> None:
    item = make_item(YEAR_END - dt.timedelta(days=300))
    [state] = _board(make_evidence(UNIT, [item], verdict=Verdict.BLOCKED)).columns
    assert (state.freshness, state.read) == (Freshness.UNSEEN, None)


def test_blank_and_reported_columns_are_named_so() -> None:
    evidence = make_evidence(UNIT)
    [history] = evidence.histories
    blank = history.visits[0]._replace(empty_because="暂无内容")
    [state] = _board(replace(evidence, histories=(replace(history, visits=(blank,)),))).columns
    assert state.freshness is Freshness.EMPTY
    receipt = Receipt(YEAR, "王敏")
    exemption = Exemption("BB-1", UNIT.id, history.column.name, YEAR, YEAR_END, "机构改革", receipt)
    [state] = _board(replace(evidence, registers=Registers(exemptions=(exemption,)))).columns
    assert state.freshness is Freshness.EXEMPT


def test_a_standing_text_is_as_old_as_its_last_change() -> None:
    unit = make_unit(kinds=(ColumnKind.LEADERS,))
    [history] = make_evidence(unit).histories
    standing: ColumnHistory = replace(history, changed_on=YEAR, column=replace(history.column, duty_days=None))
    [state] = _board(replace(make_evidence(unit), histories=(standing,))).columns
    assert (state.freshness, state.newest) == (Freshness.AS_FACTS, YEAR)


def test_what_is_kept_of_a_board_is_the_board() -> None:
    board = _board(make_evidence(UNIT, weekly_news([2, 0, 1]), as_of=YEAR + dt.timedelta(days=23)))
    stored = kept(board)
    assert (stored.unit, stored.total) == (UNIT.id, board.sheet.total)
    assert restored_board(stored.content) == board
    assert restored_outline(stored.outline) == outline_of(board)
    assert outline_of(board).weeks == (*board.weeks, board.week)


def test_the_overview_counts_pending_deductions_only() -> None:
    """Neither the suspicion of a veto, which would take all, nor a claim, which would give."""
    waits = bonus("(四)1", state=ClaimState.CLAIMED)
    registers = Registers(bonus_claims=(waits,), events=(event("(五)1", signed_by=""), event("(五)7", 1, "", number=2)))
    assert outline_of(_board(make_evidence(UNIT, weekly_news([2] * 52), registers=registers))).at_stake == 5
