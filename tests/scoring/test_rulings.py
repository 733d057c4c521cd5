"""Rulings (裁定) on entries: upheld, withdrawn, forgiven; each finds its entry whenever the score is made again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from made_evidence import CALENDAR, column_finding, make_evidence, make_unit, page_finding, weekly_news

from county.finding import FindingState, Level
from county.register import Receipt, Ruling, RulingState
from scoring import LedgerEntry, Sheet, UnitEvidence, load_scheme, score

SCHEME = load_scheme("xiuwen")
DAY = dt.date(2025, 1, 10)
UNIT = make_unit()
EVIDENCE = make_evidence(
    UNIT,
    weekly_news([2] * 20 + [0] + [2] * 31),
    [
        *(page_finding(n, level=Level.SERIOUS, state=FindingState.CONFIRMED) for n in range(9)),
        page_finding(20),
        column_finding(UNIT, "政策文件"),
    ],
)


def ruling(entry: LedgerEntry, state: RulingState, made_on: dt.date = DAY) -> Ruling:
    return Ruling(f"{state}-{made_on}", UNIT.id, entry.id, state, made_on, "已提前报备", Receipt(made_on, "王科长"))


def ruled(*rulings: Ruling, evidence: UnitEvidence = EVIDENCE) -> Sheet:
    return score(SCHEME, dataclasses.replace(evidence, rulings=rulings), CALENDAR)


def entries(sheet: Sheet, clause: str) -> tuple[LedgerEntry, ...]:
    return next(one.entries for one in sheet.clauses if one.id == clause)


def test_entries_have_ids_of_their_own_that_outlive_other_evidence() -> None:
    ids = [entry.id for clause in ruled().clauses for entry in clause.entries]
    assert len(set(ids)) == len(ids)
    (week,) = entries(ruled(), "(一)9")
    poorer = dataclasses.replace(EVIDENCE, findings=(), histories=EVIDENCE.histories[::-1])
    assert entries(ruled(evidence=poorer), "(一)9")[0].id == week.id


def test_another_year_or_unit_is_another_entry() -> None:
    (week,) = entries(ruled(), "(一)9")
    elsewhere = make_evidence(make_unit(unit_id="zhazuo"), weekly_news([2] * 20 + [0] + [2] * 31))
    assert entries(score(SCHEME, elsewhere, CALENDAR), "(一)9")[0].id != week.id


def test_withdrawn_and_forgiven_cost_nothing_and_say_why() -> None:
    (week,) = entries(ruled(), "(一)9")
    assert week.points == Decimal("-0.2")
    for state in (RulingState.WITHDRAWN, RulingState.WAIVED):
        sheet = ruled(ruling(week, state))
        (entry,) = entries(sheet, "(一)9")
        assert (entry.points, entry.amount, entry.why) == (0, Decimal("-0.2"), week.why)
        assert entry.ruling == f"2025年1月10日裁定{state}（王科长）：已提前报备。"
        assert sheet.base == ruled().base + Decimal("0.2")


def test_an_entry_upheld_stands_as_it_was() -> None:
    (week,) = entries(ruled(), "(一)9")
    (entry,) = entries(ruled(ruling(week, RulingState.UPHELD)), "(一)9")
    assert dataclasses.replace(entry, ruling="") == week


def test_what_was_ruled_away_uses_up_no_cap() -> None:
    """Nine confirmed serious words are 45 points, 40 of them counted; without one 40, without two 35."""
    words = entries(ruled(), "(五)6")
    first, second = (entry for entry in words[:2])
    assert ruled().penalty == -40
    assert ruled(ruling(first, RulingState.WITHDRAWN)).penalty == -40
    both = ruled(ruling(first, RulingState.WITHDRAWN), ruling(second, RulingState.WAIVED))
    assert both.penalty == Decimal("-35.2")


def test_the_later_ruling_counts_and_the_last_word_may_restore_the_score() -> None:
    (week,) = entries(ruled(), "(一)9")
    forgiven = ruling(week, RulingState.WAIVED)
    restored = ruling(week, RulingState.UPHELD, DAY + dt.timedelta(days=3))
    assert ruled(forgiven, restored).total == ruled(restored, forgiven).total == ruled().total
    assert ruled(forgiven).base == 35 - Decimal("0.5")
