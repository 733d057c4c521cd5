"""Boards of units kept ready (看板缓存): those of the last check, and made again when somebody asks for a unit of which
people have written since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from county.calendar import Calendar
from county.settings import County
from evidence.boards import Marks, kept_board, kept_marks, marks, units_touched
from evidence.store import Store
from scoring.boards import Board, make_board
from scoring.scheme import Scheme
from scoring.scores import Known, Reader
from scoring.summaries import restored_board

MOST_LIVE_ITEMS = 2000
"""A unit with more items takes longer than a page may: its board is made again on a click of its own."""


@dataclass(frozen=True, slots=True)
class _Kept:
    marks: Marks
    digest: str
    board: Board


@dataclass(frozen=True, slots=True)
class Shown:
    """A board; `fresh` says that it knows all that people have written."""

    board: Board
    fresh: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """One for the whole desk. Two visitors who ask at once may both make a board; they make the same."""

    _kept: dict[str, _Kept] = field(default_factory=dict)

    def board(self, store: Store, county: County, scheme: Scheme, unit: str, night: dt.date) -> Shown:
        """The board of a unit as of that night. It knows what people have said since, unless that would take long."""
        now, kept = marks(store.connection), self._ready(store, county, unit, night)
        if kept:
            touched = units_touched(store.connection, kept.marks, now)
            if touched is not None and unit not in touched:
                self._kept[unit] = _Kept(now, kept.digest, kept.board)
                return Shown(kept.board, True)
            if kept.board.items > MOST_LIVE_ITEMS:
                self._kept[unit] = kept
                return Shown(kept.board, False)
        return Shown(self.make(store, county, scheme, unit, night), True)

    def make(self, store: Store, county: County, scheme: Scheme, unit: str, night: dt.date) -> Board:
        """Makes the board of a unit anew."""
        now = marks(store.connection)
        [evidence] = Reader(store, county, unit).evidence(Known.by(night))
        board = make_board(evidence, scheme, Calendar(county.calendar))
        self._kept[unit] = _Kept(now, county.digest, board)
        return board

    def _ready(self, store: Store, county: County, unit: str, night: dt.date) -> _Kept | None:
        """What is at hand for that night: of this desk, else of the last check."""
        checked = kept_marks(store.connection)
        own = self._kept.get(unit)
        if own and (own.digest, own.board.sheet.as_of, own.marks.check) == (county.digest, night, checked.check):
            return own
        found = kept_board(store.connection, unit)
        if found is None or found.night != night.isoformat():
            return None
        return _Kept(checked, county.digest, restored_board(found.content))
