"""(一)8 "及时更新本单位领导之窗、工作职责、政策文件及政策落实情况等。(分值2分,未及时更新一个栏目扣0.5分)"."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from made_evidence import COLUMN_KINDS, YEAR_END, column_finding, make_evidence, make_unit, make_visit, score_clause

from county.finding import FindingState, KnownFinding, Level
from county.units import ColumnKind, Unit
from county.visit import Verdict
from scoring import ClauseScore, ClauseState, EntryState, Scheme, UnitEvidence, load_scheme

UNIT = make_unit()


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def clause(scheme: Scheme, evidence: UnitEvidence) -> ClauseScore:
    return score_clause(scheme, evidence, "(一)8")


def with_findings(scheme: Scheme, *findings: KnownFinding, unit: Unit = UNIT) -> ClauseScore:
    return clause(scheme, make_evidence(unit, findings=findings))


def test_two_stale_columns_cost_one_point(scheme: Scheme) -> None:
    result = with_findings(scheme, column_finding(UNIT, "政策文件"), column_finding(UNIT, "政策落实"))
    assert (result.points, result.earned, result.state) == (Decimal(2), Decimal("1.0"), ClauseState.OBSERVED)
    entry = result.entries[0]
    assert entry.why == (
        "栏目“政策文件”未及时更新（最新一条 2024-01-05，距今 361 天，要求 180 天内；"
        "2024年12月31日夜完整读取过），扣 0.5 分。"
    )
    assert entry.evidence == (column_finding(UNIT, "政策文件").id, "visit:r1231:longchang/政策文件")


def test_five_stale_columns_cost_two_points_and_no_more(scheme: Scheme) -> None:
    unit = make_unit()
    second = dataclasses.replace(unit.columns[2], name="政策文件（二）")
    unit = dataclasses.replace(unit, columns=(*unit.columns, second))
    names = ("领导之窗", "工作职责", "政策文件", "政策文件（二）", "政策落实")
    result = with_findings(scheme, *(column_finding(unit, name) for name in names), unit=unit)
    assert result.earned == 0
    assert [entry.points for entry in result.entries] == [Decimal("-0.5")] * 4 + [0]
    assert result.entries[-1].why.endswith("本条最多计 2 分，已计满，此处不再计分。")


def test_a_column_both_stale_and_blank_costs_once(scheme: Scheme) -> None:
    stale, blank = (column_finding(UNIT, "政策文件", rule) for rule in ("column-stale", "column-blank"))
    result = with_findings(scheme, stale, blank)
    assert result.earned == Decimal("1.5")
    assert set(result.entries[0].evidence) >= {stale.id, blank.id}


def test_a_stale_column_of_another_kind_costs_nothing(scheme: Scheme) -> None:
    assert with_findings(scheme, column_finding(UNIT, "工作动态")).entries == ()


def test_a_notice_costs_nothing(scheme: Scheme) -> None:
    assert with_findings(scheme, column_finding(UNIT, "政策文件", level=Level.NOTICE)).entries == ()


@pytest.mark.parametrize("state", [FindingState.DISMISSED, FindingState.GONE])
def test_what_was_dismissed_or_mended_costs_nothing(scheme: Scheme, state: FindingState) -> None:
    assert with_findings(scheme, column_finding(UNIT, "政策文件", state=state)).entries == ()


def test_a_mended_column_costs_where_the_scheme_says_so(scheme: Scheme) -> None:
    strict = dataclasses.replace(scheme, settings=dataclasses.replace(scheme.settings, fixed_column_counts=True))
    gone = column_finding(UNIT, "政策文件", state=FindingState.GONE)
    assert with_findings(strict, gone).earned == Decimal("1.5")
    last_year = column_finding(UNIT, "政策文件", state=FindingState.GONE, night=dt.date(2023, 12, 30))
    assert with_findings(strict, last_year).earned == 2


def test_a_confirmed_fault_is_over_once_a_later_visit_shows_it_gone(scheme: Scheme) -> None:
    confirmed = column_finding(UNIT, "政策文件", state=FindingState.CONFIRMED)
    assert with_findings(scheme, confirmed).earned == Decimal("1.5")
    earlier = dataclasses.replace(confirmed, first_seen=dt.date(2024, 5, 1), last_seen=dt.date(2024, 5, 1))
    assert with_findings(scheme, earlier).earned == 2


def test_a_suspicion_waits_for_the_reviewer(scheme: Scheme) -> None:
    doubt = column_finding(UNIT, "政策文件", "column-blank", Level.SUSPECTED)
    (entry,) = with_findings(scheme, doubt).entries
    assert (entry.points, entry.at_stake, entry.state) == (0, Decimal("0.5"), EntryState.PENDING)
    sure = dataclasses.replace(doubt, state=FindingState.CONFIRMED)
    assert with_findings(scheme, sure).earned == Decimal("1.5")


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.COMPLETE])
def test_a_column_never_read_completely_costs_nothing(scheme: Scheme, verdict: Verdict) -> None:
    evidence = make_evidence(UNIT, findings=[column_finding(UNIT, "政策文件")], verdict=verdict)
    result = clause(scheme, evidence)
    assert (result.earned, result.state) == (2, ClauseState.NOT_OBSERVED)
    assert {entry.state for entry in result.entries} == {EntryState.NOT_OBSERVED}
    assert len(result.entries) == 4


def test_a_fault_of_last_year_costs_nothing_before_the_column_was_read_again(scheme: Scheme) -> None:
    """Stale in December and blocked ever since: nobody read the column in the year."""
    last_year = dt.date(2023, 12, 20)
    evidence = make_evidence(UNIT, findings=[column_finding(UNIT, "政策文件", night=last_year)])
    column = UNIT.columns[2]
    visits = (make_visit(column, last_year), make_visit(column, dt.date(2024, 3, 1), Verdict.BLOCKED))
    unread = tuple(
        dataclasses.replace(one, visits=visits) if one.column == column else one for one in evidence.histories
    )
    result = clause(scheme, dataclasses.replace(evidence, histories=unread))
    assert (result.earned, [entry.state for entry in result.entries]) == (2, [EntryState.NOT_OBSERVED])
    assert clause(scheme, evidence).earned == Decimal("1.5"), "read again, and still standing"


def test_the_reason_of_the_last_visit_is_named(scheme: Scheme) -> None:
    evidence = make_evidence(UNIT)
    column = UNIT.columns[2]
    blocked = make_visit(column, YEAR_END, Verdict.BLOCKED, "网站返回 412，疑似防护页面。")
    histories = (dataclasses.replace(evidence.histories[2], visits=(blocked,)), evidence.histories[0])
    result = clause(scheme, dataclasses.replace(evidence, histories=histories))
    assert result.state is ClauseState.OBSERVED
    assert [entry.why for entry in result.entries] == [
        "栏目“工作职责”还没有巡查过，未观测，不扣分。",
        "栏目“政策文件”本考核年度还没有完整读取过（最近一次：被拦截，网站返回 412，疑似防护页面），未观测，不扣分。",
        "栏目“政策落实”还没有巡查过，未观测，不扣分。",
    ]


def test_a_kind_without_a_column_is_not_observed(scheme: Scheme) -> None:
    unit = make_unit(kinds=[kind for kind in COLUMN_KINDS if kind is not ColumnKind.POLICY])
    (entry,) = with_findings(scheme, unit=unit).entries
    assert (entry.state, entry.why) == (EntryState.NOT_OBSERVED, "未配置栏目“政策文件”，未观测，不扣分。")
