"""Plans of jobs from files: the built-in schedules/*.toml, and over them what the office wrote into the folder
`schedules` beside county.toml. Unknown jobs and keys are errors that name the line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from county.configuration.decoding import read_configuration
from county.configuration.errors import ConfigurationError, ConfigurationErrors
from county.configuration.named_tables import changed_tables, named_tables
from county.configuration.time_of_day import time_of_day
from county.configuration.toml_source import parse
from county.configuration.toml_table import Table
from schedules.plan import Days, JobPlan, Lane

FOLDER = "schedules"
"""The office's own plans, beside its configuration."""
IN_WINDOW = "采集时段"
_BUILT_IN = Path(__file__).parent
_KEY, _TITLE = "job", "任务"
_OFFICE_KEYS = (
    "on", "days", "at", "after_minutes", "every_minutes", "last", "grace_minutes", "limit_minutes", "tries",
    "pause_minutes", "spread_minutes",
)  # fmt: skip
_OWN_KEYS = (*_OFFICE_KEYS, "title", "command", "lane")
_BLANK = JobPlan("", "", (), Lane.UPKEEP, Days.DAILY, dt.time(0))
_LONGEST = 24 * 60
"""Minutes: no job may take longer than a day."""


def load_plans(config: Path) -> tuple[JobPlan, ...]:
    """All plans, the office's settings in them. Raises ConfigurationErrors."""
    plans = {plan.name: plan for file in sorted(_BUILT_IN.glob("*.toml")) for plan in _built_in(file)}
    errors: list[ConfigurationError] = []
    for file in sorted((config / FOLDER).glob("*.toml")):
        try:
            source = parse(f"{FOLDER}/{file.name}", read_configuration(file, "请检查文件权限"))
        except ConfigurationError as error:
            errors.append(error)
            continue
        changed = changed_tables(source, _KEY, _TITLE, plans, _OFFICE_KEYS)
        plans |= {name: _read(table, plans[name]) for name, table in changed}
        errors += source.errors()
    if errors:
        raise ConfigurationErrors(errors)
    return tuple(plans.values())


def _built_in(file: Path) -> Iterator[JobPlan]:
    source = parse(file.name, read_configuration(file, ""))
    for name, table in named_tables(source, _KEY, _TITLE):
        table.allow(*_OWN_KEYS)
        blank = replace(
            _BLANK,
            name=name,
            title=table.text("title"),
            command=table.texts("command"),
            lane=table.choice("lane", Lane, Lane.UPKEEP),
        )
        yield _read(table, blank)
    if errors := list(source.errors()):
        raise ConfigurationErrors(errors)


def _read(table: Table, plan: JobPlan) -> JobPlan:
    at, every = _at(table, plan), table.values.get("every_minutes")
    last = _time(table, "last", plan.last)
    if at is not None and (every or plan.every) and last < at:
        key = "last" if "last" in table.values else "at"
        table.refuse(key, f"{table.title}的 last（{last:%H:%M}）早于 at（{at:%H:%M}），一次也不会做", "请改正其中一个")
    return replace(
        plan,
        on=table.flag("on", plan.on),
        days=table.choice("days", Days, plan.days, required=False),
        at=at,
        after=_minutes(table, "after_minutes", plan.after, 0),
        every=_minutes(table, "every_minutes", plan.every or dt.timedelta(minutes=30), 1) if every else plan.every,
        last=last,
        grace=_minutes(table, "grace_minutes", plan.grace, 1),
        limit=min(_minutes(table, "limit_minutes", plan.limit, 1), dt.timedelta(minutes=_LONGEST)),
        tries=table.whole("tries", plan.tries, 1, "次"),
        pause=_minutes(table, "pause_minutes", plan.pause, 1),
        spread=_minutes(table, "spread_minutes", plan.spread, 0),
    )


def _at(table: Table, plan: JobPlan) -> dt.time | None:
    if "at" not in table.values:
        return plan.at
    return None if table.values["at"] == IN_WINDOW else _time(table, "at", plan.at or dt.time(0))


def _time(table: Table, key: str, default: dt.time) -> dt.time:
    if (time := time_of_day(table.values.get(key, default))) is not None:
        return time
    cure = f'请写成 {key} = "08:30"' + (f' 或 {key} = "{IN_WINDOW}"' if key == "at" else "")
    table.refuse(key, f"{table.title}的钟点 {key} 写法不对", cure)
    return default


def _minutes(table: Table, key: str, default: dt.timedelta, least: int) -> dt.timedelta:
    minutes = int(default.total_seconds()) // 60
    return dt.timedelta(minutes=table.whole(key, minutes, least, "分钟"))
