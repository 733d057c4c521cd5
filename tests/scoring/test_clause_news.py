"""(一)9 "一类考核单位每周发布2条此信息,二类考核单位每周发布1条此信息。(分值6分,一类考核单位每周缺少1条信息扣0.1分,
二类考核单位每周缺少1条信息扣0.2分)"."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from made_evidence import COLUMN_KINDS, YEAR, make_evidence, make_item, make_unit, make_visit, score_clause, weekly_news

from county.finding import Finding, FindingState, KnownFinding, Level
from county.history import ColumnHistory
from county.units import Column, ColumnKind, UnitClass
from county.visit import Verdict
from scoring import ClauseScore, ClauseState, EntryState, Scheme, UnitEvidence, load_scheme


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def clause(scheme: Scheme, evidence: UnitEvidence) -> ClauseScore:
    return score_clause(scheme, evidence, "(一)9")


def week_finding(week_id: str, state: FindingState) -> KnownFinding:
    finding = Finding("news-week-short", Level.GENERAL, week_id, "缺 1 条")
    key = "longchang/工作动态"
    day = dt.date(2024, 6, 3)
    return KnownFinding(finding.id(key), finding, "longchang", "工作动态", key, "http://a.example/", day, day, state)


def test_class_one_with_eleven_weeks_of_one_and_three_of_none(scheme: Scheme) -> None:
    """52 weeks: 38 × 2, 11 × 1, 3 × 0. Missing 11 × 1 + 3 × 2 = 17; 17 × 0.1 = 1.7; 6 - 1.7 = 4.3."""
    news = weekly_news([2] * 20 + [1] * 11 + [0] * 3 + [2] * 18)
    result = clause(scheme, make_evidence(make_unit(), news))
    assert (result.points, result.earned, result.state) == (Decimal(6), Decimal("4.3"), ClauseState.OBSERVED)
    assert len(result.entries) == 14
    assert sum(entry.points for entry in result.entries) == Decimal("-1.7")


def test_class_two_with_thirty_empty_weeks_loses_six_and_not_more(scheme: Scheme) -> None:
    """30 × 0.2 = 6: all is gone. The 31st empty week takes nothing, and says so."""
    unit = make_unit(UnitClass.SECOND)
    assert clause(scheme, make_evidence(unit, weekly_news([0] * 30 + [1] * 22))).earned == 0
    result = clause(scheme, make_evidence(unit, weekly_news([0] * 31 + [1] * 21)))
    assert result.earned == 0
    assert [entry.points for entry in result.entries] == [Decimal("-0.2")] * 30 + [0]
    assert result.entries[-1].why.endswith("本条最多计 6 分，已计满，此处不再计分。")


def test_every_short_week_can_be_checked_by_hand(scheme: Scheme) -> None:
    news = [*weekly_news([2] * 6 + [0] + [2] * 45), make_item(dt.date(2024, 2, 14), "学习贯彻全会精神")]
    first, second = clause(scheme, make_evidence(make_unit(), news)), week_finding("2024-W07", FindingState.OPEN)
    assert [entry.why for entry in first.entries] == [
        "2024年第7周（2月12日至2月18日）：应发 2 条，实有 1 条（《学习贯彻全会精神》），缺 1 条 × 0.1 分，扣 0.1 分。"
    ]
    entry = clause(scheme, make_evidence(make_unit(), news, [second])).entries[0]
    assert entry.evidence == (second.id, "visit:r1231:longchang/工作动态")


def test_a_week_that_a_reviewer_dismissed_is_free(scheme: Scheme) -> None:
    news = weekly_news([2] * 6 + [0] + [2] * 45)
    result = clause(scheme, make_evidence(make_unit(), news, [week_finding("2024-W07", FindingState.DISMISSED)]))
    assert result.earned == 6
    assert result.entries[0].why.endswith("缺 2 条 × 0.1 分，复核认定不扣分。")


def test_surplus_does_not_make_up_for_another_week(scheme: Scheme) -> None:
    assert clause(scheme, make_evidence(make_unit(), weekly_news([4, 0] + [2] * 50))).earned == Decimal("5.8")


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.COMPLETE])
def test_weeks_that_nobody_saw_cost_nothing_and_are_named_together(scheme: Scheme, verdict: Verdict) -> None:
    result = clause(scheme, make_evidence(make_unit(), verdict=verdict))
    assert (result.earned, result.state) == (6, ClauseState.NOT_OBSERVED)
    (entry,) = result.entries
    assert (entry.points, entry.at_stake, entry.state) == (0, 0, EntryState.NOT_OBSERVED)
    assert entry.why.startswith("有 52 周没有完整观测到，不扣分。2024年第1周（1月1日至1月7日）至2024年第52周")


def test_a_week_after_the_last_complete_visit_is_not_observed(scheme: Scheme) -> None:
    evidence = make_evidence(make_unit(), weekly_news([2] * 20))
    news = evidence.histories[-1]
    seen = make_visit(news.column, dt.date(2024, 5, 21))
    cut = make_visit(news.column, dt.date(2024, 12, 31), Verdict.PARTIAL, "连接中断。")
    histories = (*evidence.histories[:-1], dataclasses.replace(news, visits=(seen, cut)))
    result = clause(scheme, dataclasses.replace(evidence, histories=histories))
    assert (result.earned, result.state) == (6, ClauseState.OBSERVED)
    assert [entry.state for entry in result.entries] == [EntryState.NOT_OBSERVED]


def test_a_second_news_column_never_visited_leaves_the_weeks_open(scheme: Scheme) -> None:
    unit = make_unit()
    other = Column(unit.id, "图片新闻", ColumnKind.NEWS, "http://portal.example.gov.cn/tp/", 14)
    unit = dataclasses.replace(unit, columns=(*unit.columns, other))
    evidence = make_evidence(unit)
    without = tuple(history for history in evidence.histories if history.column != other)
    assert clause(scheme, dataclasses.replace(evidence, histories=without)).earned == 6
    both = (*without, ColumnHistory(unit, other, evidence.as_of, (make_visit(other, evidence.as_of),)))
    assert clause(scheme, dataclasses.replace(evidence, histories=both)).earned == 0


def test_without_a_news_column_nothing_is_owed_that_could_be_seen(scheme: Scheme) -> None:
    unit = make_unit(kinds=[kind for kind in COLUMN_KINDS if kind is not ColumnKind.NEWS])
    result = clause(scheme, make_evidence(unit))
    assert (result.earned, result.state) == (6, ClauseState.NOT_OBSERVED)
    assert result.entries[0].why == "未配置栏目“工作动态”，未观测，不扣分。"


def test_in_the_first_days_of_the_year_no_week_has_ended(scheme: Scheme) -> None:
    result = clause(scheme, make_evidence(make_unit(), as_of=YEAR + dt.timedelta(days=2)))
    assert (result.earned, result.state) == (6, ClauseState.NOT_OBSERVED)
    assert result.entries[0].why == "到 2024年1月3日 为止，本考核年度还没有一周结束，未观测，不扣分。"
