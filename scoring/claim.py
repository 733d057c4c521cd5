"""Claims (计分事项): what a rule says about a unit, and how a clause's limit turns them into entries of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.ledger import ClauseState, EntryState, LedgerEntry
from scoring.points import ZERO, points_text


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a rule counted. `amount` is its worth, never negative, before the clause's limit;
    `why` is a full Chinese sentence."""

    amount: Decimal
    state: EntryState
    why: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a rule says about one unit: its claims, in the order in which they use up the clause's limit."""

    state: ClauseState
    claims: tuple[Claim, ...] = ()


def not_observed(why: str, evidence: tuple[str, ...] = ()) -> Claim:
    """A claim that only says that nothing was seen, and why."""
    return Claim(ZERO, EntryState.NOT_OBSERVED, why, evidence)


def settle(claims: Sequence[Claim], limit: Decimal, sign: int) -> tuple[LedgerEntry, ...]:
    """The claims as entries that together never move more than `limit`: those before it is used up in full, the one
    that reaches it in part, the rest by nothing; each says so. `sign` is -1 where the clause takes, +1 where it gives.
    A pending claim is at stake with what the counted ones leave of the limit."""
    counted = sum((claim.amount for claim in claims if claim.state is EntryState.COUNTED), ZERO)
    return tuple(_entries(claims, limit, max(ZERO, limit - counted), sign))


def _entries(claims: Sequence[Claim], limit: Decimal, left: Decimal, sign: int) -> Iterator[LedgerEntry]:
    room = limit
    for claim in claims:
        if claim.state is EntryState.COUNTED:
            moved = min(claim.amount, room)
            room -= moved
            why = claim.why if moved == claim.amount else claim.why + _limit_note(limit, moved)
            yield LedgerEntry(moved * sign, ZERO, claim.state, why, claim.evidence)
        else:
            at_stake = min(claim.amount, left) if claim.state is EntryState.PENDING else ZERO
            yield LedgerEntry(ZERO, at_stake, claim.state, claim.why, claim.evidence)


def _limit_note(limit: Decimal, moved: Decimal) -> str:
    rest = f"此处只计 {points_text(moved)} 分" if moved else "此处不再计分"
    return f"本条最多计 {points_text(limit)} 分，已计满，{rest}。"
