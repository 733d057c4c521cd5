"""What a rule kind (计分规则) is, and the register of them: a decorator and a list."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Protocol, Self, TypeVar

from county.register import Register
from county.units import ColumnKind
from scoring.case import Case
from scoring.claim import Assessment
from scoring.group import Group
from scoring.table import Table


class Source(StrEnum):
    """Where the evidence of a clause comes from: the crawler, the office's registers, or both."""

    OBSERVED = "observed"
    REGISTER = "register"
    BOTH = "both"


SOURCE_NAMES: dict[Source, str] = {
    Source.OBSERVED: "巡查",
    Source.REGISTER: "登记",
    Source.BOTH: "巡查和登记",
}


class Rule(Protocol):
    """A rule kind holds its parameters, as read from the clause's table of the scheme file."""

    kind: ClassVar[str]
    """What the scheme file writes; a stored contract, never reused."""
    title: ClassVar[str]
    """The kind in Chinese."""
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

    @property
    def registers(self) -> frozenset[Register]:
        """The registers that it reads."""
        ...

    @property
    def observes(self) -> bool:
        """Whether it reads what the crawler saw."""
        ...

    def takes(self, rule: str, column: ColumnKind | None) -> bool:
        """Whether findings of that check, on a column of that kind, belong to this clause."""
        ...

    def sentences(self) -> tuple[str, ...]:
        """The parameters as Chinese sentences, for 口径说明."""
        ...


class RuleBase:
    """What holds for most kinds: they read no findings, or those of their `checks` wherever they were found."""

    __slots__ = ()

    @property
    def checks(self) -> frozenset[str]:
        """None."""
        return frozenset()

    @property
    def registers(self) -> frozenset[Register]:
        """None."""
        return frozenset()

    @property
    def observes(self) -> bool:
        """Where it reads findings."""
        return bool(self.checks)

    def takes(self, rule: str, column: ColumnKind | None) -> bool:
        """Its checks."""
        return rule in self.checks


def source_of(rule: Rule) -> Source:
    """Where the rule's evidence comes from. What was reported beforehand (报备) only excuses."""
    if not rule.registers - {Register.EXEMPTION}:
        return Source.OBSERVED
    return Source.BOTH if rule.observes else Source.REGISTER


RULES: list[type[Rule]] = []

R = TypeVar("R", bound=type[Rule])


def register(rule: R) -> R:
    """Makes a rule kind known to scheme files."""
    RULES.append(rule)
    return rule
