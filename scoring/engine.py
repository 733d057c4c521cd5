"""The engine: evidence of one unit in, its score sheet out. A pure function; nothing is read or kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from county.calendar import Calendar
from county.register import Ruling
from scoring.case import Case
from scoring.claim import Account, Assessment, settle
from scoring.group import Group
from scoring.ledger import ClauseScore, EntryState, LedgerEntry, SectionScore, Sheet, UnitEvidence
from scoring.points import ZERO
from scoring.scheme import Clause, Scheme
from scoring.settings import FullPoints


def score(scheme: Scheme, evidence: UnitEvidence, calendar: Calendar) -> Sheet:
    """The score sheet of one unit as of the day of its evidence."""
    unit = evidence.unit
    case = Case.open(
        evidence, scheme.first_day(evidence.as_of), scheme.quota[unit.unit_class], scheme.settings, calendar
    )
    rulings = _newest(evidence.rulings)
    scores = {
        clause.id: _score_clause(clause, clause.rule.assess(case), clause.limit, case, rulings)
        for clause in scheme.clauses
        if clause.group is not Group.VETO
    }
    sums = _sums(scheme, scores)
    before = _total(scheme, case, sums)
    left = before
    for clause in scheme.clauses:
        if clause.group is Group.VETO:
            scores[clause.id] = _score_veto(clause, left, case, rulings)
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
        may_gain=_may_gain(scheme, scores, sums[Group.BONUS]),
    )


def _newest(rulings: Sequence[Ruling]) -> dict[str, Ruling]:
    """By entry; were there several on one, the latest counts, whatever the order in which they came."""
    ordered = sorted(rulings, key=lambda ruling: (ruling.made_on, ruling.receipt.recorded_on, ruling.id))
    return {ruling.entry: ruling for ruling in ordered}


def _score_clause(
    clause: Clause, assessment: Assessment, limit: Decimal, case: Case, rulings: Mapping[str, Ruling]
) -> ClauseScore:
    entries = settle(assessment.claims, Account(case.unit.id, case.first, clause.id, limit, rulings))
    earned = clause.points + sum((entry.points for entry in entries), ZERO)
    return ClauseScore(
        id=clause.id,
        title=clause.title,
        points=clause.points,
        earned=earned,
        state=assessment.state,
        entries=entries,
        section=clause.section,
        group=clause.group,
        at_stake=ZERO if clause.group is Group.VETO else _at_stake(entries, limit),
    )


def _at_stake(entries: Sequence[LedgerEntry], limit: Decimal) -> Decimal:
    """What the pending deductions would take together of what the counted ones leave."""
    taken = sum((-entry.points for entry in entries if entry.points < ZERO), ZERO)
    pending = (entry for entry in entries if entry.state is EntryState.PENDING and entry.amount < ZERO)
    return min(limit - taken, sum((entry.at_stake for entry in pending), ZERO))


def _score_veto(clause: Clause, left: Decimal, case: Case, rulings: Mapping[str, Ruling]) -> ClauseScore:
    """A veto takes all that the other clauses and the vetoes before it leave (全年分值扣为0分)."""
    assessment = clause.rule.assess(case)
    claims = tuple(replace(claim, amount=left) for claim in assessment.claims)
    return _score_clause(clause, replace(assessment, claims=claims), left, case, rulings)


def _sums(scheme: Scheme, scores: Mapping[str, ClauseScore]) -> dict[Group, Decimal]:
    """By group what its clauses come to; the bonus no more than the scheme's total cap."""
    sums = dict.fromkeys(Group, ZERO)
    for one in scores.values():
        sums[one.group] += one.earned
    sums[Group.BONUS] = min(sums[Group.BONUS], scheme.bonus)
    return sums


def _total(scheme: Scheme, case: Case, sums: Mapping[Group, Decimal]) -> Decimal:
    """The total before any veto, between the floor and, where the county keeps to them, the scheme's full points."""
    total = sum(sums.values(), ZERO)
    if case.settings.on(case.as_of).full_points is FullPoints.KEPT:
        total = min(total, scheme.full)
    return max(scheme.floor, total)


def _may_gain(scheme: Scheme, scores: Mapping[str, ClauseScore], bonus: Decimal) -> Decimal:
    """What the pending gains would bring: of a bonus no more than its own cap and the total cap leave."""
    bonuses = others = ZERO
    for clause in scheme.clauses:
        one = scores[clause.id]
        pending = (entry for entry in one.entries if entry.state is EntryState.PENDING and entry.amount > ZERO)
        gain = sum((entry.at_stake for entry in pending), ZERO)
        if clause.group is Group.BONUS:
            bonuses += min(gain, clause.limit - one.earned)
        else:
            others += gain
    return min(bonuses, scheme.bonus - bonus) + others


def _sections(scheme: Scheme, scores: Sequence[ClauseScore]) -> Iterator[SectionScore]:
    """The total cap of the bonus is used up section by section, in the order of the scheme."""
    limits = {clause.id: clause.limit for clause in scheme.clauses}
    worth = earned = scheme.bonus
    for section in scheme.sections:
        inside = [one for one in scores if one.section == section.id]
        gains = [one for one in inside if one.group is Group.BONUS]
        others = [one for one in inside if one.group is not Group.BONUS]
        most = min(worth, sum((limits[one.id] for one in gains), ZERO))
        gained = min(earned, sum((one.earned for one in gains), ZERO))
        worth, earned = worth - most, earned - gained
        yield SectionScore(
            id=section.id,
            title=section.title,
            points=most + sum((one.points for one in others), ZERO),
            earned=gained + sum((one.earned for one in others), ZERO),
        )
