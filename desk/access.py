"""The rule that every route carries: who may ask for it, and what is asked of the object that it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from county.account import Role


class Reach(StrEnum):
    """What a route is about. ANYONE needs no account; OWN is about nothing but the account itself; OFFICE is about the
    whole county; UNIT is about units' findings: one named in its path must lie within `visible_units`, lists are cut to
    them, and what lies outside answers 404 as if it were not there."""

    ANYONE = "anyone"
    OWN = "own"
    OFFICE = "office"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask. `roles` is empty only where anyone may."""

    reach: Reach
    roles: frozenset[Role] = frozenset()

    def __post_init__(self) -> None:
        if (self.reach is Reach.ANYONE) == bool(self.roles):
            raise ValueError("a route for anyone has no roles, every other one has some")


EVERYBODY = frozenset(Role)
READERS = frozenset((Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR))
REVIEWERS = frozenset((Role.REVIEWER,))

PUBLIC = Access(Reach.ANYONE)
SIGNED_IN = Access(Reach.OWN, EVERYBODY)
READS = Access(Reach.UNIT, EVERYBODY)
"""Reads findings: all units' for the office, its own for a unit."""
OFFICE_READS = Access(Reach.OFFICE, READERS)
OFFICE_ON_UNITS = Access(Reach.UNIT, READERS)
"""What the office alone reads of a unit."""
HANDS_IN = Access(Reach.UNIT, frozenset((Role.REVIEWER, Role.UNIT)))
"""Hands in what a unit filled in: the unit itself, or the office for it."""
REVIEWS = Access(Reach.UNIT, REVIEWERS)
"""Decides on findings."""
UNSEALS = Access(Reach.UNIT, frozenset((Role.REVIEWER, Role.ADMINISTRATOR)))
"""Sees what is masked, for a reason that is written down."""
ANSWERS = Access(Reach.UNIT, frozenset((Role.UNIT,)))
"""A unit's own word on its findings."""
AUDITS = Access(Reach.OFFICE, frozenset((Role.AUDITOR, Role.REVIEWER)))
KEEPS = Access(Reach.OFFICE, frozenset((Role.REVIEWER, Role.ADMINISTRATOR)))
"""Keeps units, columns, contacts and word lists."""
KEEPS_UNIT = Access(Reach.UNIT, KEEPS.roles)
WRITES_DOWN = Access(Reach.OFFICE, REVIEWERS)
"""Writes into the registers."""
ADMINISTERS = Access(Reach.OFFICE, frozenset((Role.ADMINISTRATOR,)))
