"""Boards of all units kept after a night (单位看板存档), with what the county's overview is drawn from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from county.calendar import Calendar
from county.plain import plain, restored
from county.settings import County
from evidence.boards import KeptBoard, keep_boards, marks
from evidence.known_state import last_night
from evidence.store import Store
from scoring.boards import Board, Freshness, WeekMark, make_board
from scoring.scheme import Scheme
from scoring.scores import Known, Reader


@dataclass(frozen=True, slots=True)
class Outline:
    """What the overview shows of a unit besides its total: `at_stake` is what its pending deductions may take, `late`
    how many columns are late or blank."""

    weeks: tuple[WeekMark, ...]
    late: int
    at_stake: Decimal

    @property
    def by_id(self) -> dict[str, WeekMark]:
        """The weeks by their ids."""
        return {week.id: week for week in self.weeks}


def keep_all_boards(store: Store, county: County, scheme: Scheme) -> None:
    """Brings the boards up to date; a second call writes nothing."""
    night = last_night(store)
    if night is None:
        return
    known, calendar = marks(store.connection), Calendar(county.calendar)
    evidence = Reader(store, county).evidence(Known.by(night))
    keep_boards(store, [kept(make_board(one, scheme, calendar)) for one in evidence], known)


def kept(board: Board) -> KeptBoard:
    """A board as the store keeps it."""
    sheet, outline = board.sheet, outline_of(board)
    return KeptBoard(sheet.unit, sheet.as_of.isoformat(), sheet.total, _json(outline), _json(board))


def outline_of(board: Board) -> Outline:
    """What the overview shows of it."""
    late = sum(column.freshness in (Freshness.STALE, Freshness.EMPTY) for column in board.columns)
    return Outline((*board.weeks, board.week), late, board.sheet.at_stake)


def restored_outline(content: str) -> Outline:
    """The outline that was kept."""
    return restored(Outline, json.loads(content))


def restored_board(content: str) -> Board:
    """The board that was kept."""
    return restored(Board, json.loads(content))


def _json(value: Outline | Board) -> str:
    return json.dumps(plain(value), ensure_ascii=False)
