"""What changed between two sheets, and because of what."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from made_evidence import CALENDAR, make_evidence, make_unit, page_finding, weekly_news

from county.finding import FindingState, Level
from county.register import Receipt, Ruling, RulingState
from scoring import EntryState, Sheet, UnitEvidence, load_scheme, score
from scoring.comparison import Cause, Move, compare
from scoring.comparison_export import change_json
from xuncha.differences import change_lines

SCHEME = load_scheme("xiuwen")
UNIT = make_unit()
DAY = dt.date(2025, 1, 10)
NEWS = weekly_news([2] * 20 + [0] + [2] * 31)
SERIOUS = page_finding(1, level=Level.SERIOUS)


def sheet(evidence: UnitEvidence) -> Sheet:
    return score(SCHEME, evidence, CALENDAR)


def entry_ids(one: Sheet, clause: str) -> list[str]:
    return [entry.id for found in one.clauses if found.id == clause for entry in found.entries]


FULL = make_evidence(UNIT, NEWS, [SERIOUS])
CONFIRMED = dataclasses.replace(FULL, findings=(dataclasses.replace(SERIOUS, state=FindingState.CONFIRMED),))


def test_the_same_sheet_twice_is_no_change() -> None:
    change = compare(sheet(FULL), [(Cause.EVIDENCE, sheet(FULL)), (Cause.RULING, sheet(FULL))])
    assert (change.moves, change.entries) == ((), ())
    assert list(change_lines([change])) == ["1 个单位没有变化。"]


def test_each_entry_is_laid_to_what_changed_it_and_moves_add_up() -> None:
    [week] = entry_ids(sheet(CONFIRMED), "(一)9")
    waived = Ruling("CD-1", UNIT.id, week, RulingState.WAIVED, DAY, "已报备", Receipt(DAY, "王主任"))
    first = sheet(make_evidence(UNIT, weekly_news([2] * 52)))
    ruled = sheet(dataclasses.replace(CONFIRMED, rulings=(waived,)))
    change = compare(
        first,
        [(Cause.EVIDENCE, sheet(FULL)), (Cause.DECISION, sheet(CONFIRMED)), (Cause.RULING, ruled)],
    )
    assert change.moves == (
        Move(Cause.EVIDENCE, Decimal("-0.2")),
        Move(Cause.DECISION, Decimal(-5)),
        Move(Cause.RULING, Decimal("0.2")),
    )
    assert sum(move.points for move in change.moves) == ruled.total - first.total
    told = {one.entry.clause: one for one in change.entries if one.entry.state is EntryState.COUNTED}
    assert told["(一)9"].moves == (Move(Cause.EVIDENCE, Decimal("-0.2")), Move(Cause.RULING, Decimal("0.2")))
    assert told["(五)6"].before is None
    assert told["(五)6"].moves == (Move(Cause.EVIDENCE, Decimal(0)), Move(Cause.DECISION, Decimal(-5)))


def test_a_confirmation_is_told_in_words_and_in_json() -> None:
    change = compare(sheet(FULL), [(Cause.DECISION, sheet(CONFIRMED))])
    [head, line] = change_lines([change])
    before, after = sheet(FULL).total, sheet(CONFIRMED).total
    assert head == f"{UNIT.name}　{before:f} → {after:f}（-5：认定 -5）"
    assert line.startswith(
        f"　　改变　(五)6　{change.entries[0].entry.id[:8]}　预估 0，确认后 5 → 已核定 -5（认定 -5）　"
    )
    told = change_json(change)
    assert told["moves"] == [{"cause": "decision", "points": -5}]
    assert told["entries"][0]["before"] == {"state": "pending", "points": 0, "at_stake": 5}


def test_another_witness_of_the_same_deduction_is_no_change() -> None:
    later = dataclasses.replace(
        FULL, findings=(dataclasses.replace(SERIOUS, url="http://portal.example.gov.cn/other.html"),)
    )
    assert compare(sheet(FULL), [(Cause.EVIDENCE, sheet(later))]).entries == ()
