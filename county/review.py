"""The life of a finding at the desk (办理流程): its states, the moves that people may make, what follows by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from county.finding import FindingState, Level
from county.recheck import Outcome
from county.settings import DeskPolicy


class Status(StrEnum):
    """Where a finding stands in the office's work; values are stored contracts. The last three come about by
    themselves and are never decided."""

    PENDING = "pending"
    FIRST_CONFIRMED = "first-confirmed"
    CONFIRMED = "confirmed"
    FALSE_ALARM = "false-alarm"
    OTHER_UNIT = "other-unit"
    DEFERRED = "deferred"
    NOTIFIED = "notified"
    ANSWERED = "answered"
    PASSED = "passed"
    FAILED = "failed"
    VANISHED = "vanished"
    RETURNED = "returned"
    RULE_CLOSED = "rule-closed"


STATUS_NAMES: dict[Status, str] = {
    Status.PENDING: "待审",
    Status.FIRST_CONFIRMED: "初审属实",
    Status.CONFIRMED: "属实",
    Status.FALSE_ALARM: "误报",
    Status.OTHER_UNIT: "非本单位",
    Status.DEFERRED: "暂不处理",
    Status.NOTIFIED: "已通知",
    Status.ANSWERED: "已反馈",
    Status.PASSED: "复核通过",
    Status.FAILED: "复核不通过",
    Status.VANISHED: "已消失待确认",
    Status.RETURNED: "复发",
    Status.RULE_CLOSED: "规则变更关闭",
}

_JUDGED = frozenset((Status.CONFIRMED, Status.FALSE_ALARM, Status.OTHER_UNIT, Status.DEFERRED))
_CHECKED = frozenset((Status.PASSED, Status.FAILED))
_WITHDRAWN = frozenset((Status.PENDING,))
MOVES: dict[Status, frozenset[Status]] = {
    Status.PENDING: _JUDGED,
    Status.FIRST_CONFIRMED: _JUDGED | _WITHDRAWN,
    Status.CONFIRMED: _JUDGED - {Status.CONFIRMED} | _WITHDRAWN | {Status.NOTIFIED},
    Status.FALSE_ALARM: _JUDGED - {Status.FALSE_ALARM} | _WITHDRAWN,
    Status.OTHER_UNIT: _JUDGED - {Status.OTHER_UNIT} | _WITHDRAWN,
    Status.DEFERRED: _JUDGED | _WITHDRAWN,
    Status.NOTIFIED: _CHECKED | {Status.ANSWERED, Status.FALSE_ALARM},
    Status.ANSWERED: _CHECKED | {Status.FALSE_ALARM},
    Status.FAILED: frozenset((Status.NOTIFIED, Status.ANSWERED, Status.PASSED)),
    Status.PASSED: _WITHDRAWN,
    Status.VANISHED: _JUDGED | {Status.PASSED},
    Status.RETURNED: _JUDGED | {Status.NOTIFIED},
    Status.RULE_CLOSED: frozenset(),
}
"""From where a person may move a finding, and to where; FIRST_CONFIRMED is what becomes of a CONFIRMED that needs a
second person."""
_STATES: dict[Status, FindingState] = {
    Status.CONFIRMED: FindingState.CONFIRMED,
    Status.NOTIFIED: FindingState.CONFIRMED,
    Status.ANSWERED: FindingState.CONFIRMED,
    Status.PASSED: FindingState.CONFIRMED,
    Status.FAILED: FindingState.CONFIRMED,
    Status.FALSE_ALARM: FindingState.DISMISSED,
    Status.OTHER_UNIT: FindingState.DISMISSED,
}
_PLAIN: dict[FindingState, Status] = {
    FindingState.CONFIRMED: Status.CONFIRMED,
    FindingState.DISMISSED: Status.FALSE_ALARM,
    FindingState.OPEN: Status.PENDING,
}


def finding_state(status: Status) -> FindingState:
    """What a decided status means to the score."""
    return _STATES.get(status, FindingState.OPEN)


def plain_status(state: FindingState) -> Status:
    """The status of a decision that says nothing but confirmed, dismissed or open."""
    return _PLAIN[state]


class Tray(StrEnum):
    """Which pile a finding lies on: by what has to be done next, and by whom."""

    REVIEW = "review"
    NOTICE = "notice"
    MENDING = "mending"
    CHECK = "check"
    DEFERRED = "deferred"
    CLOSED = "closed"
    MUTED = "muted"


TRAY_NAMES: dict[Tray, str] = {
    Tray.REVIEW: "待审",
    Tray.NOTICE: "待通知",
    Tray.MENDING: "待整改",
    Tray.CHECK: "待复核",
    Tray.DEFERRED: "暂不处理",
    Tray.CLOSED: "已办结",
    Tray.MUTED: "已静默",
}
TRAYS: dict[Status, Tray] = {
    Status.PENDING: Tray.REVIEW,
    Status.FIRST_CONFIRMED: Tray.REVIEW,
    Status.RETURNED: Tray.REVIEW,
    Status.CONFIRMED: Tray.NOTICE,
    Status.NOTIFIED: Tray.MENDING,
    Status.FAILED: Tray.MENDING,
    Status.ANSWERED: Tray.CHECK,
    Status.VANISHED: Tray.CHECK,
    Status.DEFERRED: Tray.DEFERRED,
    Status.FALSE_ALARM: Tray.CLOSED,
    Status.OTHER_UNIT: Tray.CLOSED,
    Status.PASSED: Tray.CLOSED,
    Status.RULE_CLOSED: Tray.CLOSED,
}
RANKS: dict[Level, int] = {Level.SERIOUS: 0, Level.GENERAL: 1, Level.SUSPECTED: 2, Level.NOTICE: 3}
"""Gravest first."""
_ENDS_WITH_THE_FAULT = frozenset((Status.PENDING, Status.CONFIRMED, Status.NOTIFIED, Status.ANSWERED, Status.FAILED))


@dataclass(frozen=True, slots=True)
class Decided:
    """The newest decision on a finding; PENDING and no day where there is none. `since` is the day on which it came to
    stand there: of an earlier decision, where a later one was taken back."""

    status: Status = Status.PENDING
    since: dt.date | None = None
    until: dt.date | None = None
    approver: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the nights saw of a finding: `since` is the first night of the stretch on which it stands, or stood last."""

    since: dt.date
    last: dt.date
    gone: bool


def standing(decided: Decided, seen: Seen, today: dt.date) -> Status:
    """The status as of today: what was decided, unless the nights or the calendar have overtaken it. What was deferred
    is pending again after its last day; what passed the check (复核通过) and was seen on a later night came back."""
    status = decided.status
    if status is Status.DEFERRED and decided.until and decided.until < today:
        status = Status.PENDING
    if seen.gone:
        return Status.VANISHED if status in _ENDS_WITH_THE_FAULT else status
    if status is Status.PASSED and decided.since and seen.last > decided.since:
        return Status.RETURNED
    return status


AddDays = Callable[[dt.date, int], dt.date]
"""The n-th working day after a day (`Calendar.add_working_days`, or the same with a memory)."""


def deadline(status: Status, level: Level, decided: Decided, seen: Seen, policy: DeskPolicy, add: AddDays) -> str:
    """The day (ISO) by which the next step is due, "" where none is: counted in working days from the night or the day
    on which the finding came to stand where it stands."""
    mending = policy.serious_days if level is Level.SERIOUS else policy.general_days
    match TRAYS[status]:
        case Tray.REVIEW | Tray.NOTICE:
            return add(seen.since, mending).isoformat()
        case Tray.MENDING:
            return add(decided.since or seen.since, mending).isoformat()
        case Tray.CHECK:
            since = seen.last if status is Status.VANISHED else decided.since or seen.last
            return add(since, policy.check_days).isoformat()
        case Tray.DEFERRED:
            return decided.until.isoformat() if decided.until else ""
        case _:
            return ""


def may_move(now: Status, to: Status) -> bool:
    """Whether a person may move a finding that stands there."""
    return to in MOVES[now]


def must_say_why(now: Status, seen: Outcome | None) -> bool:
    """Whether passing a fault (复核通过) has to be explained: the newest re-check, `seen`, saw it still there or could
    not tell, or there was none and the nights do not say that it vanished."""
    if seen is None:
        return now is not Status.VANISHED
    return seen.is_unmended or seen is Outcome.CANNOT_TELL
