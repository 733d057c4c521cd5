"""The county's assessment scheme (考核方案) as data: what a scheme file says, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from county.register import Register
from county.units import ColumnKind, UnitClass
from scoring.group import Group
from scoring.points import ZERO
from scoring.rule import Rule
from scoring.settings import Settings

UNLIMITED = Decimal("Infinity")
"""The limit of a clause to which the county set none (新增工作考核)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the county's text (一、二、三…) with its heading in the county's own words. `note` says how a phrase
    of it is read that the county does not explain."""

    id: str
    title: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause that carries points, in the section `section`. `words` quotes the county's own text. `points` is what
    it is worth (0 where it only gives or takes), `limit` the most it can take or give. `note` says what of the clause
    is read in a way that a reader should know."""

    id: str
    section: str
    title: str
    words: str
    group: Group
    points: Decimal
    limit: Decimal
    rule: Rule
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """`base` and `bonus` are the points of the county's whole text, `covered` those of them that the clauses here
    account for. The assessment year begins on `year_start` (month, day)."""

    title: str
    basis: str
    year_start: tuple[int, int]
    base: Decimal
    bonus: Decimal
    covered: Decimal
    floor: Decimal
    quota: Mapping[UnitClass, int]
    settings: Settings
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    @property
    def full(self) -> Decimal:
        """The points of the whole scheme."""
        return self.base + self.bonus

    def first_day(self, as_of: dt.date) -> dt.date:
        """The first day of the assessment year (考核年度) in which `as_of` lies."""
        start = dt.date(as_of.year, *self.year_start)
        return start if start <= as_of else start.replace(year=as_of.year - 1)

    def clause_of(self, rule: str, column: ColumnKind | None) -> str:
        """Id of the clause that findings of that check on a column of that kind belong to, "" where none does."""
        return next((clause.id for clause in self.clauses if clause.rule.takes(rule, column)), "")

    def fed_by(self, register: Register) -> tuple[str, ...]:
        """Ids of the clauses that read that register: an entry under any other would never count."""
        return tuple(clause.id for clause in self.clauses if register in clause.rule.registers)

    def covered_by_clauses(self) -> Decimal:
        """The points that the clauses account for: the base, and the bonus up to its total cap."""
        base = sum((clause.points for clause in self.clauses if clause.group is Group.BASE), ZERO)
        gains = sum((clause.limit for clause in self.clauses if clause.group is Group.BONUS), ZERO)
        return base + min(gains, self.bonus)
