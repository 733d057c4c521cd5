"""Summaries of all units (单位概况) after a night: what the county's overview is drawn from."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from county.calendar import Calendar
from county.settings import County
from evidence.boards import Marks, Summary, keep_summaries, marks
from evidence.known_state import last_night
from evidence.store import Store
from scoring.boards import Board, Freshness, make_board
from scoring.export import sheet_json
from scoring.points import ZERO
from scoring.scheme import Scheme
from scoring.scores import Known, Reader


@dataclass(frozen=True, slots=True)
class WeekMark:
    """One week of a unit on the map of the county."""

    id: str
    label: str
    quota: int
    count: int
    observed: bool

    @property
    def missing(self) -> int:
        """How many items it lacks, 0 where it was not observed."""
        return max(0, self.quota - self.count) if self.observed else 0


@dataclass(frozen=True, slots=True)
class Outline:
    """What the overview shows of a unit besides its total: `at_stake` is what its pending entries may move, `columns`
    counts its columns by freshness."""

    weeks: tuple[WeekMark, ...]
    columns: dict[Freshness, int]
    at_stake: Decimal

    @property
    def by_id(self) -> dict[str, WeekMark]:
        """The weeks by their ids."""
        return {week.id: week for week in self.weeks}


def keep_boards(store: Store, county: County, scheme: Scheme) -> None:
    """Brings the summaries up to date; a second call writes nothing."""
    night = last_night(store)
    if night is None:
        return
    known: Marks = marks(store.connection)
    evidence = Reader(store, county).evidence(Known.by(night))
    calendar = Calendar(county.calendar)
    keep_summaries(store, [summary_of(make_board(one, scheme, calendar)) for one in evidence], known)


def summary_of(board: Board) -> Summary:
    """The summary of a board."""
    sheet = board.sheet
    content = {
        "sheet": hashlib.sha256(json.dumps(sheet_json(sheet), sort_keys=True).encode()).hexdigest(),
        "weeks": [
            (one.week.id, one.week.label, one.quota, len(one.items), int(one.observed))
            for one in (*board.weeks, board.week)
        ],
        "columns": Counter(column.freshness.value for column in board.columns),
        "at_stake": str(sum((entry.at_stake for clause in sheet.clauses for entry in clause.entries), ZERO)),
    }
    kept = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return Summary(sheet.unit, sheet.as_of.isoformat(), sheet.total, kept)


def outline_of(summary: Summary) -> Outline:
    """What else a summary says."""
    content = json.loads(summary.content)
    return Outline(
        tuple(WeekMark(id_, label, quota, count, bool(seen)) for id_, label, quota, count, seen in content["weeks"]),
        {Freshness(name): count for name, count in content["columns"].items()},
        Decimal(content["at_stake"]),
    )
