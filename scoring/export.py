"""The score sheet as JSON (`xuncha score --json`): a stored contract."""

from __future__ import annotations

from typing import Any

from scoring.ledger import ClauseScore, LedgerEntry, SectionScore, Sheet
from scoring.points import points_number


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """The sheet as plain values; the same sheet gives the same keys in the same order."""
    return {
        "unit": sheet.unit,
        "name": sheet.name,
        "class": sheet.unit_class.value,
        "as_of": sheet.as_of.isoformat(),
        "total": points_number(sheet.total),
        "base": points_number(sheet.base),
        "bonus": points_number(sheet.bonus),
        "clauses": [_clause_json(clause) for clause in sheet.clauses],
        "penalty": points_number(sheet.penalty),
        "adjustment": points_number(sheet.adjustment),
        "veto": points_number(sheet.veto),
        "sections": [_section_json(section) for section in sheet.sections],
        "at_stake": points_number(sheet.at_stake),
        "suspected_vetoes": sheet.suspected_vetoes,
    }


def _section_json(section: SectionScore) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "points": points_number(section.points),
        "earned": points_number(section.earned),
    }


def _clause_json(clause: ClauseScore) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "points": points_number(clause.points),
        "earned": points_number(clause.earned),
        "state": clause.state.value,
        "entries": [_entry_json(entry) for entry in clause.entries],
        "section": clause.section,
        "group": clause.group.value,
        "at_stake": points_number(clause.at_stake),
    }


def _entry_json(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "points": points_number(entry.points),
        "at_stake": points_number(entry.at_stake),
        "state": entry.state.value,
        "why": entry.why,
        "evidence": list(entry.evidence),
        "id": entry.id,
        "clause": entry.clause,
        "amount": points_number(entry.amount),
        "day": entry.day.isoformat() if entry.day else None,
        "ruling": entry.ruling,
    }
