"""The board of a unit (单位看板): its sheet, its news week by week, and how fresh each of its columns is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from county.calendar import Calendar
from county.history import ColumnHistory
from county.news import NewsCount, WeekCount
from county.register import Exemption
from county.units import Column, ColumnKind
from county.visit import Verdict
from scoring.engine import score
from scoring.ledger import Sheet, UnitEvidence
from scoring.owed import Owed, owed
from scoring.scheme import Scheme

_SOON = 0.8
"""From this part of its duty on a column is due soon."""


class Freshness(StrEnum):
    """How a column stands to its duty (更新要求). The values are stored."""

    FRESH = "fresh"
    SOON = "soon"
    STALE = "stale"
    EMPTY = "empty"
    AS_FACTS = "as-facts"
    EXEMPT = "exempt"
    UNSEEN = "unseen"


FRESHNESS_NAMES: dict[Freshness, str] = {
    Freshness.FRESH: "正常",
    Freshness.SOON: "快到期",
    Freshness.STALE: "超期",
    Freshness.EMPTY: "空白",
    Freshness.AS_FACTS: "据实更新",
    Freshness.EXEMPT: "已报备",
    Freshness.UNSEEN: "未观测",
}


@dataclass(frozen=True, slots=True)
class WeekMark:
    """One week of a unit: what it owed and what there was. `why_not` says why it was not observed."""

    id: str
    start: dt.date
    label: str
    quota: int
    count: int
    observed: bool
    why_not: str = ""

    @property
    def missing(self) -> int:
        """How many items it lacks, 0 where it was not observed."""
        return max(0, self.quota - self.count) if self.observed else 0


@dataclass(frozen=True, slots=True)
class LastVisit:
    """How the last visit of a column ended."""

    night: dt.date
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnState:
    """A column as of the last night. `newest` is the day of its newest item, or for a standing text the last night on
    which it changed; `age` its distance in days. `read` is the night on which it was last read completely."""

    column: Column
    freshness: Freshness
    newest: dt.date | None
    title: str
    age: int | None
    items: int
    last: LastVisit | None
    read: dt.date | None


@dataclass(frozen=True, slots=True)
class Board:
    """A unit on a day. `weeks` are those of the year that have ended, oldest first, `week` the one that is going on."""

    sheet: Sheet
    weeks: tuple[WeekMark, ...]
    week: WeekMark
    columns: tuple[ColumnState, ...]
    owed: tuple[Owed, ...]

    @property
    def items(self) -> int:
        """How much was looked at to make it."""
        return sum(column.items for column in self.columns)


def make_board(evidence: UnitEvidence, scheme: Scheme, calendar: Calendar) -> Board:
    """The board of a unit from its evidence."""
    as_of, quota, policy = evidence.as_of, scheme.quota[evidence.unit.unit_class], scheme.settings.counting
    news = [history for history in evidence.histories if history.column.kind is ColumnKind.NEWS]
    count, sheet = NewsCount(news, quota, as_of, calendar, policy), score(scheme, evidence, calendar)
    exemptions = evidence.registers.exemptions
    return Board(
        sheet=sheet,
        weeks=tuple(map(_mark, count.weeks(scheme.first_day(as_of)))),
        week=_mark(count.running_week()),
        columns=tuple(_state(history, exemptions, as_of) for history in evidence.histories),
        owed=owed(scheme, evidence, calendar, sheet),
    )


def _mark(count: WeekCount) -> WeekMark:
    week = count.week
    return WeekMark(week.id, week.start, week.label, count.quota, len(count.items), count.observed, count.why_not)


def _state(history: ColumnHistory, exemptions: Sequence[Exemption], as_of: dt.date) -> ColumnState:
    dated = [(item.date_now, item.title) for item in history.items if item.date_now and item.date_now <= as_of]
    newest, title = max(dated, default=(history.changed_on, ""), key=lambda one: one[0] or dt.date.min)
    age = (as_of - newest).days if newest else None
    read = history.last_complete
    exempt = any(one.column == history.column.name and one.since <= as_of <= one.until for one in exemptions)
    freshness = Freshness.EXEMPT if exempt else _freshness(history, age)
    visit = history.visits[-1] if history.visits else None
    last = LastVisit(visit.night, visit.verdict, visit.reason) if visit else None
    return ColumnState(
        history.column, freshness, newest, title, age, len(history.items), last, read.night if read else None
    )


def _freshness(history: ColumnHistory, age: int | None) -> Freshness:
    duty, read = history.column.duty_days, history.last_complete
    if read is None:
        return Freshness.UNSEEN
    if not history.items and read.empty_because:
        return Freshness.EMPTY
    if duty is None or age is None:
        return Freshness.AS_FACTS
    return Freshness.STALE if age > duty else Freshness.SOON if age > duty * _SOON else Freshness.FRESH
