"""Boards of units and the county's overview kept ready (看板缓存): those of the last check; a board is made again when
somebody asks for a unit of which people have written since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from county.calendar import Calendar
from county.settings import County
from desk.overview import BACK, Overview, make_overview
from evidence.boards import Marks, kept_board, kept_marks, kept_outlines, marks, totals_since, units_touched
from evidence.store import Store
from scoring.boards import Board, make_board
from scoring.scheme import Scheme
from scoring.scores import Known, Reader
from scoring.summaries import outline_of, restored_board, restored_outline

MOST_LIVE_ITEMS = 2000
"""A unit with more items takes longer than a page may: its board is made again on a click of its own."""


@dataclass(frozen=True, slots=True)
class _Kept:
    marks: Marks
    digest: str
    board: Board


@dataclass(frozen=True, slots=True)
class _Touched:
    marks: Marks
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A board; `fresh` says that it knows all that people have written."""

    board: Board
    fresh: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """One for the whole desk. Two visitors who ask at once may both make a board; they make the same."""

    _kept: dict[str, _Kept] = field(default_factory=dict)
    _drawn: dict[str, tuple[Board, Markup]] = field(default_factory=dict)
    _overviews: dict[tuple[str, dt.date, int], Overview] = field(default_factory=dict)
    _touched: dict[Marks, _Touched] = field(default_factory=dict)

    def board(self, store: Store, county: County, scheme: Scheme, unit: str, night: dt.date) -> Shown:
        """The board of a unit as of that night. It knows what people have said since, unless that would take long."""
        now, kept = marks(store.connection), self._ready(store, county, unit, night)
        if kept:
            touched = self._touched_since(store, kept.marks, now)
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

    def drawn(self, unit: str, board: Board, draw: Callable[[], Markup]) -> Markup:
        """The part of a unit's page that its board makes, drawn once a board."""
        known = self._drawn.get(unit)
        if known is None or known[0] is not board:
            known = board, draw()
            self._drawn[unit] = known
        return known[1]

    def overview(self, store: Store, county: County, scheme: Scheme, night: dt.date) -> Overview:
        """The county's overview as the last check left it; a unit that the check did not know is looked at now."""
        key = county.digest, night, kept_marks(store.connection).check
        if found := self._overviews.get(key):
            return found
        outlines = {
            unit: (total, restored_outline(content))
            for unit, (total, content) in kept_outlines(store.connection).items()
        }
        unknown = [unit.id for unit in county.units if unit.id not in outlines]
        for unit in unknown:
            board = self.board(store, county, scheme, unit, night).board
            outlines[unit] = board.sheet.total, outline_of(board)
        past = totals_since(store.connection, (night - BACK).isoformat())
        made = make_overview(county.units, outlines, past, night)
        if not unknown:
            self._overviews.clear()
            self._overviews[key] = made
        return made

    def touched(self, store: Store, county: County) -> int:
        """Of how many units people have written since the last check."""
        found = self._touched_since(store, kept_marks(store.connection), marks(store.connection))
        return len(county.units) if found is None else len(found)

    def _touched_since(self, store: Store, since: Marks, now: Marks) -> frozenset[str] | None:
        """`units_touched`, which looks only at what was written since it was last asked the same."""
        known = self._touched.get(since) or _Touched(since, frozenset())
        more = units_touched(store.connection, known.marks, now)
        if more is None:
            return None
        if any(older.check != now.check for older in tuple(self._touched)):
            self._touched.clear()
        self._touched[since] = _Touched(now, known.units | more)
        return known.units | more

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
