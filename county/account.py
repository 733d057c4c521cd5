"""Accounts of the desk (账号): who may sign in, in which role, and which units that person may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is for; the value is a stored contract. Keeping accounts, reviewing and auditing are three
    persons' work (三员分立)."""

    REVIEWER = "reviewer"
    UNIT = "unit"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: dict[Role, str] = {
    Role.REVIEWER: "审核员",
    Role.UNIT: "单位",
    Role.AUDITOR: "审计员",
    Role.ADMINISTRATOR: "管理员",
}


@dataclass(frozen=True, slots=True)
class Account:
    """An account. `name` is what is typed at the door, `display` what stands under decisions; `unit` is the id of the
    unit of a unit's account, "" for everybody else. `must_change` says that the password was set by somebody else."""

    name: str
    display: str
    role: Role
    unit: str = ""
    must_change: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class UnitScope:
    """The units whose findings somebody may see: None is all of them and the portal's own findings."""

    units: frozenset[str] | None

    def holds(self, unit: str) -> bool:
        """Whether what belongs to `unit` may be seen; "" is the portal itself."""
        return self.units is None or unit in self.units


EVERYTHING = UnitScope(None)
_OF_ALL_UNITS = frozenset((Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR))


def visible_units(account: Account) -> UnitScope:
    """The one place that says what an account may see. A unit's account without a unit sees nothing."""
    if account.role in _OF_ALL_UNITS:
        return EVERYTHING
    return UnitScope(frozenset((account.unit,)) if account.unit else frozenset())
