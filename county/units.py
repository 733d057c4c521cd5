"""Units (单位) and the columns (栏目) each of them keeps on the portal, with the duty (更新要求) of each column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ANNUAL_REPORT_DAYS = 396
"""A report is due by 31 January of each year: thirteen months lie at most between two of them (条例第四十九条)."""


class UnitClass(StrEnum):
    """Class of a unit (考核类别), an explicit list of the office: it sets the weekly quota of news."""

    FIRST = "一类"
    SECOND = "二类"


class ColumnKind(StrEnum):
    """What a column is for; the value is what office staff write in units.toml and units.xlsx."""

    LEADERS = "领导之窗"
    FUNCTIONS = "工作职责"
    POLICY = "政策文件"
    IMPLEMENTATION = "政策落实"
    INTERPRETATION = "政策解读"
    NEWS = "工作动态"
    NOTICES = "通知公告"
    PUBLICITY = "公示公告"
    ANNUAL_REPORT = "年报"
    BUDGET = "财政预决算"
    PERSONNEL = "人事信息"
    PLAN = "规划计划"
    OTHER = "其他"


DUTY_DAYS: dict[ColumnKind, int | None] = {
    ColumnKind.LEADERS: None,
    ColumnKind.FUNCTIONS: None,
    ColumnKind.POLICY: 180,
    ColumnKind.IMPLEMENTATION: 365,
    ColumnKind.INTERPRETATION: 180,
    ColumnKind.NEWS: 14,
    ColumnKind.NOTICES: 180,
    ColumnKind.PUBLICITY: 180,
    ColumnKind.ANNUAL_REPORT: ANNUAL_REPORT_DAYS,
    ColumnKind.BUDGET: 365,
    ColumnKind.PERSONNEL: 365,
    ColumnKind.PLAN: 365,
    ColumnKind.OTHER: None,
}
"""Longest time in days between two items (国办秘函〔2019〕19号: 2 weeks, 6 months, 1 year); None is 据实更新:
the column changes when the facts do, so no date can make it stale."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one unit. `duty_days` is the longest time between two items; None is 据实更新."""

    unit: str
    name: str
    kind: ColumnKind
    url: str
    duty_days: int | None

    @property
    def key(self) -> str:
        """Identity of the column within the county: unit id and column name."""
        return f"{self.unit}/{self.name}"


@dataclass(frozen=True, slots=True)
class Contact:
    """A unit's contact (联络员): where its digest goes."""

    name: str
    mail: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One of the units under assessment (考核单位). `aliases` are other names under which it signs its news."""

    id: str
    name: str
    unit_class: UnitClass
    portal: str
    columns: tuple[Column, ...]
    contacts: tuple[Contact, ...] = ()
    aliases: tuple[str, ...] = ()

    def columns_of(self, *kinds: ColumnKind) -> tuple[Column, ...]:
        """The unit's columns of the given kinds, in the order of units.toml."""
        return tuple(column for column in self.columns if column.kind in kinds)
