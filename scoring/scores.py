"""Scores (评分) of all units as of a day, from the evidence."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from county.calendar import Calendar
from county.finding import KnownFinding
from county.history import ColumnHistory
from county.register import Registers
from county.settings import County
from evidence.findings import findings
from evidence.histories import histories
from evidence.registers.disputes import rulings
from evidence.registers.entries import registers
from evidence.store import Store
from scoring.comparison import Cause, SheetChange, compare
from scoring.engine import score
from scoring.ledger import Sheet, UnitEvidence
from scoring.scheme import Scheme

Seen = Callable[[dt.date], Mapping[str, tuple[ColumnHistory, ...]]]
"""By the night it is asked for: the histories of every unit's columns as known at its end, by unit id."""


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


class Reader:
    """Reads the evidence of all units, or of `unit` alone, as known in different ways; what several of them share is
    read once. `seen` gives the histories as of a night, where somebody keeps them at hand."""

    def __init__(self, store: Store, county: County, unit: str = "", seen: Seen | None = None) -> None:
        self._units = [one for one in county.units if unit in ("", one.id)]
        self._histories = seen or cache(lambda as_of: histories(store, county, as_of, unit))
        self._findings = cache(lambda as_of, decided_by: _by_unit(findings(store, as_of, decided_by, unit)))
        self._registers = cache(lambda known_by: registers(store, known_by))
        self._rulings = cache(lambda known_by: rulings(store, known_by))

    def evidence(self, known: Known) -> list[UnitEvidence]:
        """The evidence of every unit, in the order of the configuration."""
        seen, found = self._histories(known.as_of), self._findings(known.as_of, known.decisions)
        written, ruled = self._registers(known.registers), self._rulings(known.rulings)
        return [
            UnitEvidence(
                unit=unit,
                as_of=known.as_of,
                histories=seen[unit.id],
                findings=found.get(unit.id, ()),
                registers=written.get(unit.id, Registers()),
                rulings=ruled.get(unit.id, ()),
            )
            for unit in self._units
        ]


def _by_unit(found: Sequence[KnownFinding]) -> Mapping[str, tuple[KnownFinding, ...]]:
    by_unit: dict[str, list[KnownFinding]] = defaultdict(list)
    for finding in found:
        by_unit[finding.unit].append(finding)
    return {unit: tuple(group) for unit, group in by_unit.items()}


def score_units(
    store: Store, county: County, scheme: Scheme, as_of: dt.date, known_by: dt.date | None = None
) -> list[Sheet]:
    """The sheet of every unit, in the order of the configuration: the evidence up to `as_of`, with all that people said
    of it, or what they had said by `known_by`."""
    calendar = Calendar(county.calendar)
    return [score(scheme, evidence, calendar) for evidence in Reader(store, county).evidence(Known.by(as_of, known_by))]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A sheet's point of view: the night it ends with, the day by which people had spoken, the scheme of then."""

    as_of: dt.date
    known_by: dt.date
    scheme: Scheme


def compare_units(store: Store, county: County, earlier: Standpoint, later: Standpoint) -> list[SheetChange]:
    """How each unit's sheet came from the one standpoint to the other, in the order of the configuration. One cause
    after the other is taken in: what was seen, decided, written down, ruled, and last the scheme itself."""
    reader, calendar = Reader(store, county), Calendar(county.calendar)
    first = Known.by(earlier.as_of, earlier.known_by)
    seen = replace(first, as_of=later.as_of)
    decided = replace(seen, decisions=later.known_by)
    written = replace(decided, registers=later.known_by)
    ruled = replace(written, rulings=later.known_by)
    ways: list[tuple[Cause, Known, Scheme]] = [
        (Cause.EVIDENCE, seen, earlier.scheme),
        (Cause.DECISION, decided, earlier.scheme),
        (Cause.REGISTER, written, earlier.scheme),
        (Cause.RULING, ruled, earlier.scheme),
        (Cause.SCHEME, ruled, later.scheme),
    ]
    start = [score(earlier.scheme, evidence, calendar) for evidence in reader.evidence(first)]
    steps = [(cause, [score(scheme, one, calendar) for one in reader.evidence(known)]) for cause, known, scheme in ways]
    return [compare(sheet, [(cause, sheets[at]) for cause, sheets in steps]) for at, sheet in enumerate(start)]
