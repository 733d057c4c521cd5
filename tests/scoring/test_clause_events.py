"""(五)5 "每出现一项扣5分,最多扣40分", (五)7 "每发现一条扣5分,最多扣40分" and (六) ad-hoc tasks."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from made_evidence import CALENDAR, clause_of, make_evidence, make_unit, weekly_news
from made_registers import bonus, event, task

from county.register import Event, Registers, Task
from scoring import EntryState, Scheme, Sheet, load_scheme, score
from scoring.settings import FullPoints

FULL_YEAR = weekly_news([2] * 52)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def with_events(scheme: Scheme, *events: Event) -> Sheet:
    return score(scheme, make_evidence(make_unit(), FULL_YEAR, registers=Registers(events=events)), CALENDAR)


def with_tasks(scheme: Scheme, *tasks: Task, claimed: bool = False) -> Sheet:
    registers = Registers(tasks=tasks, bonus_claims=(bonus("(四)1", 2), bonus("(四)2", number=2)) if claimed else ())
    return score(scheme, make_evidence(make_unit(), FULL_YEAR, registers=registers), CALENDAR)


@pytest.mark.parametrize("clause", ["(五)5", "(五)7"])
def test_each_costs_five_and_nine_cost_forty(scheme: Scheme, clause: str) -> None:
    """2 × 5 = 10; 9 × 5 = 45, of which 40, and 35 - 40 is floored at 0."""
    two = with_events(scheme, event(clause, times=2))
    (entry,) = clause_of(two, clause).entries
    assert (two.penalty, two.total) == (-10, 25)
    assert entry.why == "2024年5月20日：省级监测问题清单，2 项 × 5 分，扣 10 分（张主任签署）。"
    nine = with_events(scheme, *(event(clause, number=number) for number in range(9)))
    assert (nine.penalty, nine.total) == (-40, 0)
    assert clause_of(nine, clause).entries[8].why.endswith("本条最多计 40 分，已计满，此处不再计分。")


@pytest.mark.parametrize("clause", ["(五)5", "(五)7"])
def test_nothing_costs_unsigned(scheme: Scheme, clause: str) -> None:
    sheet = with_events(scheme, event(clause, signed_by=""))
    (entry,) = clause_of(sheet, clause).entries
    assert (sheet.total, entry.state, entry.at_stake) == (35, EntryState.PENDING, 5)
    assert (clause_of(sheet, clause).at_stake, sheet.at_stake) == (5, 5)


def test_tasks_give_and_take_what_was_decided(scheme: Scheme) -> None:
    """ "根据实际情况确定加分数和扣分数": 35 + 1.5 - 2 = 34.5."""
    sheet = with_tasks(scheme, task("1.5", number=1), task("-2", number=2))
    assert (sheet.adjustment, sheet.total) == (Decimal("-0.5"), Decimal("34.5"))
    whys = [entry.why for entry in clause_of(sheet, "(六)").entries]
    assert whys[0] == "2024年5月20日：营商环境专栏，加 1.5 分（张主任签署）。"


def test_an_unsigned_task_moves_nothing(scheme: Scheme) -> None:
    sheet = with_tasks(scheme, task("1.5", "", number=1), task("-2", "", number=2))
    gives, takes = clause_of(sheet, "(六)").entries
    assert (sheet.adjustment, gives.at_stake, takes.at_stake) == (0, Decimal("1.5"), 2)
    assert (gives.amount, takes.amount, sheet.at_stake) == (Decimal("1.5"), -2, 2)


def test_tasks_lift_no_total_above_the_scheme_unless_the_county_says_so(scheme: Scheme) -> None:
    """35 + 5 + 3 = 43, of which 40."""
    assert with_tasks(scheme, task("3"), claimed=True).total == 40
    settings = dataclasses.replace(scheme.settings, full_points=FullPoints.EXCEEDED)
    assert with_tasks(dataclasses.replace(scheme, settings=settings), task("3"), claimed=True).total == 43
