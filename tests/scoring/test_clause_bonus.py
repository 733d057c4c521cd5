"""(四) the eight bonuses, each with its cap, and "累计最高5分,超过5分的按5分计算"."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made_evidence import CALENDAR, clause_of, make_evidence, make_unit, score_clause, weekly_news
from made_registers import bonus

from county.register import BonusClaim, ClaimState, Registers
from scoring import EntryState, Scheme, Sheet, load_scheme, score

CLAUSES = [
    # "(每次加1.5分,加分最高不超过3分)": twice is 3, three times 4.5, of which 3
    ("(四)1", "1.5", 2, "3"),
    # "(每个加2分,加分最高不超过4分)"
    ("(四)2", "2", 2, "4"),
    # "(每个加0.1分,加分最高不超过1分)": ten are 1, eleven 1.1, of which 1
    ("(四)3-1", "0.1", 10, "1"),
    # "(每次加2分,加分最高不超过4分)"
    ("(四)3-2", "2", 2, "4"),
    # "(每次加1分,加分最高不超过2分)"
    ("(四)4", "1", 2, "2"),
    # "(每次加1分,最高不超过2分)"
    ("(四)5", "1", 2, "2"),
    # "网民反馈为满意。(每次加0.3分,加分最高不超过3分)"
    ("(四)6", "0.3", 10, "3"),
    # "(每次加0.3分,最高不超过3分)"
    ("(四)7", "0.3", 10, "3"),
]


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def sheet(scheme: Scheme, *claims: BonusClaim) -> Sheet:
    news = weekly_news([2] * 52)
    return score(scheme, make_evidence(make_unit(), news, registers=Registers(bonus_claims=claims)), CALENDAR)


@pytest.mark.parametrize(("clause", "each", "times", "cap"), CLAUSES)
def test_each_time_counts_up_to_the_cap(scheme: Scheme, clause: str, each: str, times: int, cap: str) -> None:
    assert clause_of(sheet(scheme, bonus(clause)), clause).earned == Decimal(each)
    assert clause_of(sheet(scheme, bonus(clause, times)), clause).earned == Decimal(cap)
    one_more = clause_of(sheet(scheme, bonus(clause, times), bonus(clause, on="06-01", number=2)), clause)
    assert one_more.earned == Decimal(cap)
    assert one_more.entries[1].why.endswith(f"本条最多计 {cap} 分，已计满，此处不再计分。")


def test_all_bonuses_together_give_five_and_not_more(scheme: Scheme) -> None:
    """3 + 2 = 5 are five; with 0.1 and 4 more they are 9.1, of which 5; the total is the scheme's 40."""
    five = sheet(scheme, bonus("(四)1", 2), bonus("(四)2", number=2))
    claims = bonus("(四)1", 2), bonus("(四)2", 1, number=2), bonus("(四)3-1", number=3), bonus("(四)3-2", 2, number=4)
    more = sheet(scheme, *claims)
    assert (five.bonus, more.bonus, more.total) == (5, 5, 40)
    section = next(section for section in more.sections if section.id == "(四)")
    assert (section.points, section.earned) == (5, 5)


def test_a_claim_waits_for_the_office_and_a_refused_one_gives_nothing(scheme: Scheme) -> None:
    waiting = clause_of(sheet(scheme, bonus("(四)1", 3, ClaimState.CLAIMED)), "(四)1")
    (entry,) = waiting.entries
    assert (waiting.earned, entry.state, entry.at_stake, entry.amount) == (0, EntryState.PENDING, 3, Decimal("4.5"))
    assert waiting.at_stake == 0, "nothing is taken"
    refused = clause_of(sheet(scheme, bonus("(四)1", state=ClaimState.REFUSED)), "(四)1")
    assert (refused.earned, refused.entries[0].why) == (0, "2024年5月20日：解读政策文件，不认可，不加分。")


def test_the_arithmetic_is_printed(scheme: Scheme) -> None:
    result = score_clause(
        scheme, make_evidence(make_unit(), registers=Registers(bonus_claims=(bonus("(四)6", 3),))), "(四)6"
    )
    assert result.entries[0].why == "2024年5月20日：解读政策文件，3 次 × 0.3 分，加 0.9 分。"


def test_what_happened_in_another_year_gives_nothing(scheme: Scheme) -> None:
    claim = bonus("(四)1")
    assert sheet(scheme, claim).bonus == Decimal("1.5")
    as_of = claim.happened_on.replace(year=2025)
    evidence = make_evidence(make_unit(), as_of=as_of, registers=Registers(bonus_claims=(claim,)))
    assert score(scheme, evidence, CALENDAR).bonus == 0


def test_claims_that_wait_promise_no_more_than_the_caps_leave(scheme: Scheme) -> None:
    """Two claims of 2 × 1.5 under a cap of 3; 4 counted of the total of 5: one point is left to gain."""
    waits = ClaimState.CLAIMED
    twice = (bonus("(四)1", 2, waits), bonus("(四)1", 2, waits, on="06-01", number=2))
    assert sheet(scheme, *twice).may_gain == 3
    assert sheet(scheme, *twice, bonus("(四)2", 2, number=3)).may_gain == 1
    assert sheet(scheme, bonus("(四)2", 2, number=3)).may_gain == 0
