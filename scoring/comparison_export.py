"""A comparison as JSON (`xuncha score --diff --json`): a stored contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scoring.comparison import EntryChange, Move, SheetChange
from scoring.ledger import LedgerEntry
from scoring.points import points_number


def change_json(change: SheetChange) -> dict[str, Any]:
    """The way from one sheet to another as plain values."""
    return {
        "unit": change.after.unit,
        "name": change.after.name,
        "before": {"as_of": change.before.as_of.isoformat(), "total": points_number(change.before.total)},
        "after": {"as_of": change.after.as_of.isoformat(), "total": points_number(change.after.total)},
        "moves": _moves(change.moves),
        "entries": [_entry(one) for one in change.entries],
    }


def _moves(moves: Iterable[Move]) -> list[dict[str, Any]]:
    return [{"cause": move.cause.value, "points": points_number(move.points)} for move in moves]


def _entry(change: EntryChange) -> dict[str, Any]:
    return {
        "id": change.entry.id,
        "clause": change.entry.clause,
        "why": change.entry.why,
        "ruling": change.entry.ruling,
        "before": _standing(change.before),
        "after": _standing(change.after),
        "moves": _moves(change.moves),
    }


def _standing(entry: LedgerEntry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {
        "state": entry.state.value,
        "points": points_number(entry.points),
        "at_stake": points_number(entry.at_stake),
    }
