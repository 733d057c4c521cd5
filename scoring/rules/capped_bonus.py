"""Bonuses (加分): so much each time, up to the clause's cap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from county.register import BonusClaim, ClaimState, Register
from county.times import day_text
from scoring.case import Case
from scoring.claim import Assessment, Claim
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.rule import RuleBase, register
from scoring.table import Table


@register
@dataclass(frozen=True, slots=True)
class CappedBonus(RuleBase):
    """Each time that the office accepted gives `each`; `unit_word` is what is counted (次、个、条). The clause's cap is
    kept by the ledger, that of all bonuses together by the sheet."""

    kind: ClassVar[str] = "capped-bonus"
    title: ClassVar[str] = "限额加分"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.BONUS})

    clause: str
    each: Decimal
    cap: Decimal
    unit_word: str

    @classmethod
    def read(cls, table: Table) -> Self:
        """From `each`, `unit` and the clause's `id` and `cap`."""
        return cls(table.text("id"), table.number("each"), table.number("cap"), table.text("unit", "次"))

    @property
    def registers(self) -> frozenset[Register]:
        """What units claim."""
        return frozenset({Register.BONUS})

    def sentences(self) -> tuple[str, ...]:
        """What each is worth."""
        each, cap = points_text(self.each), points_text(self.cap)
        return (f"每{self.unit_word}加 {each} 分，最多加 {cap} 分；单位申报并经信息科认可后才加分。",)

    def assess(self, case: Case) -> Assessment:
        """One claim for each that the unit claimed, oldest first."""
        made = [one for one in case.registers.bonus_claims if one.clause == self.clause]
        within = [one for one in made if case.in_year(one.happened_on)]
        ordered = sorted(within, key=lambda one: (one.happened_on, one.id))
        return Assessment(ClauseState.REGISTER, tuple(map(self._claim, ordered)))

    def _claim(self, bonus: BonusClaim) -> Claim:
        amount = self.each * bonus.times
        sums = f"{bonus.times} {self.unit_word} × {points_text(self.each)} 分，" if bonus.times > 1 else ""
        what = f"{day_text(bonus.happened_on)}：{bonus.title.rstrip('。')}，{sums}"
        note = f"（{bonus.receipt.note.rstrip('。')}）" if bonus.receipt.note else ""
        ends = {
            ClaimState.ACCEPTED: f"加 {points_text(amount)} 分。",
            ClaimState.CLAIMED: f"待核，认可后按 {points_text(amount)} 分计，本项和加分合计都以上限为止。",
            ClaimState.REFUSED: f"不认可{note}，不加分。",
        }
        return Claim(
            about=f"bonus:{bonus.id}",
            amount=ZERO if bonus.state is ClaimState.REFUSED else amount,
            state=EntryState.PENDING if bonus.state is ClaimState.CLAIMED else EntryState.COUNTED,
            why=what + ends[bonus.state],
            evidence=(f"bonus:{bonus.id}",),
            day=bonus.happened_on,
            gives=True,
        )
