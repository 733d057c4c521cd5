"""What a unit still owes: soonest first, with what it will cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from made_evidence import CALENDAR, make_histories, make_item, make_unit, make_visit
from made_registers import WRITTEN, day, duty, hand_in, request

from county.history import ColumnHistory
from county.register import Exemption, Registers
from county.units import ColumnKind
from scoring import UnitEvidence, load_scheme
from scoring.owed import Horizon, Owed, OwedKind, last_horizon, owed

SCHEME = load_scheme("xiuwen")
UNIT = make_unit()
TODAY = day("06-12")
"""A Wednesday: the week ends on Sunday the 16th."""


NOTHING = Registers()


def owes(
    registers: Registers = NOTHING, today: dt.date = TODAY, unit_evidence: UnitEvidence | None = None
) -> list[Owed]:
    evidence = unit_evidence or UnitEvidence(UNIT, today, make_histories(UNIT, today), registers=registers)
    return list(owed(SCHEME, evidence, CALENDAR))


def of_clause(found: list[Owed], clause: str) -> list[Owed]:
    return [one for one in found if one.clause == clause]


def test_news_of_the_running_week_are_owed_until_sunday() -> None:
    [week] = of_clause(owes(), "(一)9")
    assert (week.horizon, week.due, week.days_left, week.cost) == (Horizon.WEEK, day("06-16"), 4, Decimal("0.2"))
    assert "应发 2 条，已看到 0 条，还差 2 条" in week.why
    history = ColumnHistory(UNIT, UNIT.columns[-1], TODAY, (make_visit(UNIT.columns[-1], TODAY),), (make_item(TODAY),))
    evidence = UnitEvidence(UNIT, TODAY, (*make_histories(UNIT, TODAY)[:-1], history))
    [week] = of_clause(owes(unit_evidence=evidence), "(一)9")
    assert week.cost == Decimal("0.1")


def test_hand_ins_are_owed_until_they_came() -> None:
    moved = hand_in("推进情况表（半年）", None, "2024-H1", due="06-28")
    [half] = [one for one in of_clause(owes(Registers((moved,))), "(一)3") if "半年" in one.why]
    assert (half.horizon, half.due, half.cost) == (Horizon.MONTH, day("06-28"), 1)
    came = replace(moved, received=day("06-11"))
    assert not [one for one in of_clause(owes(Registers((came,))), "(一)3") if "半年" in one.why]


def test_an_overdue_matter_that_nobody_noted_is_told() -> None:
    report, following = of_clause(owes(), "(一)1")
    assert (report.horizon, report.cost, following.horizon) == (Horizon.OVERDUE, 1, Horizon.JANUARY)
    assert "登记簿没有记载" in report.why


def test_an_open_request_tells_its_working_days() -> None:
    """Received on Monday 20 May 2024; 10 June is the Dragon boat festival: due on Tuesday 18 June."""
    [one] = [found for found in owes(Registers(requests=(request("05-20"),))) if found.kind is OwedKind.REQUEST]
    assert (one.clause, one.due, one.days_left, one.cost) == ("(三)", day("06-18"), 4, 2)
    assert one.why == "依申请公开 2024-1：2024年6月18日前答复，还剩 4 个工作日，不答复扣 2 分。"
    late = owes(Registers(requests=(request("05-20"),)), day("06-20"))
    [one] = [found for found in late if found.kind is OwedKind.REQUEST]
    assert (one.horizon, one.days_left) == (Horizon.OVERDUE, -2)
    assert "已超过 2 个工作日" in one.why
    answered = Registers(requests=(request("05-20", "06-11"),))
    assert not [found for found in owes(answered) if found.kind is OwedKind.REQUEST]


def test_duties_cost_their_share() -> None:
    found = of_clause(owes(Registers(duties=(duty(1, due="06-28"), duty(2, due="03-31", published="03-20")))), "(二)")
    assert [(one.due, one.cost) for one in found] == [(day("06-28"), Decimal("4.5"))]


def column_evidence(posted: dt.date, today: dt.date, read: dt.date) -> UnitEvidence:
    """The policy column of a unit, with one item, last read whole on that night."""
    column = UNIT.columns_of(ColumnKind.POLICY)[0]
    history = ColumnHistory(UNIT, column, today, (make_visit(column, read),), (make_item(posted),))
    return UnitEvidence(UNIT, today, (history,))


def columns(posted: dt.date, today: dt.date, read: dt.date) -> list[tuple[Horizon, int, Decimal]]:
    found = owes(unit_evidence=column_evidence(posted, today, read))
    return [(one.horizon, one.days_left, one.cost) for one in found if one.kind is OwedKind.COLUMN]


def test_a_column_is_told_two_weeks_before_its_limit() -> None:
    """Limit 180 days: posted on 1 January, due on 29 June."""
    posted, half = day("01-01"), Decimal("0.5")
    assert columns(posted, day("05-20"), day("05-20")) == []
    assert columns(posted, day("06-12"), day("06-11")) == [(Horizon.MONTH, 17, half)]
    assert columns(posted, day("06-28"), day("06-11")) == [(Horizon.WEEK, 1, half)]
    assert columns(posted, day("07-01"), day("06-30")) == [(Horizon.OVERDUE, -2, half)]


def test_that_a_columns_limit_has_passed_must_be_witnessed() -> None:
    assert columns(day("01-01"), day("07-20"), day("06-29")) == []


def test_a_reported_column_owes_nothing() -> None:
    evidence = column_evidence(day("01-01"), TODAY, TODAY)
    exempt = Exemption("BB-1", UNIT.id, "政策文件", day("06-01"), day("06-30"), "机构改革", WRITTEN)
    told = owes(unit_evidence=replace(evidence, registers=Registers(exemptions=(exempt,))))
    assert not [one for one in told if one.kind is OwedKind.COLUMN]


def test_the_yearly_report_is_told_before_31_january() -> None:
    """31 January 2025 lies in the spring festival: the report is due on 5 February."""
    assert last_horizon(day("12-20"), CALENDAR) == dt.date(2025, 2, 5)
    assert last_horizon(day("01-31"), CALENDAR) == day("01-31")
    reports = of_clause(owes(today=day("12-20")), "(一)1")
    assert [(one.horizon, one.due, one.cost) for one in reports] == [
        (Horizon.OVERDUE, day("01-31"), 1),
        (Horizon.JANUARY, dt.date(2025, 2, 5), 1),
    ]


def test_the_soonest_comes_first_and_nothing_costs_more_than_its_clause() -> None:
    found = owes(Registers(requests=(request("05-20"), request("06-03", number=2)), duties=(duty(1, due="06-28"),)))
    assert [one.due for one in found] == sorted(one.due for one in found)
    points = {clause.id: clause.points for clause in SCHEME.clauses}
    assert all(one.cost <= points[one.clause] for one in found if one.clause)


def test_what_is_owed_is_never_called_free() -> None:
    found = owes(Registers((hand_in("推进情况表（半年）", None, "2024-H1", due="06-28"),)))
    assert len([one for one in found if one.cost]) > 3
    for one in found:
        assert "不扣分" not in one.why
        assert one.why.endswith("。")
