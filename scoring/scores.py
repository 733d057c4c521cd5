"""Scores (评分) of all units as of a day, from the evidence."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from county.calendar import Calendar
from county.finding import KnownFinding
from county.register import Registers
from county.settings import County
from evidence.findings import findings
from evidence.histories import histories
from evidence.registers.disputes import rulings
from evidence.registers.entries import registers
from evidence.store import Store
from scoring.engine import score
from scoring.ledger import Sheet, UnitEvidence
from scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Known:
    """What a score may know: what the crawler saw up to the night `as_of`, and what people decided, wrote into the
    registers and ruled by the other three days, None for all of it. Evidence ends with a night; what is said of it may
    come later (a confirmation, an appeal in January)."""

    as_of: dt.date
    decisions: dt.date | None = None
    registers: dt.date | None = None
    rulings: dt.date | None = None

    @classmethod
    def by(cls, as_of: dt.date, known_by: dt.date | None = None) -> Known:
        """All that was seen up to `as_of` and said by `known_by`."""
        return cls(as_of, known_by, known_by, known_by)


def unit_evidence(store: Store, county: County, known: Known) -> list[UnitEvidence]:
    """The evidence of every unit, in the order of the configuration."""
    seen = histories(store, county, known.as_of)
    by_unit: dict[str, list[KnownFinding]] = defaultdict(list)
    for finding in findings(store, known.as_of, known.decisions):
        by_unit[finding.unit].append(finding)
    written, ruled = registers(store, known.registers), rulings(store, known.rulings)
    return [
        UnitEvidence(
            unit,
            known.as_of,
            seen[unit.id],
            tuple(by_unit[unit.id]),
            written.get(unit.id, Registers()),
            ruled.get(unit.id, ()),
        )
        for unit in county.units
    ]


def score_units(
    store: Store, county: County, scheme: Scheme, as_of: dt.date, known_by: dt.date | None = None
) -> list[Sheet]:
    """The sheet of every unit, in the order of the configuration: the evidence up to `as_of`, with all that people said
    of it, or what they had said by `known_by`."""
    calendar = Calendar(county.calendar)
    return [score(scheme, evidence, calendar) for evidence in unit_evidence(store, county, Known.by(as_of, known_by))]
