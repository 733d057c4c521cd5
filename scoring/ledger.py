"""The ledger (考核台账): what goes into a score, and the sheet that explains each 0.1 point of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from county.finding import KnownFinding
from county.history import ColumnHistory
from county.units import Unit, UnitClass


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """All that is known of one unit at the end of the night `as_of`: nothing in it is younger than that night.
    The order of histories and findings means nothing."""

    unit: Unit
    as_of: dt.date
    histories: tuple[ColumnHistory, ...] = ()
    findings: tuple[KnownFinding, ...] = ()


class EntryState(StrEnum):
    """Where an entry of the ledger stands. Only `counted` moves points."""

    COUNTED = "counted"
    PENDING = "pending"
    NOT_OBSERVED = "not_observed"


ENTRY_STATE_NAMES: dict[EntryState, str] = {
    EntryState.COUNTED: "已计",
    EntryState.PENDING: "待核",
    EntryState.NOT_OBSERVED: "未观测",
}


class ClauseState(StrEnum):
    """What the score of a clause rests on: crawled pages, a register kept by the office, or nothing yet."""

    OBSERVED = "observed"
    REGISTER = "register"
    NOT_OBSERVED = "not_observed"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger. `points` is what it moves, negative for a deduction; the entries of a clause add up to
    its deduction exactly. `at_stake` is how much it would take if a reviewer confirmed it, 0 unless pending.
    `why` is one or more full Chinese sentences; `evidence` are ids of findings and "visit:<run>:<column key>"."""

    points: Decimal
    at_stake: Decimal
    state: EntryState
    why: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseScore:
    """One clause on the sheet. `points` is its worth, 0 for a penalty; `earned` is what is left of it, below 0 for a
    penalty. A clause that was not observed keeps its points."""

    id: str
    title: str
    points: Decimal
    earned: Decimal
    state: ClauseState
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's score sheet (考核评分表): `total` = `base` + `bonus` + `penalty`, not below the scheme's floor."""

    unit: str
    name: str
    unit_class: UnitClass
    as_of: dt.date
    total: Decimal
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    clauses: tuple[ClauseScore, ...]
