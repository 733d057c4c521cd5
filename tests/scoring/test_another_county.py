"""A made-up neighbour writes another file and no code: other points, every kind of rule, other settings."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from made_evidence import CALENDAR, clause_of, column_finding, make_evidence, make_item, make_unit, page_finding
from made_evidence import weekly_news as made_news
from made_registers import bonus, duty, event, hand_in, request, task

from county.finding import FindingState
from county.history import ColumnHistory, Item
from county.register import Registers
from county.units import ColumnKind
from scoring import Scheme, Sheet, UnitEvidence, explain_settings, load_scheme, score
from scoring.rule import RULES

KINDS = (
    ColumnKind.NEWS,
    ColumnKind.NOTICES,
    ColumnKind.INTERPRETATION,
    ColumnKind.PLAN,
    ColumnKind.ANNUAL_REPORT,
    ColumnKind.BUDGET,
)
UNIT = make_unit(kinds=KINDS)
FIRST_WEEK = dt.date(2023, 12, 4)
AS_OF = dt.date(2024, 4, 1)
WEEKS = 17


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(Path(__file__).parent / "schemes" / "linxian.toml")


def with_items(evidence: UnitEvidence, kind: ColumnKind, *items: Item) -> UnitEvidence:
    def filled(history: ColumnHistory) -> ColumnHistory:
        return dataclasses.replace(history, items=items) if history.column.kind is kind else history

    return dataclasses.replace(evidence, histories=tuple(map(filled, evidence.histories)))


def full_evidence() -> UnitEvidence:
    """17 weeks from 4 December 2023 to 31 March 2024, everything in its place."""
    registers = Registers(hand_ins=(hand_in("统计表", "03-29", "2023-Q1"),))
    known = make_evidence(UNIT, made_news([3] * WEEKS, FIRST_WEEK), as_of=AS_OF, registers=registers)
    known = with_items(known, ColumnKind.ANNUAL_REPORT, make_item(dt.date(2024, 2, 15), "2023年度报告"))
    return with_items(known, ColumnKind.BUDGET, make_item(dt.date(2024, 2, 28), "龙场街道办事处2024年部门预算"))


def sheet(scheme: Scheme, evidence: UnitEvidence) -> Sheet:
    return score(scheme, evidence, CALENDAR)


def test_it_uses_every_kind_of_rule(scheme: Scheme) -> None:
    assert {clause.rule.kind for clause in scheme.clauses} == {rule.kind for rule in RULES}


def test_whoever_does_all_has_all(scheme: Scheme) -> None:
    perfect = sheet(scheme, full_evidence())
    assert (perfect.base, perfect.total) == (17, 17)
    assert [section.points for section in perfect.sections] == [9, 5, 3, 2, 0]


def test_every_clause_by_hand(scheme: Scheme) -> None:
    """第三条 3, 1, 4, 2, then none: 0 + 2 + 0 + (1 - 1 carried) + 13 × 3 = 41 × 0.05 = 2.05.
    第四条 one stale column 1. 第五条 the budget missing 1.5. 第六条 the complete register silent on a quarter 0.5.
    第七条 one of two duties late 1.5. 第八条 answered late 3.
    第九条 7 × 0.25 = 1.75, of which 1.5; 第十条 3 × 0.5 = 1.5: 3 together, of which 2.
    第十一条 two pages 2. 第十二条 2 × 1.5 = 3. 第十四条 +5, of which 2, and -1.
    17 - 2.05 - 1 - 1.5 - 0.5 - 1.5 - 3 = 7.45; + 2 - 2 - 3 + 2 - 1 = 5.45."""
    slips = [
        page_finding(number, page=page, state=FindingState.CONFIRMED, night=dt.date(2024, 2, 1))
        for number, page in enumerate(("a", "a", "b"))
    ]
    stale = column_finding(UNIT, "政策解读", night=AS_OF)
    duties = (duty(1, column="", published="03-31"), duty(2, column="", published="04-01"))
    registers = Registers(
        requests=(request("01-02", "03-20"),),
        bonus_claims=(bonus("第九条", 7, on="03-01"), bonus("第十条", 3, on="03-01", number=2)),
        events=(event("第十二条", 2, on="03-01"),),
        tasks=(task("5", on="03-01"), task("-1", on="03-01", number=2)),
        duties=duties,
    )
    news = made_news([3, 1, 4, 2], FIRST_WEEK)
    evidence = make_evidence(UNIT, news, [stale, *slips], AS_OF, registers=registers)
    evidence = with_items(evidence, ColumnKind.ANNUAL_REPORT, make_item(dt.date(2024, 2, 15), "2023年度报告"))
    result = sheet(scheme, evidence)
    lost = {clause.id: clause.points - clause.earned for clause in result.clauses}
    assert lost == {
        "第三条": Decimal("2.05"),
        "第四条": 1,
        "第五条": Decimal("1.5"),
        "第六条": Decimal("0.5"),
        "第七条": Decimal("1.5"),
        "第八条": 3,
        "第九条": Decimal("-1.5"),
        "第十条": Decimal("-1.5"),
        "第十一条": 2,
        "第十二条": 3,
        "第十三条": 0,
        "第十四条": -1,
    }
    assert (result.base, result.bonus, result.penalty, result.adjustment) == (Decimal("7.45"), 2, -5, 1)
    assert result.total == Decimal("5.45") == sum(section.earned for section in result.sections)


def test_its_year_begins_in_december_and_its_floor_holds_but_for_a_veto(scheme: Scheme) -> None:
    fined = [event("第十二条", 4, on="03-01"), *(event("第十三条", on="03-02", number=2),)]
    many = [page_finding(number, state=FindingState.CONFIRMED, night=AS_OF) for number in range(9)]
    poor = make_evidence(UNIT, findings=many, as_of=AS_OF, registers=Registers(events=(fined[0],)))
    assert sheet(scheme, poor).total == Decimal("2.5")
    vetoed = dataclasses.replace(poor, registers=Registers(events=tuple(fined)))
    assert sheet(scheme, vetoed).total == 0


def test_what_was_published_late_or_not_at_all_costs_where_a_reading_shows_it(scheme: Scheme) -> None:
    late = with_items(full_evidence(), ColumnKind.ANNUAL_REPORT, make_item(dt.date(2024, 2, 16), "2023年度报告"))
    clause = clause_of(sheet(scheme, late), "第五条")
    assert clause.earned == Decimal("1.5")
    assert clause.entries[0].why == (
        "“年度报告”：《2023年度报告》2024年2月16日才公开（2024年2月15日到期），逾期 1 天，扣 1.5 分。"
    )
    old = with_items(full_evidence(), ColumnKind.ANNUAL_REPORT, make_item(dt.date(2023, 12, 20), "2022年度报告"))
    assert clause_of(sheet(scheme, old), "第五条").earned == Decimal("1.5")
    without = dataclasses.replace(UNIT, columns=UNIT.columns_of(ColumnKind.NEWS))
    unseen = clause_of(sheet(scheme, make_evidence(without, as_of=AS_OF)), "第五条")
    assert (unseen.earned, unseen.entries[0].why) == (3, "“年度报告”：未配置栏目“年报”，未观测，不扣分。")


def test_a_setting_changed_during_the_year_holds_from_its_day_on(scheme: Scheme) -> None:
    """Reposts are left out until 7 January and count from the week of 8 January on: five weeks of three reposts."""
    news = [dataclasses.replace(item, source="新华社") for item in made_news([3] * WEEKS, FIRST_WEEK)]
    known = full_evidence()
    result = clause_of(sheet(scheme, with_items(known, ColumnKind.NEWS, *news)), "第三条")
    assert 4 - result.earned == 5 * 3 * Decimal("0.05")
    assert result.entries[0].why == (
        "2023年第49周（12月4日至12月10日）：应发 3 条，实有 0 条，另有转载 3 条不计，缺 3 条 × 0.05 分，扣 0.15 分。"
    )
    assert (
        "自2024年1月8日起（考核领导小组，县政府第3次常务会议）：转载的信息与本单位自采的信息同样计数。"
        in explain_settings(scheme)
    )


def test_it_is_explained_in_its_own_words(scheme: Scheme) -> None:
    lines = explain_settings(scheme)
    assert lines[0] == (
        "《邻县政府信息公开考核办法（虚构）》共 19 分，本表逐条核算全部 19 分（17 分基础分、2 分加分），"
        "另核算 第十一条、第十二条、第十三条、第十四条。"
    )
    assert "丁 各项加分合计最多 2 分。" in lines
    assert all(line.endswith("。") for line in lines)
