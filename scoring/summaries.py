"""Boards of all units kept after a night (单位看板存档), with what the county's overview is drawn from."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from decimal import Decimal

from county.calendar import Calendar
from county.fingerprint import fingerprint
from county.plain import as_json, restored
from county.settings import County
from county.software import VERSION
from evidence.boards import KeptBoard, Marks, keep_boards, kept_board, kept_marks, marks, units_touched
from evidence.known_state import last_night
from evidence.store import Store
from scoring.boards import Board, Freshness, WeekMark, make_board
from scoring.ledger import Sheet
from scoring.scheme import Scheme
from scoring.scores import Known, Reader, Seen


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


def keep_all_boards(store: Store, county: County, scheme: Scheme, seen: Seen | None = None) -> None:
    """Makes the boards of all units from the evidence and keeps them; a second call writes nothing. `seen` has the
    histories of all units at hand."""
    if night := last_night(store):
        known, calendar = _known_now(store, county, scheme), Calendar(county.calendar)
        evidence = Reader(store, county, seen=seen).evidence(Known.by(night))
        keep_boards(store, [kept(make_board(one, scheme, calendar)) for one in evidence], known)


def renew_boards(store: Store, county: County, scheme: Scheme) -> None:
    """Makes those anew of whose units people have written since, all of them where something else changed."""
    if night := last_night(store):
        usable, known = _usable(store, county, scheme, night), _known_now(store, county, scheme)
        units = [unit.id for unit in county.units if unit.id not in usable]
        keep_boards(store, [kept(_made(store, county, scheme, night, unit)) for unit in units], known)


def _known_now(store: Store, county: County, scheme: Scheme) -> Marks:
    """Asked before the evidence is read: what people write meanwhile counts as not known."""
    return replace(marks(store.connection), basis=_basis(county, scheme))


def current_sheets(store: Store, county: County, scheme: Scheme, as_of: dt.date) -> list[Sheet]:
    """The sheet of every unit as of that night with all that people said of it, in the order of the configuration:
    those of the last check, made again only where people have written since."""
    usable = _usable(store, county, scheme, as_of)
    kept_boards = {unit: restored_board(one.content) for unit, one in usable.items()}
    return [(kept_boards.get(unit.id) or _made(store, county, scheme, as_of, unit.id)).sheet for unit in county.units]


def _made(store: Store, county: County, scheme: Scheme, night: dt.date, unit: str) -> Board:
    """One unit at a time: all evidence of a county takes a gigabyte where it has a million pages."""
    [evidence] = Reader(store, county, unit).evidence(Known.by(night))
    return make_board(evidence, scheme, Calendar(county.calendar))


def _usable(store: Store, county: County, scheme: Scheme, night: dt.date) -> dict[str, KeptBoard]:
    """By unit the boards that were kept of that night and know all that there is to know."""
    checked = kept_marks(store.connection)
    touched = units_touched(store.connection, checked, marks(store.connection))
    if touched is None or checked.basis != _basis(county, scheme):
        return {}
    found = (kept_board(store.connection, unit.id) for unit in county.units if unit.id not in touched)
    return {one.unit: one for one in found if one and one.night == night.isoformat()}


def _basis(county: County, scheme: Scheme) -> str:
    """What a board depends on besides the evidence and what people wrote."""
    return fingerprint(VERSION, county, scheme)


def kept(board: Board) -> KeptBoard:
    """A board as the store keeps it."""
    sheet, outline = board.sheet, outline_of(board)
    return KeptBoard(sheet.unit, sheet.as_of.isoformat(), sheet.total, as_json(outline), as_json(board))


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
