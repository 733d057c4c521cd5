"""Boards of units kept ready (看板缓存): made when first asked for, made again when what they rest on has changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from county.calendar import Calendar
from county.settings import County
from evidence.boards import Marks, marks, units_touched
from evidence.store import Store
from scoring.boards import Board, make_board
from scoring.scheme import Scheme
from scoring.scores import Known, Reader


@dataclass(frozen=True, slots=True)
class _Kept:
    marks: Marks
    digest: str
    board: Board


@dataclass(frozen=True, slots=True)
class Shelf:
    """One for the whole desk. Two visitors who ask at once may both make a board; they make the same."""

    _kept: dict[str, _Kept] = field(default_factory=dict)

    def board(self, store: Store, county: County, scheme: Scheme, unit: str, night: dt.date) -> Board:
        """The board of a unit as of that night, with all that people have said since."""
        now, kept = marks(store.connection), self._kept.get(unit)
        if kept and (kept.digest, kept.board.sheet.as_of) == (county.digest, night):
            touched = units_touched(store.connection, kept.marks, now)
            if touched is not None and unit not in touched:
                self._kept[unit] = _Kept(now, kept.digest, kept.board)
                return kept.board
        [evidence] = Reader(store, county, unit).evidence(Known.by(night))
        board = make_board(evidence, scheme, Calendar(county.calendar))
        self._kept[unit] = _Kept(now, county.digest, board)
        return board
