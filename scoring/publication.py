"""Whether something stood in a unit's columns by its day (按时公开), for whatever a scheme or a list asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from county.counting import Backdated
from county.duties import DutyGrounds, DutyJudgement, judge_duties
from county.history import ColumnHistory
from county.register import Duty, Receipt, Registers
from county.units import Column
from scoring.case import Case
from scoring.settings import Settings

_BELIEVED_DAYS = 36_500
"""Grace where the county believes every date that a page shows."""


def duty_grounds(
    as_of: dt.date, histories: Sequence[ColumnHistory], registers: Registers, settings: Settings
) -> DutyGrounds:
    """What the duties of a unit are judged by, under the settings of that day."""
    current = settings.on(as_of)
    grace = _BELIEVED_DAYS if current.backdated is Backdated.COUNTED else current.grace_days
    return DutyGrounds(as_of, tuple(histories), registers.hand_ins, registers.exemptions, grace)


def grounds_of(case: Case) -> DutyGrounds:
    """What the duties of the case's unit are judged by."""
    histories = [case.history(column) for column in case.unit.columns]
    return duty_grounds(case.as_of, histories, case.registers, case.settings)


def look_for(
    case: Case, name: str, columns: Sequence[Column], title: Sequence[str], opens: dt.date, due: dt.date
) -> tuple[DutyJudgement, ...]:
    """For each column whether an item whose title holds all of `title` was published there from `opens` to `due`."""
    unwritten = Receipt(case.first, "")
    duties = [
        Duty(f"{name}@{column.key}", case.unit.id, name, column.name, tuple(title), opens, due, unwritten)
        for column in columns
    ]
    return judge_duties(duties, grounds_of(case))
