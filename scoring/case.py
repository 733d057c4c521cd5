"""One unit's evidence, laid out once for all clauses (案卷)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import attrgetter

from county.calendar import Calendar
from county.finding import FindingState, KnownFinding
from county.history import ColumnHistory
from county.register import Exemption, Registers
from county.units import Column, Unit
from county.visit import Verdict
from scoring.ledger import UnitEvidence
from scoring.settings import Settings

_READ = frozenset({Verdict.COMPLETE, Verdict.PARTIAL})
"""Verdicts of visits that gave pages to check."""
_AGE = attrgetter("first_seen", "url", "id")
"""Oldest first, and the same order whatever the store's."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules may ask. The assessment year (考核年度) runs from `first` to `last`; `quota` is the unit's news a
    week. Findings are kept by rule, oldest first, without those that a reviewer dismissed or that were made after
    `as_of`."""

    unit: Unit
    first: dt.date
    last: dt.date
    as_of: dt.date
    quota: int
    settings: Settings
    calendar: Calendar
    histories: Mapping[str, ColumnHistory]
    findings: Mapping[str, Sequence[KnownFinding]]
    dismissed: frozenset[tuple[str, str]]
    """Rule and words of what was dismissed."""
    registers: Registers

    @classmethod
    def open(cls, evidence: UnitEvidence, first: dt.date, quota: int, settings: Settings, calendar: Calendar) -> Case:
        """The case of one unit: each finding is looked at once, whatever the number of clauses."""
        by_rule: dict[str, list[KnownFinding]] = defaultdict(list)
        dismissed = set()
        for known in sorted(evidence.findings, key=_AGE):
            if known.first_seen > evidence.as_of:
                continue
            if known.state is FindingState.DISMISSED:
                dismissed.add((known.finding.rule, known.finding.words))
            else:
                by_rule[known.finding.rule].append(known)
        return cls(
            unit=evidence.unit,
            first=first,
            last=first.replace(year=first.year + 1) - dt.timedelta(days=1),
            as_of=evidence.as_of,
            quota=quota,
            settings=settings,
            calendar=calendar,
            histories={history.column.key: _until(history, evidence.as_of) for history in evidence.histories},
            findings=by_rule,
            dismissed=frozenset(dismissed),
            registers=_in_order(evidence.registers),
        )

    @property
    def was_read(self) -> bool:
        """Whether any visit of the unit's columns gave pages to check."""
        return any(visit.verdict in _READ for history in self.histories.values() for visit in history.visits)

    def history(self, column: Column) -> ColumnHistory:
        """What is known of the column; an empty history where it was never visited."""
        return self.histories.get(column.key) or ColumnHistory(self.unit, column, self.as_of)

    def findings_of(self, *rules: str) -> Sequence[KnownFinding]:
        """The findings of these rules, oldest first."""
        groups = [self.findings[rule] for rule in rules if rule in self.findings]
        return groups[0] if len(groups) == 1 else sorted(chain.from_iterable(groups), key=_AGE)

    def exemptions(self, column: str) -> list[Exemption]:
        """What was reported beforehand (报备) of the column of that name, in the order of its days."""
        named = [one for one in self.registers.exemptions if one.column == column]
        return sorted(named, key=lambda one: (one.since, one.until, one.id))

    def in_year(self, day: dt.date) -> bool:
        """Whether the day lies in the assessment year and is not after the day of the score."""
        return self.first <= day <= min(self.last, self.as_of)


def _in_order(registers: Registers) -> Registers:
    """Each register in the order of its entries' ids, so that it never matters in which order they were read."""
    books = (getattr(registers, field.name) for field in fields(Registers))
    return Registers(*(tuple(sorted(book, key=attrgetter("id"))) for book in books))


def _until(history: ColumnHistory, as_of: dt.date) -> ColumnHistory:
    """The history without visits after `as_of`, so that an older day is scored as it stood."""
    if not history.visits or history.visits[-1].night <= as_of:
        return history
    return replace(history, visits=tuple(visit for visit in history.visits if visit.night <= as_of))
