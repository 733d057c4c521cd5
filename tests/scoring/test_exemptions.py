"""What was reported beforehand (报备) excuses columns and weeks in its time, and nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from made_evidence import column_finding, make_evidence, make_unit, score_clause, weekly_news
from made_registers import day, exemption

from county.finding import KnownFinding
from county.register import Exemption, Registers
from county.units import Column, ColumnKind
from scoring import ClauseScore, Scheme, load_scheme
from scoring.settings import ExemptWeeks

UNIT = make_unit()


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def columns(scheme: Scheme, known: KnownFinding, *reported: Exemption) -> ClauseScore:
    evidence = make_evidence(UNIT, findings=[known], registers=Registers(exemptions=reported))
    return score_clause(scheme, evidence, "(一)8")


def test_a_stale_column_is_excused_while_it_is_reported(scheme: Scheme) -> None:
    stale = column_finding(UNIT, "政策文件", night=day("12-31"))
    result = columns(scheme, stale, exemption("政策文件", "10-01", "12-31"))
    (entry,) = result.entries
    assert (result.earned, entry.points) == (2, 0)
    assert entry.why == (
        "栏目“政策文件”未及时更新（最新一条 2024-01-05，距今 361 天，要求 180 天内），"
        "但已报备（2024年10月1日至2024年12月31日，机构改革），不扣分。"
    )
    assert entry.evidence == (stale.id, "exemption:BB-1")


@pytest.mark.parametrize("reported", [exemption("政策文件", "10-01", "12-30"), exemption("政策落实", "10-01", "12-31")])
def test_after_its_last_day_and_for_other_columns_nothing_is_excused(scheme: Scheme, reported: Exemption) -> None:
    assert columns(scheme, column_finding(UNIT, "政策文件"), reported).earned == Decimal("1.5")


def test_where_mended_faults_count_all_of_their_days_must_be_reported(scheme: Scheme) -> None:
    settings = dataclasses.replace(scheme.settings, fixed_column_counts=True)
    strict = dataclasses.replace(scheme, settings=settings)
    stale = dataclasses.replace(column_finding(UNIT, "政策文件", night=day("12-31")), first_seen=day("11-01"))
    halves = exemption("政策文件", "10-01", "11-30"), exemption("政策文件", "12-01", "12-31", 2)
    assert columns(strict, stale, *halves).earned == 2
    assert columns(strict, stale, halves[1]).earned == Decimal("1.5")
    assert columns(strict, stale, halves[1], dataclasses.replace(halves[0], until=day("11-29"))).earned == Decimal(
        "1.5"
    )


def weeks(scheme: Scheme, *reported: Exemption) -> ClauseScore:
    news = weekly_news([2] * 6 + [0, 1] + [2] * 44)
    return score_clause(scheme, make_evidence(UNIT, news, registers=Registers(exemptions=reported)), "(一)9")


def test_weeks_that_an_exemption_touches_are_free(scheme: Scheme) -> None:
    """Without: 2 + 1 missing, 6 - 0.3 = 5.7. From Wednesday of the first of the two weeks to Tuesday of the second."""
    reported = exemption("工作动态", "02-14", "02-20")
    result = weeks(scheme, reported)
    assert (weeks(scheme).earned, result.earned) == (Decimal("5.7"), 6)
    assert result.entries[0].why.endswith("缺 2 条 × 0.1 分，已报备（机构改革），不扣分。")
    assert "exemption:BB-1" in result.entries[0].evidence


def test_or_only_those_whose_working_days_it_covers(scheme: Scheme) -> None:
    """Spring festival 2024: 12 to 17 February off, Sunday the 18th worked. The first week has that one working day."""
    settings = dataclasses.replace(scheme.settings, exempt_weeks=ExemptWeeks.WHOLE)
    whole = dataclasses.replace(scheme, settings=settings)
    assert weeks(whole, exemption("工作动态", "02-14", "02-22")).earned == Decimal("5.9")
    assert weeks(whole, exemption("工作动态", "02-14", "02-23")).earned == 6


def test_every_news_column_must_be_reported(scheme: Scheme) -> None:
    other = Column(UNIT.id, "图片新闻", ColumnKind.NEWS, "http://portal.example.gov.cn/tp/", 14)
    unit = dataclasses.replace(UNIT, columns=(*UNIT.columns, other))
    for reported, earned in (
        ((exemption("工作动态", "01-01", "12-31"),), 0),
        ((exemption("工作动态", "01-01", "12-31"), exemption("图片新闻", "01-01", "12-31", 2)), 6),
    ):
        evidence = make_evidence(unit, registers=Registers(exemptions=reported))
        assert score_clause(scheme, evidence, "(一)9").earned == earned


def test_the_running_week_is_announced_unless_it_is_reported(scheme: Scheme) -> None:
    """Wednesday, 10 July 2024: one of two posted."""
    news, as_of = weekly_news([2] * 27 + [1]), dt.date(2024, 7, 10)
    (entry,) = score_clause(scheme, make_evidence(UNIT, news, as_of=as_of), "(一)9").entries
    assert (entry.points, entry.amount, entry.day) == (0, Decimal("-0.1"), day("07-14"))
    assert entry.is_upcoming(as_of)
    assert entry.why == (
        "2024年第28周（7月8日至7月14日）尚未结束：应发 2 条，已看到 1 条，还差 1 条，每缺一条扣 0.1 分。"
    )
    registers = Registers(exemptions=(exemption("工作动态", "07-08", "07-09"),))
    assert score_clause(scheme, make_evidence(UNIT, news, as_of=as_of, registers=registers), "(一)9").entries == ()
