"""What a unit still owes (待办预警): what is due this week, this month, before 31 January, and what each will cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from county.calendar import Calendar
from county.history import ColumnHistory
from county.requests import RequestState, read_clock
from county.times import day_text
from county.units import Column, ColumnKind
from scoring.engine import score
from scoring.ledger import EntryState, LedgerEntry, Sheet, UnitEvidence
from scoring.points import ZERO, points_text
from scoring.rules.column_currency import ColumnCurrency
from scoring.rules.weekly_quota import WeeklyQuota
from scoring.rules.zero_on_event import ZeroOnEvent
from scoring.scheme import Scheme

COLUMN_DAYS = 14
"""How many days before its limit a column is told of, beside those that end this month."""
_ONE_DAY = dt.timedelta(days=1)
_REPORTS_DUE = (1, 31)
"""31 January: the day by which the yearly reports are due (《政府信息公开条例》第四十九条)."""


class Horizon(StrEnum):
    """How soon something is due; each leaves out what stands in an earlier one."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"
    JANUARY = "january"


HORIZON_NAMES: dict[Horizon, str] = {
    Horizon.OVERDUE: "已经到期",
    Horizon.WEEK: "本周",
    Horizon.MONTH: "本月",
    Horizon.JANUARY: "1月31日前",
}


_FREE = "不扣分。"


class OwedKind(StrEnum):
    """What kind of thing is owed: a line of the ledger that is not decided yet (news of the week, hand-ins, duties,
    documents with a day), a column that must be updated, a request for information."""

    LEDGER = "ledger"
    COLUMN = "column"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Owed:
    """`why` is a full Chinese sentence. `due` is the last day, `days_left` the days to it (working days for a request),
    negative where it is over. `cost` is what the unit will lose, never negative, 0 where no clause charges it; `clause`
    is "" then. `entry` is the id of the ledger's line, "" where there is none yet."""

    kind: OwedKind
    horizon: Horizon
    clause: str
    why: str
    due: dt.date
    days_left: int
    cost: Decimal
    entry: str = ""


def owed(scheme: Scheme, evidence: UnitEvidence, calendar: Calendar, sheet: Sheet | None = None) -> tuple[Owed, ...]:
    """All that the unit owes at the end of the day of its evidence, soonest first. `sheet` is its score sheet of that
    day where it was made before."""
    today = evidence.as_of
    horizons = _Horizons(today, calendar)
    found = [
        *_columns(scheme, evidence, horizons),
        *_requests(scheme, evidence, calendar, horizons),
        *_ledger(sheet or score(scheme, evidence, calendar), horizons),
        *_ledger(_next_year(scheme, evidence, calendar), horizons),
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.clause, one.why)))


def _next_year(scheme: Scheme, evidence: UnitEvidence, calendar: Calendar) -> Sheet:
    """The sheet of the first day of the next assessment year: what is due in January stands on it. Its weeks have not
    begun."""
    first = scheme.first_day(evidence.as_of)
    sheet = score(scheme, replace(evidence, as_of=first.replace(year=first.year + 1)), calendar)
    weekly = {clause.id for clause in scheme.clauses if isinstance(clause.rule, WeeklyQuota)}
    return replace(sheet, clauses=tuple(clause for clause in sheet.clauses if clause.id not in weekly))


def last_horizon(today: dt.date, calendar: Calendar) -> dt.date:
    """The next 31 January, `today` included; the working day after it where it is none, as most deadlines move."""
    for year in (today.year, today.year + 1):
        day = dt.date(year, *_REPORTS_DUE)
        day = day if calendar.is_working_day(day) else calendar.add_working_days(day, 1)
        if today <= day:
            break
    return day


class _Horizons:
    def __init__(self, today: dt.date, calendar: Calendar) -> None:
        self.today = today
        month = (today.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - _ONE_DAY
        self._ends = (
            (Horizon.OVERDUE, today - _ONE_DAY),
            (Horizon.WEEK, calendar.week_of(today).end),
            (Horizon.MONTH, month),
            (Horizon.JANUARY, last_horizon(today, calendar)),
        )

    def of(self, due: dt.date) -> Horizon | None:
        """How soon that day is, None where it lies beyond."""
        return next((horizon for horizon, end in self._ends if due <= end), None)


def _ledger(sheet: Sheet, horizons: _Horizons) -> Iterator[Owed]:
    """Lines that have a day and may come to cost points: not due yet, or due and not known to be done."""
    for clause in sheet.clauses:
        left = clause.earned if clause.points else None
        for entry in clause.entries:
            cost = _cost(entry, left)
            horizon = horizons.of(entry.day) if entry.day else None
            if entry.day and horizon and cost:
                days = (entry.day - horizons.today).days
                yield Owed(OwedKind.LEDGER, horizon, clause.id, _owing(entry), entry.day, days, cost, entry.id)


def _owing(entry: LedgerEntry) -> str:
    """The line's reason as far as it says what is to be done: that it costs nothing yet is true of the sheet alone."""
    return f"{entry.why.removesuffix(_FREE).rstrip('，。')}。"


def _cost(entry: LedgerEntry, left: Decimal | None) -> Decimal:
    """What the line takes if nothing happens, at most what is left of its clause."""
    if entry.state is not EntryState.NOT_OBSERVED or entry.amount >= ZERO or entry.ruling:
        return ZERO
    return -entry.amount if left is None else min(-entry.amount, max(ZERO, left))


def _requests(scheme: Scheme, evidence: UnitEvidence, calendar: Calendar, horizons: _Horizons) -> Iterator[Owed]:
    clause = next((one for one in scheme.clauses if isinstance(one.rule, ZeroOnEvent)), None)
    for request in evidence.registers.requests:
        clock = read_clock(request, calendar, horizons.today)
        horizon = horizons.of(clock.due)
        if clock.state in (RequestState.OPEN, RequestState.OVERDUE) and horizon:
            late = f"已超过 {-clock.days_left} 个工作日" if clock.state is RequestState.OVERDUE else ""
            left = late or f"还剩 {clock.days_left} 个工作日"
            price = f"，不答复扣 {points_text(clause.points)} 分" if clause else ""
            why = f"依申请公开 {request.number}：{day_text(clock.due)}前答复，{left}{price}。"
            cost = clause.points if clause else ZERO
            id_ = clause.id if clause else ""
            yield Owed(OwedKind.REQUEST, horizon, id_, why, clock.due, clock.days_left, cost)


def _columns(scheme: Scheme, evidence: UnitEvidence, horizons: _Horizons) -> Iterator[Owed]:
    """Columns whose time is running out, or has run out as a complete visit saw."""
    prices = {kind: (clause, each) for clause, kind, each in _prices(scheme)}
    exempt = {one.column for one in evidence.registers.exemptions if one.since <= horizons.today <= one.until}
    for history in evidence.histories:
        column, limit = history.column, _limit(history, horizons.today)
        if limit is None or column.name in exempt:
            continue
        due, days = limit, (limit - horizons.today).days
        horizon = horizons.of(due)
        if horizon and (horizon is not Horizon.JANUARY or days <= COLUMN_DAYS):
            clause, cost = prices.get(column.kind, ("", ZERO))
            yield Owed(OwedKind.COLUMN, horizon, clause, _column_why(column, due, days, cost), due, days, cost)


def _limit(history: ColumnHistory, today: dt.date) -> dt.date | None:
    """The last day for the column's next item, None where that is not known: it was never read completely, or not
    since that day."""
    witness, posted, duty = history.last_complete, history.last_posting(today), history.column.duty_days
    if witness is None or posted is None or duty is None:
        return None
    due = posted + dt.timedelta(days=duty)
    return due if today <= due or witness.night > due else None


def _prices(scheme: Scheme) -> Iterator[tuple[str, ColumnKind, Decimal]]:
    for clause in scheme.clauses:
        if isinstance(clause.rule, ColumnCurrency):
            yield from ((clause.id, kind, clause.rule.each) for kind in clause.rule.columns)


def _column_why(column: Column, due: dt.date, days: int, cost: Decimal) -> str:
    left = f"还剩 {days} 天" if days >= 0 else f"已超过 {-days} 天"
    price = f"，不更新扣 {points_text(cost)} 分" if cost else ""
    posted = day_text(due - dt.timedelta(days=column.duty_days or 0))
    return f"栏目“{column.name}”最新一条是{posted}，要求 {column.duty_days} 天内更新，{left}{price}。"
