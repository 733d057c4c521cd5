"""Comparison (对比) of a unit's sheets on two days: what changed, by how much, and because of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scoring.ledger import EntryState, LedgerEntry, Sheet


class Cause(StrEnum):
    """What one of the steps from the earlier to the later sheet took in. `evidence` is also what time alone does: a
    week that ended, a day that something was due."""

    EVIDENCE = "evidence"
    DECISION = "decision"
    REGISTER = "register"
    RULING = "ruling"
    SCHEME = "scheme"


CAUSE_NAMES: dict[Cause, str] = {
    Cause.EVIDENCE: "巡查和到期",
    Cause.DECISION: "认定",
    Cause.REGISTER: "登记",
    Cause.RULING: "裁定",
    Cause.SCHEME: "考核口径",
}


@dataclass(frozen=True, slots=True)
class Move:
    """What one cause did to an entry, or to a total: points after less points before."""

    cause: Cause
    points: Decimal


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is new (`before` None), gone (`after` None), or counts otherwise now. `entry` is the later of the
    two. `moves` are by cause, in the order of the steps; one of 0 points changed the entry's state, or what is at
    stake."""

    entry: LedgerEntry
    before: LedgerEntry | None
    after: LedgerEntry | None
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class SheetChange:
    """The way from a unit's earlier to its later sheet. `moves` are what each cause did to the total; together they are
    the whole difference. What several causes did together is laid to the later one."""

    before: Sheet
    after: Sheet
    moves: tuple[Move, ...]
    entries: tuple[EntryChange, ...]


Step = tuple[Cause, Sheet]
"""The sheet after a cause was taken in."""


def compare(first: Sheet, steps: Sequence[Step]) -> SheetChange:
    """The way from `first` over the steps, each of which takes in one cause more than the one before."""
    sheets = [first, *(sheet for _, sheet in steps)]
    causes = [cause for cause, _ in steps]
    ways = [_entries(sheet) for sheet in sheets]
    ids = dict.fromkeys(id_ for way in reversed(ways) for id_ in way)
    totals = [sheet.total for sheet in sheets]
    return SheetChange(
        before=first,
        after=sheets[-1],
        moves=tuple(_moved(causes, totals)),
        entries=tuple(change for id_ in ids if (change := _change(causes, [way.get(id_) for way in ways]))),
    )


def _entries(sheet: Sheet) -> dict[str, LedgerEntry]:
    return {entry.id: entry for clause in sheet.clauses for entry in clause.entries}


def _change(causes: Sequence[Cause], way: Sequence[LedgerEntry | None]) -> EntryChange | None:
    """None where the entry counts as it did: another reason or another witness is no change."""
    moves = tuple(
        Move(cause, _points(after) - _points(before))
        for cause, before, after in zip(causes, way, way[1:], strict=False)
        if _said(before) != _said(after)
    )
    first, last = way[0], way[-1]
    entry = last or first
    return EntryChange(entry, first, last, moves) if entry and _said(first) != _said(last) else None


def _said(entry: LedgerEntry | None) -> tuple[EntryState, Decimal, Decimal, str] | None:
    return (entry.state, entry.points, entry.at_stake, entry.ruling) if entry else None


def _points(entry: LedgerEntry | None) -> Decimal:
    return entry.points if entry else Decimal(0)


def _moved(causes: Sequence[Cause], totals: Sequence[Decimal]) -> Iterator[Move]:
    for cause, before, after in zip(causes, totals, totals[1:], strict=False):
        if after != before:
            yield Move(cause, after - before)
