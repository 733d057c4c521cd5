"""The ledger (考核台账): what goes into a score, and the sheet that explains each 0.1 point of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from county.finding import KnownFinding
from county.history import ColumnHistory
from county.register import Registers, Ruling
from county.units import Unit, UnitClass
from scoring.group import Group
from scoring.points import ZERO


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """All that is known of one unit at the end of the night `as_of`: nothing in it is younger than that night.
    `registers` are what the office wrote down, `rulings` the newest ruling on each entry; like decisions on findings,
    both may have been written after `as_of` about what was before it. The order of anything in it means nothing."""

    unit: Unit
    as_of: dt.date
    histories: tuple[ColumnHistory, ...] = ()
    findings: tuple[KnownFinding, ...] = ()
    registers: Registers = field(default_factory=Registers)
    rulings: tuple[Ruling, ...] = ()


class EntryState(StrEnum):
    """Where an entry of the ledger stands (已核定、预估、未观测). Only `counted` moves points."""

    COUNTED = "counted"
    PENDING = "pending"
    NOT_OBSERVED = "not_observed"


ENTRY_STATE_NAMES: dict[EntryState, str] = {
    EntryState.COUNTED: "已核定",
    EntryState.PENDING: "预估",
    EntryState.NOT_OBSERVED: "未观测",
}


class ClauseState(StrEnum):
    """What the score of a clause rests on: crawled pages, a register kept by the office, or nothing yet."""

    OBSERVED = "observed"
    REGISTER = "register"
    NOT_OBSERVED = "not_observed"


UPCOMING = "未到期"
CLAUSE_STATE_NAMES: dict[ClauseState, str] = {
    ClauseState.OBSERVED: "巡查",
    ClauseState.REGISTER: "登记",
    ClauseState.NOT_OBSERVED: "未观测",
}


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the ledger. `id` is made of the unit, the assessment year, the clause and what the entry is about,
    never of amounts or places in a list: the same matter keeps its id whenever the score is made again, and a ruling
    finds it. `points` is what it moves, negative for a deduction; the entries of a clause add up to what it moves
    exactly. `at_stake` is how much it would move if a person confirmed it, never negative, 0 unless pending. `amount`
    is what it would move before the clause's limit and before a ruling, signed as `points` is; of an entry that was
    not observed what it would move if it never came. `why` is one or more full Chinese sentences, `ruling` the sentence
    of the ruling on it, "" where there is none. `evidence` are ids of findings, "page:<page>",
    "visit:<run>:<column key>" and "<register's name in lower case>:<id>" ("hand_in:…"). `day` is the day that it is
    about: of a finding the first night, of a week its last day, of a duty its due date."""

    id: str
    clause: str
    points: Decimal
    at_stake: Decimal
    amount: Decimal
    state: EntryState
    why: str
    evidence: tuple[str, ...] = ()
    day: dt.date | None = None
    ruling: str = ""

    def is_upcoming(self, as_of: dt.date) -> bool:
        """Whether the entry only announces what is due on `as_of` or later: `amount` is what it will cost if it does
        not come."""
        return self.state is EntryState.NOT_OBSERVED and self.day is not None and self.day >= as_of

    def state_name(self, as_of: dt.date) -> str:
        """Where it stands on a sheet of that day, in Chinese."""
        return UPCOMING if self.is_upcoming(as_of) else ENTRY_STATE_NAMES[self.state]


@dataclass(frozen=True, slots=True)
class ClauseScore:
    """One clause on the sheet. `points` is its worth, 0 for a penalty; `earned` is what is left of it, below 0 for a
    penalty. A clause that was not observed keeps its points. `section` is the id of its section; `at_stake` is what
    its pending deductions would take together, 0 for a veto, whose pending entries are only suspicions."""

    id: str
    title: str
    points: Decimal
    earned: Decimal
    state: ClauseState
    entries: tuple[LedgerEntry, ...]
    section: str = ""
    group: Group = Group.BASE
    at_stake: Decimal = ZERO

    def state_name(self, as_of: dt.date) -> str:
        """On what it was judged, in Chinese: where nothing of it has come due yet by that day, that."""
        upcoming = self.state is ClauseState.NOT_OBSERVED and self.entries
        if upcoming and all(entry.is_upcoming(as_of) for entry in self.entries):
            return UPCOMING
        return CLAUSE_STATE_NAMES[self.state]


@dataclass(frozen=True, slots=True)
class SectionScore:
    """A section of the scheme (一、二、三…) on the sheet: what its clauses are worth together (`points`, the bonus with
    its total cap, 0 where the section only takes) and what is left of it. The sections add up to the total, unless it
    was raised to the floor or cut to the scheme's full points."""

    id: str
    title: str
    points: Decimal
    earned: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's score sheet (考核评分表): `total` = `base` + `bonus` + `penalty` + `adjustment`, not below the scheme's
    floor, and then `veto`, which takes all that is left. `may_gain` is what its pending gains would bring together,
    within the caps that bind them."""

    unit: str
    name: str
    unit_class: UnitClass
    as_of: dt.date
    total: Decimal
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    clauses: tuple[ClauseScore, ...]
    adjustment: Decimal = ZERO
    veto: Decimal = ZERO
    sections: tuple[SectionScore, ...] = ()
    may_gain: Decimal = ZERO

    @property
    def at_stake(self) -> Decimal:
        """What the pending deductions would take of the total, vetoes apart."""
        return min(self.total, sum((clause.at_stake for clause in self.clauses), ZERO))

    @property
    def suspected_vetoes(self) -> int:
        """How many suspicions of a veto (疑似否决) await a signature."""
        vetoes = (clause for clause in self.clauses if clause.group is Group.VETO)
        return sum(entry.state is EntryState.PENDING for clause in vetoes for entry in clause.entries)

    @property
    def not_observed(self) -> int:
        """How many entries say that something was not observed; what is not due yet is none of them."""
        return sum(
            entry.state is EntryState.NOT_OBSERVED and not entry.is_upcoming(self.as_of)
            for clause in self.clauses
            for entry in clause.entries
        )
