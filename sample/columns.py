"""The columns (栏目) of the sample's units and the part each of them plays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from county.units import DUTY_DAYS, ColumnKind
from sample.chance import chance
from sample.roster import FamilyName, SampleUnit, roster

SMALL_SCALE = 0.5
"""Below this scale a column that no fault needs is left out and lists are short, so that tests stay quick."""


class Role(Enum):
    """What is planted in a column as a whole."""

    NORMAL = auto()
    STATIC = auto()
    BLANK = auto()
    UNDATED = auto()
    STALE = auto()
    LATE_STALE = auto()
    ON_THE_LIMIT = auto()
    DATES_ON_ARTICLES_ONLY = auto()


@dataclass(frozen=True, slots=True)
class SampleColumn:
    """A column of a unit. `number` is unique in the county; `slug` is its name in addresses. `duty_days` is what
    units.toml says, None where the kind's default holds. `blank_words` stand in an empty list."""

    unit: SampleUnit
    kind: ColumnKind
    number: int
    slug: str
    role: Role = Role.NORMAL
    duty_days: int | None = None
    blank_words: str = ""
    pinned: int = 0

    @property
    def name(self) -> str:
        """The name shown on the portal."""
        return self.kind.value

    @property
    def limit_days(self) -> int | None:
        """Longest time in days between two items."""
        return DUTY_DAYS[self.kind] if self.duty_days is None else self.duty_days


SLUGS: dict[ColumnKind, str] = {
    ColumnKind.LEADERS: "ldzc",
    ColumnKind.FUNCTIONS: "gzzz",
    ColumnKind.POLICY: "zcwj",
    ColumnKind.IMPLEMENTATION: "zcls",
    ColumnKind.INTERPRETATION: "zcjd",
    ColumnKind.NEWS: "gzdt",
    ColumnKind.NOTICES: "tzgg",
    ColumnKind.ANNUAL_REPORT: "zfxxgknb",
    ColumnKind.BUDGET: "czyjs",
    ColumnKind.PUBLICITY: "gsgg",
}
_STATIC = (ColumnKind.LEADERS, ColumnKind.FUNCTIONS)
_CORE = (*_STATIC, ColumnKind.POLICY, ColumnKind.IMPLEMENTATION, ColumnKind.NEWS, ColumnKind.NOTICES)

_CAST: tuple[tuple[Role, FamilyName, ColumnKind, str], ...] = (
    (Role.STALE, FamilyName.TRS, ColumnKind.POLICY, ""),
    (Role.STALE, FamilyName.JPAGE, ColumnKind.INTERPRETATION, ""),
    (Role.STALE, FamilyName.VSB, ColumnKind.NOTICES, ""),
    (Role.STALE, FamilyName.UCAP, ColumnKind.IMPLEMENTATION, ""),
    (Role.STALE, FamilyName.VSB, ColumnKind.NEWS, ""),
    (Role.LATE_STALE, FamilyName.TRS, ColumnKind.NEWS, ""),
    (Role.BLANK, FamilyName.TRS, ColumnKind.PUBLICITY, ""),
    (Role.BLANK, FamilyName.JPAGE, ColumnKind.BUDGET, ""),
    (Role.BLANK, FamilyName.VSB, ColumnKind.INTERPRETATION, "暂无信息"),
    (Role.BLANK, FamilyName.UCAP, ColumnKind.IMPLEMENTATION, "暂无数据"),
    (Role.UNDATED, FamilyName.TRS, ColumnKind.IMPLEMENTATION, ""),
    (Role.UNDATED, FamilyName.JPAGE, ColumnKind.NOTICES, ""),
    (Role.UNDATED, FamilyName.VSB, ColumnKind.POLICY, ""),
    (Role.UNDATED, FamilyName.UCAP, ColumnKind.PUBLICITY, ""),
    (Role.ON_THE_LIMIT, FamilyName.VSB, ColumnKind.PUBLICITY, ""),
    (Role.DATES_ON_ARTICLES_ONLY, FamilyName.UCAP, ColumnKind.ANNUAL_REPORT, ""),
)
"""Which column of which family plays which part; the seed only chooses the unit. No unit plays two."""

LIMIT_DUTY = 30
"""Duty in days of the column that posts on the last day it may."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Which unit plays which part in one seed's county."""

    columns: tuple[SampleColumn, ...]
    plain: tuple[SampleUnit, ...] = field(default=())
    """Units without a faulty column: the hosts of planted words and numbers."""

    def of(self, unit: SampleUnit, kind: ColumnKind) -> SampleColumn | None:
        """The column of that kind, if the unit has one."""
        return next((column for column in self.columns if column.unit == unit and column.kind is kind), None)

    def news(self) -> Iterable[SampleColumn]:
        """The 工作动态 column of every unit."""
        return (column for column in self.columns if column.kind is ColumnKind.NEWS)


def cast_county(seed: int, scale: float) -> Cast:
    """Choose the faulty columns and lay out every column of the county."""
    rng = chance(seed, "cast")
    roles: dict[tuple[str, ColumnKind], tuple[Role, str]] = {}
    taken: set[str] = set()
    for role, family, kind, words in _CAST:
        candidates = [unit for unit in roster() if unit.family is family and unit.id not in taken]
        if role is Role.STALE and kind is ColumnKind.NEWS:
            candidates = [unit for unit in candidates if unit.quota == 1]
        unit = rng.choice(candidates)
        taken.add(unit.id)
        roles[unit.id, kind] = (role, words)
    columns = []
    for unit in roster():
        for order, kind in enumerate(SLUGS):
            role, words = roles.get((unit.id, kind), (Role.STATIC if kind in _STATIC else Role.NORMAL, ""))
            if scale >= SMALL_SCALE or kind in _CORE or role is not Role.NORMAL or _keeps_all(unit):
                columns.append(_column(unit, kind, order, role, words))
    plain = tuple(unit for unit in roster() if unit.id not in taken)
    return Cast(tuple(columns), plain)


def _keeps_all(unit: SampleUnit) -> bool:
    """A few units keep all ten columns whatever the scale, so that each kind is seen."""
    return unit.number % 10 == 4


def _column(unit: SampleUnit, kind: ColumnKind, order: int, role: Role, words: str) -> SampleColumn:
    number = 5_660_000 + unit.number * 20 + order
    duty = LIMIT_DUTY if role is Role.ON_THE_LIMIT else None
    if role is Role.NORMAL and kind is ColumnKind.NOTICES and unit.number % 6 == 0:
        duty = 120
    pinned = 2 if role is Role.NORMAL and kind in (ColumnKind.NOTICES, ColumnKind.NEWS) and unit.number % 5 == 1 else 0
    return SampleColumn(unit, kind, number, SLUGS[kind], role, duty, words, pinned)


def anchor_day(today: dt.date) -> dt.date:
    """1 January of today's year: every date of the sample is laid out from there, never from today."""
    return dt.date(today.year, 1, 1)
