"""What changed between two sheets, for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from scoring.comparison import CAUSE_NAMES, EntryChange, Move, SheetChange
from scoring.ledger import LedgerEntry
from scoring.points import points_text


def change_lines(changes: Sequence[SheetChange]) -> Iterator[str]:
    """A block of lines for each unit whose sheet changed; those that stayed the same are counted."""
    same = 0
    for change in changes:
        if change.entries or change.moves:
            yield from _unit(change)
        else:
            same += 1
    if same:
        yield f"{same} 个单位没有变化。"


def _unit(change: SheetChange) -> Iterator[str]:
    before, after = change.before.total, change.after.total
    causes = "，".join(_moves(change.moves))
    end = f"（{_signed(after - before)}：{causes}）" if causes else "（总分不变）"
    yield f"{change.after.name}　{points_text(before)} → {points_text(after)}{end}"
    for one in change.entries:
        name = f"{_kind(one)}　{one.entry.clause}　{one.entry.id[:8]}"
        yield f"　　{name}　{_way(one, change)}　{one.entry.why}{one.entry.ruling}"


def _kind(change: EntryChange) -> str:
    if change.before is None:
        return "新增"
    return "取消" if change.after is None else "改变"


def _way(change: EntryChange, sheets: SheetChange) -> str:
    """ "已核定 -0.2 → 已核定 0（裁定 +0.2）"."""
    sides = ((change.before, sheets.before), (change.after, sheets.after))
    ends = [_standing(entry, sheet.as_of) for entry, sheet in sides if entry]
    return " → ".join(ends) + f"（{'，'.join(_moves(change.moves))}）"


def _standing(entry: LedgerEntry, as_of: dt.date) -> str:
    at_stake = f"，确认后 {points_text(entry.at_stake)}" if entry.at_stake else ""
    return f"{entry.state_name(as_of)} {points_text(entry.points)}{at_stake}"


def _moves(moves: Iterable[Move]) -> Iterator[str]:
    for move in moves:
        yield f"{CAUSE_NAMES[move.cause]} {_signed(move.points)}" if move.points else CAUSE_NAMES[move.cause]


def _signed(points: Decimal) -> str:
    return f"+{points_text(points)}" if points > 0 else points_text(points)
