"""(五)1 to 4 "执行一票否决,全年政务公开分值扣为0分"."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from made_evidence import CALENDAR, clause_of, make_evidence, make_unit, page_finding
from made_registers import bonus, day, event

from county.finding import FindingState, KnownFinding, Level
from county.register import Event, Receipt, Registers, Ruling, RulingState
from scoring import ClauseState, EntryState, Scheme, Sheet, load_scheme, score

VETOES = ["(五)1", "(五)2", "(五)3", "(五)4"]


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def sheet(scheme: Scheme, *events: Event, findings: tuple[KnownFinding, ...] = (), as_of: str = "12-31") -> Sheet:
    registers = Registers(events=events, bonus_claims=(bonus("(四)1"),))
    return score(scheme, make_evidence(make_unit(), (), findings, day(as_of), registers=registers), CALENDAR)


@pytest.mark.parametrize("clause", VETOES)
def test_a_signed_event_leaves_nothing_of_the_year(scheme: Scheme, clause: str) -> None:
    """52 weeks without news: 35 - 6 + 1.5 = 30.5 before the veto, which takes them all."""
    vetoed = sheet(scheme, event(clause))
    assert (sheet(scheme).total, vetoed.total, vetoed.veto) == (Decimal("30.5"), 0, Decimal("-30.5"))
    (entry,) = clause_of(vetoed, clause).entries
    assert (entry.points, entry.state) == (Decimal("-30.5"), EntryState.COUNTED)
    assert entry.why.endswith("一票否决，全年分值扣为 0 分（张主任签署）。")
    assert sum(section.earned for section in vetoed.sections) == 0


@pytest.mark.parametrize("clause", VETOES)
def test_without_a_signature_nothing_is_taken(scheme: Scheme, clause: str) -> None:
    unsigned = sheet(scheme, event(clause, signed_by=" "))
    (entry,) = clause_of(unsigned, clause).entries
    assert (unsigned.total, unsigned.veto, unsigned.suspected_vetoes) == (Decimal("30.5"), 0, 1)
    assert (entry.state, entry.points, entry.at_stake) == (EntryState.PENDING, 0, Decimal("30.5"))
    assert unsigned.at_stake == 0, "suspicions of a veto are told apart"


def test_two_vetoes_take_what_there_is_once(scheme: Scheme) -> None:
    vetoed = sheet(scheme, event("(五)1"), event("(五)1", number=2), event("(五)4", number=3))
    moved = [entry.points for clause in VETOES for entry in clause_of(vetoed, clause).entries]
    assert (vetoed.total, moved) == (0, [Decimal("-30.5"), 0, 0])


def test_a_veto_knows_no_floor(scheme: Scheme) -> None:
    assert sheet(dataclasses.replace(scheme, floor=Decimal(10)), event("(五)1")).total == 0


@pytest.mark.parametrize("rule", ["page-hijacked", "script-injected", "hidden-link", "unclean-paste"])
@pytest.mark.parametrize("state", [FindingState.OPEN, FindingState.CONFIRMED])
def test_what_a_check_suspects_takes_nothing_even_confirmed(scheme: Scheme, rule: str, state: FindingState) -> None:
    found = tuple(page_finding(number, rule, Level.SUSPECTED, state) for number in range(5))
    suspected = sheet(scheme, findings=found)
    (entry,) = clause_of(suspected, "(五)2").entries
    assert (suspected.total, suspected.suspected_vetoes) == (Decimal("30.5"), 1)
    assert (entry.state, entry.at_stake) == (EntryState.PENDING, Decimal("30.5"))
    assert set(entry.evidence) == {known.id for known in found}
    assert "共 5 处" in entry.why
    assert entry.why.endswith("等 5 个网页）；登记事件并签署后才否决。")


def test_a_suspicion_that_was_dismissed_or_mended_is_over(scheme: Scheme) -> None:
    over = tuple(
        page_finding(number, "hidden-link", Level.SUSPECTED, state)
        for number, state in enumerate((FindingState.DISMISSED, FindingState.GONE))
    )
    hint = page_finding(9, "unclean-paste", Level.NOTICE)
    clause = clause_of(sheet(scheme, findings=(*over, hint)), "(五)2")
    assert (clause.entries, clause.state) == ((), ClauseState.OBSERVED)


def test_a_veto_of_another_year_or_a_later_day_is_none(scheme: Scheme) -> None:
    happened = event("(五)1", on="05-20")
    assert sheet(scheme, happened, as_of="05-19").veto == 0
    assert sheet(scheme, dataclasses.replace(happened, happened_on=day("05-20").replace(year=2023))).veto == 0


def test_a_veto_that_was_ruled_away_gives_the_year_back(scheme: Scheme) -> None:
    registers = Registers(events=(event("(五)1"),))
    evidence = make_evidence(make_unit(), registers=registers)
    (entry,) = clause_of(score(scheme, evidence, CALENDAR), "(五)1").entries
    written = Receipt(day("06-30"), "王科长")
    ruling = Ruling("CD-1", "longchang", entry.id, RulingState.WITHDRAWN, day("06-30"), "调查不属实", written)
    ruled = score(scheme, dataclasses.replace(evidence, rulings=(ruling,)), CALENDAR)
    assert (ruled.total, ruled.veto) == (29, 0)
