"""(五)6 "出现一般错敏字,每发现一个扣0.2分;出现严重错敏字,每发现一个扣5分,最多扣40分" and
(五)8 "报送群众身份证、银行账号、手机号码全号和疾病类型的,每发现一个扣2分,最多扣40分"."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from made_evidence import CALENDAR, clause_of, make_evidence, make_unit, page_finding, score_clause, weekly_news
from made_registers import event

from county.finding import FindingState, KnownFinding, Level
from county.register import Registers
from county.visit import Verdict
from scoring import ClauseState, EntryState, Scheme, Sheet, load_scheme, score
from scoring.rules.capped_penalty import CappedPenalty, Discovery
from scoring.settings import FindingYear, Settings

WORDS, NUMBERS = "(五)6", "(五)8"
FULL_YEAR = weekly_news([2] * 52)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def sheet(scheme: Scheme, *findings: KnownFinding) -> Sheet:
    return score(scheme, make_evidence(make_unit(), FULL_YEAR, findings), CALENDAR)


def with_settings(scheme: Scheme, settings: Settings) -> Scheme:
    return dataclasses.replace(scheme, settings=settings)


def test_three_general_words_cost_0_6(scheme: Scheme) -> None:
    result = sheet(scheme, *(page_finding(n) for n in range(3)))
    assert clause_of(result, WORDS).earned == Decimal("-0.6")
    assert (result.base, result.penalty, result.total) == (35, Decimal("-0.6"), Decimal("34.4"))
    whys = {entry.why for entry in clause_of(result, WORDS).entries}
    assert "2024年6月3日发现一般错敏字“布署”（http://portal.example.gov.cn/page-0.html），扣 0.2 分。" in whys


def test_a_serious_word_costs_five_once_confirmed(scheme: Scheme) -> None:
    slip = page_finding(1, level=Level.SERIOUS, words="扫黑险恶")
    (entry,) = clause_of(sheet(scheme, slip), WORDS).entries
    assert (entry.points, entry.at_stake, entry.state) == (0, Decimal(5), EntryState.PENDING)
    confirmed = sheet(scheme, dataclasses.replace(slip, state=FindingState.CONFIRMED))
    assert (clause_of(confirmed, WORDS).earned, confirmed.total) == (-5, 30)
    assert clause_of(sheet(scheme, dataclasses.replace(slip, state=FindingState.DISMISSED)), WORDS).entries == ()


@pytest.mark.parametrize("rule", ["personal-id", "personal-mobile", "personal-account", "personal-health"])
@pytest.mark.parametrize("level", [Level.SERIOUS, Level.GENERAL])
def test_personal_numbers_cost_two_each_once_confirmed(scheme: Scheme, rule: str, level: Level) -> None:
    found = [page_finding(n, rule, level, words="520123********123X") for n in range(3)]
    pending = clause_of(sheet(scheme, *found), NUMBERS)
    assert (pending.earned, [entry.at_stake for entry in pending.entries]) == (0, [2, 2, 2])
    confirmed = [dataclasses.replace(known, state=FindingState.CONFIRMED) for known in found[:2]]
    assert clause_of(sheet(scheme, *confirmed, found[2]), NUMBERS).earned == -4


@pytest.mark.parametrize("state", [FindingState.OPEN, FindingState.CONFIRMED])
def test_a_notice_never_costs(scheme: Scheme, state: FindingState) -> None:
    result = sheet(scheme, page_finding(1, "personal-mobile", Level.NOTICE, state), page_finding(2, level=Level.NOTICE))
    assert [clause_of(result, clause).entries for clause in (WORDS, NUMBERS)] == [(), ()]


def test_a_suspected_word_waits_for_the_reviewer(scheme: Scheme) -> None:
    doubt = page_finding(1, level=Level.SUSPECTED)
    assert clause_of(sheet(scheme, doubt), WORDS).entries[0].state is EntryState.PENDING
    assert sheet(scheme, dataclasses.replace(doubt, state=FindingState.CONFIRMED)).penalty == Decimal("-0.2")


def test_the_cap_is_forty_and_the_total_never_below_the_floor(scheme: Scheme) -> None:
    """Nine serious words are 45 points: 40 count, and 35 - 40 is floored at 0."""
    slips = [page_finding(n, level=Level.SERIOUS, state=FindingState.CONFIRMED) for n in range(9)]
    result = sheet(scheme, *slips, page_finding(10, level=Level.SERIOUS))
    assert (clause_of(result, WORDS).earned, result.penalty, result.total) == (-40, -40, 0)
    entries = clause_of(result, WORDS).entries
    assert [entry.points for entry in entries].count(Decimal(-5)) == 8
    pending = next(entry for entry in entries if entry.state is EntryState.PENDING)
    assert pending.at_stake == 0


def test_the_entry_that_reaches_the_cap_counts_in_part(scheme: Scheme) -> None:
    slips = [page_finding(n, level=Level.SERIOUS, state=FindingState.CONFIRMED) for n in range(8)]
    words = [page_finding(n, night=dt.date(2024, 1, 9)) for n in range(10, 13)]
    result = clause_of(sheet(scheme, *slips, *words), WORDS)
    assert result.earned == -40
    assert result.entries[-1].points == Decimal("-4.4")
    assert result.entries[-1].why.endswith("本条最多计 40 分，已计满，此处只计 4.4 分。")


def test_a_corrected_word_still_counts_unless_the_scheme_says_otherwise(scheme: Scheme) -> None:
    gone = page_finding(1, state=FindingState.GONE)
    assert sheet(scheme, gone).penalty == Decimal("-0.2")
    assert sheet(with_settings(scheme, Settings(fixed_wording_counts=False)), gone).penalty == 0


def test_a_finding_costs_in_the_year_it_was_first_seen(scheme: Scheme) -> None:
    old = dataclasses.replace(page_finding(1, night=dt.date(2023, 11, 2)), last_seen=dt.date(2024, 12, 31))
    assert sheet(scheme, old).penalty == 0
    assert sheet(with_settings(scheme, Settings(finding_year=FindingYear.STANDING)), old).penalty == Decimal("-0.2")


def test_a_finding_younger_than_the_day_of_the_score_does_not_exist_yet(scheme: Scheme) -> None:
    assert sheet(scheme, page_finding(1, night=dt.date(2025, 1, 1))).penalty == 0


@pytest.mark.parametrize(
    ("discovery", "cost"), [("finding", "0.6"), ("word", "0.6"), ("place", "1.2"), ("page", "0.4")]
)
def test_what_one_discovery_is_can_be_set(scheme: Scheme, discovery: str, cost: str) -> None:
    clause = next(clause for clause in scheme.clauses if clause.id == WORDS)
    assert isinstance(clause.rule, CappedPenalty)
    rule = dataclasses.replace(clause.rule, discovery=Discovery(discovery))
    other = dataclasses.replace(scheme, clauses=(dataclasses.replace(clause, rule=rule),))
    found = [page_finding(1, page="a", count=4), page_finding(2, page="a", words="帐户"), page_finding(3, page="b")]
    result = sheet(other, *found)
    assert result.penalty == -Decimal(cost)
    assert {known.id for known in found} == {id_ for entry in result.clauses[0].entries for id_ in entry.evidence}


def test_a_unit_of_which_nothing_was_read_is_not_observed(scheme: Scheme) -> None:
    evidence = make_evidence(make_unit(), verdict=Verdict.UNREACHABLE)
    result = score(scheme, evidence, CALENDAR)
    assert {clause_of(result, clause).state for clause in (WORDS, NUMBERS)} == {ClauseState.NOT_OBSERVED}
    assert (result.total, result.penalty) == (35, 0)


def test_a_word_may_be_set_to_count_once_a_page(scheme: Scheme) -> None:
    clause = next(clause for clause in scheme.clauses if clause.id == WORDS)
    assert isinstance(clause.rule, CappedPenalty)
    by_word = dataclasses.replace(clause, rule=dataclasses.replace(clause.rule, discovery=Discovery.WORD))
    found = [page_finding(1, page="a"), page_finding(2, page="a"), page_finding(3, page="b")]
    assert sheet(dataclasses.replace(scheme, clauses=(by_word,)), *found).penalty == -Decimal("0.4")


def test_what_the_office_found_in_papers_handed_in_costs_two_each_once_signed(scheme: Scheme) -> None:
    """Three whole numbers in a list handed in: 3 × 2 = 6; unsigned they are 6 at stake."""
    signed, unsigned = event(NUMBERS, times=3), event(NUMBERS, times=3, signed_by="")
    for one, earned, at_stake in ((signed, -6, 0), (unsigned, 0, 6)):
        evidence = make_evidence(make_unit(), FULL_YEAR, registers=Registers(events=(one,)))
        clause = score_clause(scheme, evidence, NUMBERS)
        assert (clause.earned, clause.at_stake) == (earned, at_stake)


def test_personal_data_cost_forty_at_most(scheme: Scheme) -> None:
    """21 × 2 = 42, of which 40."""
    leaks = [page_finding(n, "personal-id", Level.SERIOUS, FindingState.CONFIRMED) for n in range(21)]
    result = clause_of(sheet(scheme, *leaks), NUMBERS)
    assert (result.earned, result.entries[20].points) == (-40, 0)
