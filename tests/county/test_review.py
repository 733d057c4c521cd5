"""The state machine of the desk: which moves a person may make, what follows by itself, by when."""

from __future__ import annotations

import datetime as dt

import pytest

from county.calendar import Calendar
from county.finding import FindingState, Level
from county.recheck import Outcome
from county.review import (
    MOVES,
    STATUS_NAMES,
    TRAY_NAMES,
    TRAYS,
    Decided,
    Seen,
    Status,
    Tray,
    deadline,
    finding_state,
    may_move,
    must_say_why,
    standing,
)
from county.settings import DeskPolicy

S = Status
# from → the statuses that a person may move it to, as the office's procedure has it
TABLE = {
    S.PENDING: "confirmed false-alarm other-unit deferred",
    S.FIRST_CONFIRMED: "confirmed false-alarm other-unit deferred pending",
    S.CONFIRMED: "false-alarm other-unit deferred pending notified",
    S.FALSE_ALARM: "confirmed other-unit deferred pending",
    S.OTHER_UNIT: "confirmed false-alarm deferred pending",
    S.DEFERRED: "confirmed false-alarm other-unit deferred pending",
    S.NOTIFIED: "answered passed failed false-alarm",
    S.ANSWERED: "passed failed false-alarm",
    S.FAILED: "notified answered passed",
    S.PASSED: "pending",
    S.VANISHED: "confirmed false-alarm other-unit deferred passed",
    S.RETURNED: "confirmed false-alarm other-unit deferred notified",
    S.RULE_CLOSED: "",
}
MONDAY = dt.date(2026, 3, 30)
SEEN = Seen(MONDAY, MONDAY, gone=False)


@pytest.mark.parametrize("now", Status)
def test_every_move_is_allowed_or_refused_as_the_table_says(now: Status) -> None:
    allowed = {Status(name) for name in TABLE[now].split()}
    assert {to for to in Status if may_move(now, to)} == allowed


def test_every_status_has_a_name_a_tray_and_moves() -> None:
    assert set(STATUS_NAMES) == set(TRAYS) == set(MOVES) == set(Status)
    assert set(TRAY_NAMES) == set(Tray)
    assert set(TRAYS.values()) == set(Tray) - {Tray.MUTED}


def test_what_comes_about_by_itself_is_never_decided() -> None:
    reached = {to for moves in MOVES.values() for to in moves}
    assert not reached & {S.VANISHED, S.RETURNED, S.RULE_CLOSED, S.FIRST_CONFIRMED}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (S.PENDING, FindingState.OPEN), (S.FIRST_CONFIRMED, FindingState.OPEN), (S.DEFERRED, FindingState.OPEN),
        (S.CONFIRMED, FindingState.CONFIRMED), (S.NOTIFIED, FindingState.CONFIRMED), (S.PASSED, FindingState.CONFIRMED),
        (S.FALSE_ALARM, FindingState.DISMISSED), (S.OTHER_UNIT, FindingState.DISMISSED),
    ],
)  # fmt: skip
def test_what_a_status_means_to_the_score(status: Status, state: FindingState) -> None:
    assert finding_state(status) is state


@pytest.mark.parametrize(
    ("decided", "gone", "last", "expected"),
    [
        (Decided(), False, 0, S.PENDING),
        (Decided(), True, 0, S.VANISHED),
        (Decided(S.NOTIFIED, MONDAY), True, 1, S.VANISHED),
        (Decided(S.FALSE_ALARM, MONDAY), True, 1, S.FALSE_ALARM),
        (Decided(S.PASSED, MONDAY), True, 1, S.PASSED),
        (Decided(S.PASSED, MONDAY), False, 0, S.PASSED),
        (Decided(S.PASSED, MONDAY), False, 1, S.RETURNED),
        (Decided(S.DEFERRED, MONDAY, MONDAY + dt.timedelta(4)), False, 4, S.DEFERRED),
        (Decided(S.DEFERRED, MONDAY, MONDAY + dt.timedelta(3)), False, 4, S.PENDING),
    ],
)
def test_nights_and_days_overtake_a_decision(decided: Decided, gone: bool, last: int, expected: Status) -> None:
    today = MONDAY + dt.timedelta(4)
    assert standing(decided, Seen(MONDAY, MONDAY + dt.timedelta(last), gone), today) is expected


@pytest.mark.parametrize(
    ("status", "level", "expected"),
    [
        (S.PENDING, Level.SERIOUS, "2026-04-02"),
        (S.PENDING, Level.GENERAL, "2026-04-14"),  # 清明节 4 to 6 April
        (S.CONFIRMED, Level.SUSPECTED, "2026-04-14"),
        (S.NOTIFIED, Level.SERIOUS, "2026-05-07"),  # decided on 29 April; 劳动节 1 to 5 May
        (S.ANSWERED, Level.SERIOUS, "2026-05-09"),  # 9 May is a make-up working day
        (S.DEFERRED, Level.GENERAL, "2026-06-30"),
        (S.FALSE_ALARM, Level.SERIOUS, ""),
        (S.PASSED, Level.SERIOUS, ""),
    ],
)
def test_deadlines_are_counted_in_working_days(status: Status, level: Level, expected: str) -> None:
    decided = Decided(status, dt.date(2026, 4, 29), dt.date(2026, 6, 30))
    policy = DeskPolicy(serious_days=3, general_days=10, check_days=5)
    assert deadline(status, level, decided, SEEN, policy, Calendar().add_working_days) == expected


@pytest.mark.parametrize(("now", "seen", "why"), [
    (S.NOTIFIED, Outcome.STILL_THERE, True), (S.ANSWERED, Outcome.CANNOT_TELL, True),
    (S.FAILED, Outcome.ATTACHMENT_OPEN, True), (S.NOTIFIED, None, True), (S.VANISHED, Outcome.STILL_THERE, True),
    (S.VANISHED, None, False), (S.ANSWERED, Outcome.FIXED, False), (S.NOTIFIED, Outcome.PAGE_GONE, False),
    (S.VANISHED, Outcome.REWORDED, False),
])  # fmt: skip
def test_passing_is_explained_where_nobody_saw_it_mended(now: Status, seen: Outcome | None, why: bool) -> None:
    assert must_say_why(now, seen) is why
