"""The engine: evidence of one unit in, its score sheet out. A pure function; nothing is read or kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from county.calendar import Calendar
from county.register import Ruling
from scoring.case import Case
from scoring.claim import Account, Assessment, settle
from scoring.ledger import ClauseScore, SectionScore, Sheet, UnitEvidence
from scoring.points import ZERO
from scoring.rule import Group
from scoring.scheme import Clause, Scheme


def score(scheme: Scheme, evidence: UnitEvidence, calendar: Calendar) -> Sheet:
    """The score sheet of one unit as of the day of its evidence."""
    unit = evidence.unit
    first = scheme.first_day(evidence.as_of)
    case = Case.open(evidence, first, scheme.quota[unit.unit_class], scheme.settings, calendar)
    rulings = _newest(evidence.rulings)
    scores: dict[str, ClauseScore] = {}
    for clause in scheme.clauses:
        if clause.group is not Group.VETO:
            scores[clause.id] = _settled(clause, clause.rule.assess(case), clause.limit, case, rulings)
    sums = {group: _sum(scheme, scores, group) for group in Group}
    sums[Group.BONUS] = min(sums[Group.BONUS], scheme.bonus)
    before = max(scheme.floor, sum(sums.values(), ZERO))
    left = before
    for clause in scheme.clauses:
        if clause.group is Group.VETO:
            scores[clause.id] = _vetoed(clause, case, left, rulings)
            left += scores[clause.id].earned
    ordered = tuple(scores[clause.id] for clause in scheme.clauses)
    return Sheet(
        unit=unit.id,
        name=unit.name,
        unit_class=unit.unit_class,
        as_of=evidence.as_of,
        total=left,
        base=sums[Group.BASE],
        bonus=sums[Group.BONUS],
        penalty=sums[Group.PENALTY],
        clauses=ordered,
        adjustment=sums[Group.ADJUSTMENT],
        veto=left - before,
        sections=tuple(_sections(scheme, ordered)),
    )


def _newest(rulings: Sequence[Ruling]) -> dict[str, Ruling]:
    """By entry; were there several on one, the latest counts, whatever the order in which they came."""
    ordered = sorted(rulings, key=lambda ruling: (ruling.made_on, ruling.receipt.recorded_on, ruling.id))
    return {ruling.entry: ruling for ruling in ordered}


def _settled(
    clause: Clause, assessment: Assessment, limit: Decimal, case: Case, rulings: Mapping[str, Ruling]
) -> ClauseScore:
    account = Account(case.unit.id, case.first, clause.id, limit, rulings)
    entries = settle(assessment.claims, account)
    moved = sum((entry.points for entry in entries), ZERO)
    return ClauseScore(
        id=clause.id,
        title=clause.title,
        points=clause.points,
        earned=clause.points + moved,
        state=assessment.state,
        entries=entries,
        section=clause.section,
    )


def _vetoed(clause: Clause, case: Case, left: Decimal, rulings: Mapping[str, Ruling]) -> ClauseScore:
    """A veto takes all that the other clauses and the vetoes before it leave (全年分值扣为0分)."""
    assessment = clause.rule.assess(case)
    claims = tuple(replace(claim, amount=left) for claim in assessment.claims)
    return _settled(clause, replace(assessment, claims=claims), left, case, rulings)


def _sum(scheme: Scheme, scores: Mapping[str, ClauseScore], group: Group) -> Decimal:
    return sum(
        (scores[clause.id].earned for clause in scheme.clauses if clause.group is group and clause.id in scores), ZERO
    )


def _sections(scheme: Scheme, scores: Sequence[ClauseScore]) -> Iterator[SectionScore]:
    """The total cap of the bonus is used up section by section, in the order of the scheme."""
    worth = earned = scheme.bonus
    for section in scheme.sections:
        pairs = [(clause, one) for clause, one in zip(scheme.clauses, scores, strict=True) if one.section == section.id]
        gains = [(clause.limit, one.earned) for clause, one in pairs if clause.group is Group.BONUS]
        others = [one for clause, one in pairs if clause.group is not Group.BONUS]
        most = min(worth, sum((limit for limit, _ in gains), ZERO))
        gained = min(earned, sum((gain for _, gain in gains), ZERO))
        worth, earned = worth - most, earned - gained
        yield SectionScore(
            id=section.id,
            title=section.title,
            points=most + sum((one.points for one in others), ZERO),
            earned=gained + sum((one.earned for one in others), ZERO),
        )
