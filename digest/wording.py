"""Phrases that several papers share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from county.personal import mask_numbers
from county.settings import County
from county.text import clean_text
from scoring import Clause, ClauseScore, EntryState, Group, LedgerEntry, Sheet
from scoring.points import ZERO, points_text

_TELEPHONE = re.compile(r"[\s:：,，（(]*(?:电话|tel)?[\s:：]*[\d\-－—+]{7,}[)）]?\s*$", re.IGNORECASE)


def office_name(county: County) -> str:
    """The office that signs, as county.toml names it, without the telephone number that stands behind."""
    office = clean_text(county.crawl.office).strip()
    return _TELEPHONE.sub("", office).strip() or office


def at_stake(entries: Iterable[LedgerEntry]) -> str:
    """What the pending ones of `entries` would move if they were confirmed: "-5.2", "-5.2，+1.5", "" for nothing."""
    pending = [entry for entry in entries if entry.state is EntryState.PENDING]
    loss = sum((entry.at_stake for entry in pending if entry.amount < ZERO), ZERO)
    gain = sum((entry.at_stake for entry in pending if entry.amount > ZERO), ZERO)
    return "，".join(text for text in (signed(-loss), signed(gain)) if text)


def at_stake_of(sheet: Sheet) -> str:
    """What the pending entries of the sheet would move together, suspicions of a veto apart: "-5.2，+1.5"."""
    return "，".join(text for text in (signed(-sheet.at_stake), signed(sheet.may_gain)) if text)


def suspicions_of(sheet: Sheet) -> str:
    """ "疑似否决 1 项", "" for none: each would take all that is left, once somebody signed for it."""
    return f"疑似否决 {sheet.suspected_vetoes} 项" if sheet.suspected_vetoes else ""


def signed(points: Decimal) -> str:
    """ "+1.5", "-0.2", "" for nothing."""
    if not points:
        return ""
    return f"+{points_text(points)}" if points > ZERO else points_text(points)


def entries_of(sheet: Sheet) -> tuple[LedgerEntry, ...]:
    """All entries of a sheet, in the order of the scheme."""
    return tuple(entry for clause in sheet.clauses for entry in clause.entries)


def standing_of(clause: Clause, score: ClauseScore) -> str:
    """What a clause is worth and what was made of it: "分值 6 分，得 5.2 分", "最多扣 40 分，已扣 0.2 分"."""
    moved = points_text(abs(score.earned))
    match clause.group:
        case Group.BASE:
            return f"分值 {points_text(clause.points)} 分，得 {moved} 分"
        case Group.BONUS:
            return f"最多加 {points_text(clause.limit)} 分，已加 {moved} 分"
        case Group.PENALTY:
            return f"最多扣 {points_text(clause.limit)} 分，已扣 {moved} 分"
        case Group.VETO:
            return f"一票否决，已扣 {moved} 分"
        case _:
            return f"计 {points_text(score.earned)} 分"


def plain(text: str) -> str:
    """`text` on one line without control characters: for addresses, which were masked where they were read."""
    return " ".join(clean_text(text).split())


def cleaned(text: str) -> str:
    """`text` on one line, for a cell or a paragraph: no control characters, and no number that a mask missed."""
    return mask_numbers(plain(text))
