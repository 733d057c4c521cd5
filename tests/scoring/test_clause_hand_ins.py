"""(一)1 to 7: what units hand in (报送), late, not at all, or unknown to the register."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from made_evidence import COLUMN_KINDS, make_evidence, make_item, make_unit, score_clause
from made_registers import WRITTEN, day, hand_in

from county.finding import Finding, KnownFinding, Level
from county.finding import FindingState as State
from county.history import Item
from county.register import HandIn, Registers
from county.units import ColumnKind
from county.visit import Verdict
from scoring import ClauseScore, ClauseState, EntryState, Scheme, UnitEvidence, load_scheme
from scoring.settings import DueOnRestDay, ObservedHandIn

UNIT = make_unit(kinds=(*COLUMN_KINDS, ColumnKind.ANNUAL_REPORT))
REPORT = "年度报告"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def evidence(*notes: HandIn, as_of: dt.date = dt.date(2024, 12, 31)) -> UnitEvidence:
    return make_evidence(UNIT, as_of=as_of, registers=Registers(hand_ins=notes))


def assessed(scheme: Scheme, clause: str, *notes: HandIn, as_of: dt.date = dt.date(2024, 12, 31)) -> ClauseScore:
    return score_clause(scheme, evidence(*notes, as_of=as_of), clause)


def test_a_late_annual_report_costs_its_point(scheme: Scheme) -> None:
    """ "及时报送本单位政府信息公开工作年度报告。(分值1分,未及时报送扣1分)": due on 31 January, here a Wednesday."""
    late = assessed(scheme, "(一)1", hand_in(REPORT, "02-01", "2023"))
    assert (late.points, late.earned, late.state) == (1, 0, ClauseState.REGISTER)
    assert late.entries[0].why == (
        "“政府信息公开工作年度报告”（2023）：2024年2月1日收到，2024年1月31日到期，逾期 1 天，扣 1 分。"
    )
    assert (late.entries[0].evidence, late.entries[0].day) == (("hand_in:BS-1",), day("01-31"))
    assert assessed(scheme, "(一)1", hand_in(REPORT, "01-31", "2023")).earned == 1


@pytest.mark.parametrize(
    ("clause", "item", "points", "cost"),
    [
        ("(一)2", "知识库", "0.5", "0.5"),
        ("(一)5", "实施方案", "0.5", "0.5"),
        ("(一)6", "工作要点资料", "2", "2"),
        ("(一)7", "责任清单", "1", "1"),
    ],
)
def test_one_thing_handed_in_late_costs_all(scheme: Scheme, clause: str, item: str, points: str, cost: str) -> None:
    """ "分值0.5分,未及时报送扣0.5分", "分值2分,未及时报送扣2分", "分值1分,未及时报送扣1分":
    due as the office told the unit."""
    result = assessed(scheme, clause, hand_in(item, "04-02", due="04-01"))
    assert (result.points, result.points - result.earned) == (Decimal(points), Decimal(cost))
    assert assessed(scheme, clause, hand_in(item, "04-01", due="04-01")).earned == Decimal(points)


def test_each_half_costs_a_point(scheme: Scheme) -> None:
    """ "分值2分,半年及全年各1分,未及时报送每次扣1分"."""
    half = hand_in("推进情况表（半年）", "07-20", "2024-H1", "07-10")
    whole = hand_in("推进情况表（全年）", None, due="12-20", number=2)
    assert assessed(scheme, "(一)3", half).earned == 1
    assert assessed(scheme, "(一)3", half, whole).earned == 0
    assert assessed(scheme, "(一)3", dataclasses.replace(half, received=day("07-10"))).earned == 2


def test_each_of_three_materials_costs_a_point(scheme: Scheme) -> None:
    """ "分值3分,每未及时报送1次扣1分": the list on time, the rules late, the report noted missing: 3 - 2 = 1."""
    notes = (
        hand_in("公众参与清单", "03-01", due="03-01", number=1),
        hand_in("公众参与制度", "03-05", due="03-01", number=2),
        hand_in("公众参与开展情况", None, due="11-30", number=3),
    )
    result = assessed(scheme, "(一)4", *notes)
    assert result.earned == 1
    assert [entry.points for entry in result.entries] == [0, -1, -1]
    assert result.entries[2].why.endswith("2024年12月2日到期，登记为未报送，扣 1 分。")


def test_what_is_not_due_yet_costs_nothing_and_is_announced(scheme: Scheme) -> None:
    (entry,) = assessed(scheme, "(一)1", as_of=day("01-31")).entries
    assert (entry.state, entry.points, entry.amount, entry.day) == (EntryState.NOT_OBSERVED, 0, -1, day("01-31"))
    assert entry.is_upcoming(day("01-31"))
    assert entry.why == "“政府信息公开工作年度报告”（2023）：2024年1月31日到期，尚未到期，不扣分。"
    noted = assessed(scheme, "(一)1", hand_in(REPORT, None, "2023"), as_of=day("01-20"))
    assert noted.earned == 1


def test_a_silent_register_proves_nothing(scheme: Scheme) -> None:
    result = assessed(scheme, "(一)1")
    (entry,) = result.entries
    assert (result.earned, result.state) == (1, ClauseState.NOT_OBSERVED)
    assert (entry.state, entry.amount) == (EntryState.NOT_OBSERVED, -1)
    assert "登记簿没有记载，不能证明没有报送，请信息科登记" in entry.why
    assert not entry.is_upcoming(day("12-31"))


def test_a_register_declared_complete_does(scheme: Scheme) -> None:
    complete = dataclasses.replace(scheme.settings, register_complete_from=day("01-31"))
    assert assessed(dataclasses.replace(scheme, settings=complete), "(一)1").earned == 0
    later = dataclasses.replace(scheme.settings, register_complete_from=day("02-01"))
    assert assessed(dataclasses.replace(scheme, settings=later), "(一)1").earned == 1


def test_what_came_after_the_day_of_the_score_had_not_come(scheme: Scheme) -> None:
    note = hand_in(REPORT, "02-20", "2023")
    assert assessed(scheme, "(一)1", note, as_of=day("02-10")).entries[0].why.endswith("登记为未报送，扣 1 分。")
    assert assessed(scheme, "(一)1", note, as_of=day("01-20")).earned == 1


def test_of_two_notes_on_one_item_the_earlier_receipt_counts(scheme: Scheme) -> None:
    notes = hand_in(REPORT, None, "2023", number=1), hand_in(REPORT, "01-15", "2023", number=2)
    assert assessed(scheme, "(一)1", *notes).earned == assessed(scheme, "(一)1", *notes[::-1]).earned == 1


def test_a_deadline_written_in_one_note_holds_for_the_receipt_in_another(scheme: Scheme) -> None:
    noted = hand_in("实施方案", None, due="04-30", number=1)
    late, early = (hand_in("实施方案", on, number=2) for on in ("06-20", "04-29"))
    assert assessed(scheme, "(一)5", noted, late).earned == 0
    assert assessed(scheme, "(一)5", noted, early).earned == Decimal("0.5")
    moved = hand_in("实施方案", None, due="06-28", number=3)
    assert assessed(scheme, "(一)5", noted, moved, late).earned == Decimal("0.5"), "of several the latest"


def test_another_year_or_item_is_another_matter(scheme: Scheme) -> None:
    notes = hand_in(REPORT, None, "2022"), hand_in("年报", None, "2023", number=2)
    assert assessed(scheme, "(一)1", *notes).state is ClauseState.NOT_OBSERVED


def test_a_due_day_of_rest_moves_to_the_next_working_day(scheme: Scheme) -> None:
    """30 November 2024 is a Saturday."""
    note = hand_in("公众参与清单", "12-02", due="11-30")
    assert assessed(scheme, "(一)4", note).earned == 3
    strict = dataclasses.replace(scheme.settings, due_on_rest_day=DueOnRestDay.AS_WRITTEN)
    assert assessed(dataclasses.replace(scheme, settings=strict), "(一)4", note).earned == 2


def test_without_any_due_day_the_year_is_the_limit(scheme: Scheme) -> None:
    assert assessed(scheme, "(一)7", hand_in("责任清单", "12-31")).earned == 1
    (entry,) = assessed(scheme, "(一)7", hand_in("责任清单", None)).entries
    assert (entry.points, entry.day) == (0, day("12-31"))


def test_the_sheet_of_the_last_day_knows_what_was_noted_in_january(scheme: Scheme) -> None:
    """The table of the whole year is due in January, or, where no day is written, on the year's last day: no later
    sheet of the year will come."""
    in_january = dataclasses.replace(WRITTEN, recorded_on=dt.date(2025, 1, 20))

    def noted(received: dt.date | None, due: dt.date | None = dt.date(2025, 1, 10)) -> HandIn:
        return HandIn("BS-1", "longchang", "推进情况表（全年）", "2024", received, in_january, due)

    def earned(note: HandIn, as_of: dt.date = dt.date(2024, 12, 31)) -> Decimal:
        return assessed(scheme, "(一)3", note, as_of=as_of).earned

    assert earned(noted(None)) == earned(noted(dt.date(2025, 1, 13))) == 1
    assert earned(noted(None, due=None)) == earned(noted(dt.date(2025, 1, 2), due=None)) == 1
    assert earned(noted(dt.date(2025, 1, 10))) == 2
    assert earned(noted(None, due=dt.date(2025, 1, 24))) == 2, "noted before its day"
    assert earned(noted(None), as_of=day("12-30")) == 2, "on an earlier day it was not due yet"


def published(scheme: Scheme, seen: str, setting: ObservedHandIn, *, complete: bool = False) -> ClauseScore:
    item: Item = dataclasses.replace(make_item(day(seen), "龙场街道办事处2023年政府信息公开工作年度报告"), page="nb")
    known = evidence()
    histories = tuple(
        dataclasses.replace(one, items=(item,)) if one.column.kind is ColumnKind.ANNUAL_REPORT else one
        for one in known.histories
    )
    settings = dataclasses.replace(
        scheme.settings, observed_hand_in=setting, register_complete_from=day("01-01") if complete else None
    )
    changed = dataclasses.replace(scheme, settings=settings)
    return score_clause(changed, dataclasses.replace(known, histories=histories), "(一)1")


@pytest.mark.parametrize(
    ("setting", "complete", "state", "earned"),
    [
        (ObservedHandIn.SUPPORTS, False, EntryState.NOT_OBSERVED, 1),
        (ObservedHandIn.SUPPORTS, True, EntryState.PENDING, 1),
        (ObservedHandIn.REPLACES, False, EntryState.COUNTED, 1),
        (ObservedHandIn.REPLACES, True, EntryState.COUNTED, 1),
        (ObservedHandIn.IGNORED, False, EntryState.NOT_OBSERVED, 1),
        (ObservedHandIn.IGNORED, True, EntryState.COUNTED, 0),
    ],
)
def test_a_report_seen_in_its_place_in_time_supports_the_hand_in(
    scheme: Scheme, setting: ObservedHandIn, complete: bool, state: EntryState, earned: int
) -> None:
    result = published(scheme, "01-25", setting, complete=complete)
    (entry,) = result.entries
    assert (entry.state, result.earned) == (state, earned)
    assert ("已按时在网上公开" in entry.why) is (setting is not ObservedHandIn.IGNORED)


def test_a_report_seen_late_supports_nothing(scheme: Scheme) -> None:
    assert "网上公开" not in published(scheme, "02-09", ObservedHandIn.SUPPORTS).entries[0].why


def missing_report(state: State = State.OPEN, words: str = "2023") -> KnownFinding:
    finding = Finding("annual-report-missing", Level.GENERAL, words, "完整读取本栏目，没有 2023 年的年度报告")
    key, night = "longchang/年报", day("03-01")
    return KnownFinding(finding.id(key), finding, "longchang", "年报", key, "http://a.example/", night, night, state)


def test_a_report_that_the_crawler_misses_too_waits_for_the_office(scheme: Scheme) -> None:
    missing = missing_report()
    result = score_clause(scheme, make_evidence(UNIT, findings=[missing]), "(一)1")
    (entry,) = result.entries
    assert (result.earned, result.at_stake, entry.state, entry.evidence) == (1, 1, EntryState.PENDING, (missing.id,))
    noted = make_evidence(UNIT, findings=[missing], registers=Registers(hand_ins=(hand_in(REPORT, "01-10", "2023"),)))
    assert score_clause(scheme, noted, "(一)1").at_stake == 0


@pytest.mark.parametrize(
    "known", [missing_report(State.GONE), missing_report(State.DISMISSED), missing_report(words="2022")]
)
def test_a_finding_of_another_year_or_one_that_is_over_says_nothing(scheme: Scheme, known: KnownFinding) -> None:
    result = score_clause(scheme, make_evidence(UNIT, findings=[known], verdict=Verdict.COMPLETE), "(一)1")
    assert result.entries[0].state is EntryState.NOT_OBSERVED


def test_a_clause_of_which_nothing_has_come_due_is_called_so(scheme: Scheme) -> None:
    early, late = assessed(scheme, "(一)1", as_of=day("01-10")), assessed(scheme, "(一)1")
    assert (early.state_name(day("01-10")), late.state_name(day("12-31"))) == ("未到期", "未观测")
