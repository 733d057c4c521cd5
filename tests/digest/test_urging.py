"""Reminders by rule: who is urged on which day, and what the office may change of the rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from made_material import AS_OF, make_finding, make_material, make_units

from county.calendar import Calendar
from county.configuration.errors import ConfigurationError
from county.finding import Level
from county.recheck import Outcome
from county.review import Decided, Status
from digest.material import Material
from digest.reminder_rules import load_steps, reached
from digest.urging import long_overdue, urgings
from evidence.desk.urging import Urged
from evidence.rechecks import RecheckRow

UNITS = make_units(1)
FAULT = make_finding(UNITS[0], 1)
TOLD = dt.date(2026, 3, 6)
DUE = dt.date(2026, 3, 20)
"""Ten working days after a Friday."""


def material(
    status: Status = Status.NOTIFIED,
    seen: Outcome = Outcome.STILL_THERE,
    night: str = "2026-03-06",
    *,
    gone: bool = False,
) -> Material:
    one = make_finding(UNITS[0], 1, gone=gone)
    recheck = RecheckRow(one.id, night, night, seen, "", "")
    return make_material(UNITS, [one], decided={one.id: Decided(status, TOLD)}, rechecks={one.id: recheck})


def steps_on(day: str, made: Material, before: tuple[Urged, ...] = (), folder: Path = Path("/nowhere")) -> list[str]:
    """Names of the steps that are said on that day."""
    return [one.step.name for one in urgings(made, load_steps(folder), dt.date.fromisoformat(day), before)]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-17", []),
        ("2026-03-18", ["before"]),
        ("2026-03-20", ["before"]),
        ("2026-03-23", ["overdue"]),
        ("2026-03-26", ["overdue"]),
        ("2026-03-27", ["escalated"]),
    ],
)
def test_each_day_says_the_last_step_that_was_reached(day: str, said: list[str]) -> None:
    assert steps_on(day, material()) == said


def test_holidays_put_a_step_off() -> None:
    [step] = [one for one in load_steps(Path("/nowhere")) if one.name == "overdue"]
    assert step.day(dt.date(2026, 9, 30), Calendar()) == dt.date(2026, 10, 8)


def test_a_step_is_said_once_for_a_limit_and_again_for_another() -> None:
    said = Urged(FAULT.id, "overdue", DUE.isoformat())
    assert steps_on("2026-03-24", material(), (said,)) == []
    assert steps_on("2026-03-24", material(), (Urged(FAULT.id, "overdue", "2026-02-20"),)) == ["overdue"]


@pytest.mark.parametrize("status", [Status.PENDING, Status.CONFIRMED, Status.DEFERRED, Status.PASSED])
def test_only_what_the_unit_was_told_of_is_urged(status: Status) -> None:
    assert steps_on("2026-03-27", material(status)) == []


def test_what_a_night_found_gone_is_urged_no_more() -> None:
    assert steps_on("2026-03-27", material(gone=True)) == []


@pytest.mark.parametrize(
    ("seen", "night", "urged"),
    [
        (Outcome.STILL_THERE, "2026-03-06", False),
        (Outcome.STILL_THERE, "2026-03-10", True),
        (Outcome.ATTACHMENT_OPEN, "2026-03-10", True),
        (Outcome.CANNOT_TELL, "2026-03-10", False),
    ],
)
def test_an_answer_waits_for_the_check_unless_a_later_night_saw_the_fault(
    seen: Outcome, night: str, urged: bool
) -> None:
    assert bool(steps_on("2026-03-27", material(Status.ANSWERED, seen, night))) is urged


def test_an_answer_does_not_put_the_limit_off() -> None:
    one = make_finding(UNITS[0], 1)
    decided = {one.id: Decided(Status.ANSWERED, dt.date(2026, 3, 19))}
    [fault] = make_material(UNITS, [one], decided=decided, notified={one.id: TOLD}).faults
    assert (fault.since, fault.due) == (TOLD, DUE)


def test_what_stands_long_is_told_to_the_office() -> None:
    steps = load_steps(Path("/nowhere"))
    assert long_overdue(material(), steps, dt.date(2026, 3, 26)) == ()
    [fault] = long_overdue(material(), steps, dt.date(2026, 3, 27))
    assert fault.id == FAULT.id


def test_grave_faults_have_their_own_limit() -> None:
    one = make_finding(UNITS[0], 1, level=Level.SERIOUS)
    [fault] = make_material(UNITS, [one], decided={one.id: Decided(Status.NOTIFIED, TOLD)}).faults
    assert fault.due == dt.date(2026, 3, 11)


def test_the_office_changes_what_it_writes(tmp_path: Path) -> None:
    (tmp_path / "reminders.toml").write_text("[step.before]\non = false\n[step.overdue]\nworking_days = 3\n", "utf-8")
    steps = load_steps(tmp_path)
    assert [step.name for step in steps] == ["overdue", "escalated"]
    assert reached(steps, DUE, dt.date(2026, 3, 24), Calendar()) is None
    found = reached(steps, DUE, dt.date(2026, 3, 25), Calendar())
    assert found
    assert found.name == "overdue"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[step.befor]\non = false\n", 1, "before"),
        ("[step.before]\n\ndays = 3\n", 3, "working_days"),
        ('[step.before]\nworking_days = "两天"\n', 2, "整数"),
        ('[step.before]\ntitle = "催"\n', 2, "working_days"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "reminders.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_steps(tmp_path)
    assert (raised.value.file, raised.value.line) == ("reminders.toml", line)
    assert words in str(raised.value)


def test_the_ledger_shows_what_the_last_night_saw() -> None:
    seen = material(seen=Outcome.ATTACHMENT_OPEN).faults[0].recheck
    assert seen
    assert (seen.last_night, seen.sentence) == (AS_OF.isoformat(), "网页已不存在，附件仍可打开")
