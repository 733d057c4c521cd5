"""Rules of reminding (催办规则): the built-in digest/reminders.toml, and over it what the office wrote into the file of
that name beside county.toml. Unknown steps and keys are errors that name the line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from county.calendar import Calendar
from county.configuration.decoding import read_configuration
from county.configuration.errors import ConfigurationErrors
from county.configuration.named_tables import changed_tables, named_tables
from county.configuration.toml_source import parse
from county.configuration.toml_table import Table

NAME = "reminders.toml"
_BUILT_IN = Path(__file__).with_name(NAME)
_KEY, _TITLE = "step", "催办步骤"
_OFFICE_KEYS = ("on", "working_days", "report")


class When(StrEnum):
    """On which side of the last day (整改时限) a step lies."""

    BEFORE = "到期前"
    AFTER = "逾期后"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. It is reached `working_days` working days before or after the last day; `report` says that what stands
    so long is told to the office in its weekly mail too (逾期未改). `name` is a stored contract."""

    name: str
    title: str
    when: When
    working_days: int
    report: bool = False
    on: bool = True

    def day(self, due: dt.date, calendar: Calendar) -> dt.date:
        """The day on which it is reached for what is due on `due`."""
        days = -self.working_days if self.when is When.BEFORE else self.working_days
        return calendar.add_working_days(due, days)


def load_steps(config: Path) -> tuple[Step, ...]:
    """The steps that are on, the office's settings in them. Raises ConfigurationErrors."""
    steps = {step.name: step for step in _built_in()}
    own = config / NAME
    if own.exists():
        source = parse(NAME, read_configuration(own, "请检查文件权限"))
        changed = changed_tables(source, _KEY, _TITLE, steps, _OFFICE_KEYS)
        steps |= {name: _read(table, steps[name]) for name, table in changed}
        if errors := list(source.errors()):
            raise ConfigurationErrors(errors)
    return tuple(step for step in steps.values() if step.on)


def reached(steps: tuple[Step, ...], due: dt.date, today: dt.date, calendar: Calendar) -> Step | None:
    """The last step that what is due on `due` has come to, None before the first: who was away is not reminded of all
    that went by."""
    days = [(step.day(due, calendar), step) for step in steps]
    return max((one for one in days if one[0] <= today), key=lambda one: one[0], default=(due, None))[1]


def _built_in() -> Iterator[Step]:
    source = parse(NAME, read_configuration(_BUILT_IN, ""))
    for name, table in named_tables(source, _KEY, _TITLE):
        table.allow(*_OFFICE_KEYS, "title", "when")
        yield _read(table, Step(name, table.text("title"), table.choice("when", When, When.AFTER), 1))
    if errors := list(source.errors()):
        raise ConfigurationErrors(errors)


def _read(table: Table, step: Step) -> Step:
    return replace(
        step,
        on=table.flag("on", step.on),
        working_days=table.whole("working_days", step.working_days, 0, "个工作日"),
        report=table.flag("report", step.report),
    )
