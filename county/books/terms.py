"""Terms (用语): the units, items and clauses that an entry may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from county.register import Register
from county.units import Unit


@dataclass(frozen=True, slots=True)
class HandInTerm:
    """Something that the scheme has handed in. `periods` are what it is for, as a register writes them without the year
    ("" for a whole year, "-H1"); `last_year` says that it is for the year before."""

    name: str
    periods: frozenset[str] = frozenset({""})
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """`items` are what is handed in (报送事项) by their key; `clauses` those that a register's entries can belong to,
    title by id."""

    units: tuple[Unit, ...]
    items: Mapping[str, HandInTerm] = field(default_factory=dict)
    clauses: Mapping[Register, Mapping[str, str]] = field(default_factory=dict)

    def unit_called(self, name: str) -> Unit | None:
        """The unit of that id, name or alias, None where there is none or more than one."""
        named = [unit for unit in self.units if name in (unit.id, unit.name)]
        found = named or [unit for unit in self.units if name in unit.aliases]
        return found[0] if len(found) == 1 else None

    def unit_name(self, unit_id: str) -> str:
        """The name of a unit, its id where it is no longer listed."""
        return next((unit.name for unit in self.units if unit.id == unit_id), unit_id)
