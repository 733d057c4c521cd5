"""What a rule kind (计分规则) is, and the register of them: a decorator and a list."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Protocol, Self, TypeVar

from county.units import ColumnKind
from scoring.case import Case
from scoring.claim import Assessment
from scoring.table import Table


class Group(StrEnum):
    """Which part of the total a clause belongs to."""

    BASE = "base"
    BONUS = "bonus"
    PENALTY = "penalty"
    ADJUSTMENT = "adjustment"
    VETO = "veto"


class Rule(Protocol):
    """A rule kind holds its parameters, as read from the clause's table of the scheme file."""

    kind: ClassVar[str]
    """What the scheme file writes; a stored contract, never reused."""
    groups: ClassVar[frozenset[Group]]
    """Where it may be used."""

    @classmethod
    def read(cls, table: Table) -> Self:
        """The parameters of one clause. Raises SchemeError."""
        ...

    def assess(self, case: Case) -> Assessment:
        """What the evidence of one unit means under this rule: a pure function."""
        ...

    @property
    def checks(self) -> frozenset[str]:
        """Ids of the checks whose findings it reads."""
        ...

    def takes(self, rule: str, column: ColumnKind | None) -> bool:
        """Whether findings of that check, on a column of that kind, belong to this clause."""
        ...

    def sentences(self) -> tuple[str, ...]:
        """The parameters as Chinese sentences, for 口径说明."""
        ...


RULES: list[type[Rule]] = []

R = TypeVar("R", bound=type[Rule])


def register(rule: R) -> R:
    """Makes a rule kind known to scheme files."""
    RULES.append(rule)
    return rule
