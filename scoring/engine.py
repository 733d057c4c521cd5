"""The engine: evidence of one unit in, its score sheet out. A pure function; nothing is read or kept."""

from __future__ import annotations

from decimal import Decimal

from county.calendar import Calendar
from scoring.case import Case
from scoring.claim import settle
from scoring.ledger import ClauseScore, Sheet, UnitEvidence
from scoring.points import ZERO
from scoring.rule import Group
from scoring.scheme import Clause, Scheme

_SIGNS: dict[Group, int] = {Group.BASE: -1, Group.BONUS: +1, Group.PENALTY: -1, Group.VETO: -1}
"""Whether the claims of a clause give points or take them."""


def score(scheme: Scheme, evidence: UnitEvidence, calendar: Calendar) -> Sheet:
    """The score sheet of one unit as of the day of its evidence."""
    unit = evidence.unit
    first = scheme.first_day(evidence.as_of)
    case = Case.open(evidence, first, scheme.quota[unit.unit_class], scheme.settings, calendar)
    clauses = tuple(_score_clause(clause, case) for clause in scheme.clauses)
    base = _sum(scheme, clauses, Group.BASE)
    bonus = min(_sum(scheme, clauses, Group.BONUS), scheme.bonus)
    penalty = _sum(scheme, clauses, Group.PENALTY)
    return Sheet(
        unit=unit.id,
        name=unit.name,
        unit_class=unit.unit_class,
        as_of=evidence.as_of,
        total=max(scheme.floor, base + bonus + penalty),
        base=base,
        bonus=bonus,
        penalty=penalty,
        clauses=clauses,
    )


def _score_clause(clause: Clause, case: Case) -> ClauseScore:
    assessment = clause.rule.assess(case)
    entries = settle(assessment.claims, clause.limit, _SIGNS[clause.group])
    moved = sum((entry.points for entry in entries), ZERO)
    return ClauseScore(clause.id, clause.title, clause.points, clause.points + moved, assessment.state, entries)


def _sum(scheme: Scheme, scores: tuple[ClauseScore, ...], group: Group) -> Decimal:
    pairs = zip(scheme.clauses, scores, strict=True)
    return sum((score.earned for clause, score in pairs if clause.group is group), ZERO)
