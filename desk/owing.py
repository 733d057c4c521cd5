"""What a unit owes these days (本周待办): told with the day by which it is due, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from county.calendar import Calendar
from county.duties import DutyState
from county.requests import RequestState, read_clock
from scoring.boards import Board, Freshness

AHEAD = dt.timedelta(days=14)
"""How far ahead the list looks."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to do. `late` says that its day has passed."""

    due: dt.date
    what: str
    late: bool


def owed(board: Board, calendar: Calendar, today: dt.date) -> list[Owed]:
    """What is late, or due within two weeks."""
    found = [*_news(board, today), *_columns(board, today), *_written(board, calendar, today)]
    return sorted(found, key=lambda one: one.due)


def _news(board: Board, today: dt.date) -> Iterator[Owed]:
    week = board.week
    if (missing := week.quota - len(week.items)) > 0 and week.week.end >= today:
        yield Owed(
            week.week.end, f"本周工作动态应发 {week.quota} 条，已发 {len(week.items)} 条，还差 {missing} 条", False
        )


def _columns(board: Board, today: dt.date) -> Iterator[Owed]:
    for state in board.columns:
        duty, name = state.column.duty_days, state.column.name
        if duty is None or state.newest is None or state.freshness in (Freshness.EXEMPT, Freshness.UNSEEN):
            continue
        due = state.newest + dt.timedelta(days=duty)
        if due <= today + AHEAD:
            said = f"栏目“{name}”最近一条是 {state.newest}，要求 {duty} 天内更新一次"
            yield Owed(due, said, due < today)


def _written(board: Board, calendar: Calendar, today: dt.date) -> Iterator[Owed]:
    for request in board.registers.requests:
        clock = read_clock(request, calendar, today)
        if clock.state in (RequestState.OPEN, RequestState.OVERDUE) and clock.due <= today + AHEAD:
            yield Owed(clock.due, f"依申请公开 {request.number} 应答复", clock.due < today)
    for judged in board.duties:
        duty = judged.duty
        if judged.state in (DutyState.NOT_YET_DUE, DutyState.MISSING) and duty.due <= today + AHEAD:
            yield Owed(duty.due, f"责任清单：{duty.item}", duty.due < today)
    for hand_in in board.registers.hand_ins:
        if hand_in.received is None and hand_in.due and hand_in.due <= today + AHEAD:
            yield Owed(hand_in.due, f"报送：{hand_in.item}（{hand_in.period}）", hand_in.due < today)
