"""Claims (计分事项): what a rule says about a unit, and how rulings and a clause's limit make entries of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from county.register import Ruling, RulingState
from county.times import day_text
from scoring.ledger import ClauseState, EntryState, LedgerEntry
from scoring.points import ZERO, points_text


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a rule counted. `about` names it among the claims of its clause and stays the same whatever else is
    counted: the id of a finding, of a week, of an entry of a register. `amount` is its worth, never negative, before
    the clause's limit, and taken unless `gives`; `why` is a full Chinese sentence; `day` as in LedgerEntry."""

    about: str
    amount: Decimal
    state: EntryState
    why: str
    evidence: tuple[str, ...] = ()
    day: dt.date | None = None
    gives: bool = False

    @property
    def sign(self) -> int:
        """-1 where it takes points, +1 where it gives them."""
        return 1 if self.gives else -1


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a rule says about one unit: its claims, in the order in which they use up the clause's limit."""

    state: ClauseState
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Where claims are settled: a clause of one unit in one assessment year. The claims together never take more than
    `limit`, nor give more. `rulings` are the unit's, by entry."""

    unit: str
    first: dt.date
    clause: str
    limit: Decimal
    rulings: Mapping[str, Ruling]

    def entry_id(self, about: str) -> str:
        """The entry's id: the same matter has the same one whenever the score is made again."""
        identity = "\n".join((self.unit, self.first.isoformat(), self.clause, about))
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


def not_observed(
    about: str, why: str, evidence: tuple[str, ...] = (), *, amount: Decimal = ZERO, day: dt.date | None = None
) -> Claim:
    """A claim that only says that nothing was seen or is not due yet, and why; `amount` is what it may come to cost."""
    return Claim(about, amount, EntryState.NOT_OBSERVED, why, evidence, day)


def settle(claims: Sequence[Claim], account: Account) -> tuple[LedgerEntry, ...]:
    """The claims as entries: those before the limit is used up count in full, the one that reaches it in part, the rest
    by nothing; each says so. What was ruled away uses up nothing. A pending claim is at stake with what the counted
    ones leave of the limit."""
    ruled = [_ruled(claim, account) for claim in claims]
    left = dict.fromkeys((False, True), account.limit)
    for one in ruled:
        if one.state is EntryState.COUNTED:
            left[one.claim.gives] = max(ZERO, left[one.claim.gives] - one.charge)
    return tuple(_entries(ruled, account, left))


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A claim under the ruling on it: `charge` is what is left of its amount."""

    id: str
    claim: Claim
    state: EntryState
    charge: Decimal
    ruling: str = ""


def _ruled(claim: Claim, account: Account) -> _Ruled:
    id_ = account.entry_id(claim.about)
    ruling = account.rulings.get(id_)
    if ruling is None:
        return _Ruled(id_, claim, claim.state, claim.amount)
    if claim.state is EntryState.NOT_OBSERVED or not _takes_away(ruling, claim):
        return _Ruled(id_, claim, claim.state, claim.amount, _ruling_text(ruling))
    return _Ruled(id_, claim, EntryState.COUNTED, ZERO, _ruling_text(ruling))


def _takes_away(ruling: Ruling, claim: Claim) -> bool:
    """维持 leaves an entry as it is, 撤销 annuls it, 免扣 forgives a deduction and can forgive nothing else."""
    return ruling.state is RulingState.WITHDRAWN or (ruling.state is RulingState.WAIVED and not claim.gives)


def _ruling_text(ruling: Ruling) -> str:
    author = f"（{ruling.receipt.author}）" if ruling.receipt.author else ""
    reason = ruling.reason.strip().rstrip("。")
    return f"{day_text(ruling.made_on)}裁定{ruling.state}{author}" + (f"：{reason}。" if reason else "。")


def _entries(ruled: Sequence[_Ruled], account: Account, left: Mapping[bool, Decimal]) -> Iterator[LedgerEntry]:
    room = dict.fromkeys((False, True), account.limit)
    for one in ruled:
        claim, moved, at_stake, note = one.claim, ZERO, ZERO, ""
        if one.state is EntryState.COUNTED:
            moved = min(one.charge, room[claim.gives])
            room[claim.gives] -= moved
            note = _limit_note(account.limit, moved) if moved < one.charge else ""
        elif one.state is EntryState.PENDING:
            at_stake = min(one.charge, left[claim.gives])
        yield LedgerEntry(
            id=one.id,
            clause=account.clause,
            points=moved * claim.sign,
            at_stake=at_stake,
            amount=claim.amount * claim.sign,
            state=one.state,
            why=claim.why + note,
            evidence=claim.evidence,
            day=claim.day,
            ruling=one.ruling,
        )


def _limit_note(limit: Decimal, moved: Decimal) -> str:
    rest = f"此处只计 {points_text(moved)} 分" if moved else "此处不再计分"
    return f"本条最多计 {points_text(limit)} 分，已计满，{rest}。"
