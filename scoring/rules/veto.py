"""Vetoes (一票否决): one signed event takes the whole year's points. What a check suspects takes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from county.finding import FindingState, KnownFinding, Level
from county.register import Register
from scoring.case import Case
from scoring.claim import Assessment, Claim
from scoring.events import event_claim, events_of
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO
from scoring.rule import RuleBase, register
from scoring.table import Table

NAMED_PLACES = 3
"""Addresses named in one sentence of the ledger; the evidence ids lead to the rest."""


@register
@dataclass(frozen=True, slots=True)
class Veto(RuleBase):
    """A signed event of the clause vetoes. Standing findings of `rules` are shown as suspicions (疑似否决), one for
    each check, whether or not a reviewer confirmed them: only a signature makes a veto of them. How much a veto takes
    is worked out by the engine, from what is left."""

    kind: ClassVar[str] = "veto"
    title: ClassVar[str] = "一票否决"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.VETO})

    clause: str
    rules: tuple[str, ...]

    @classmethod
    def read(cls, table: Table) -> Self:
        """From `rules`, which may be left out, and the clause's `id`."""
        return cls(table.text("id"), table.texts("rules", ()))

    @property
    def checks(self) -> frozenset[str]:
        """The checks whose findings may be a veto."""
        return frozenset(self.rules)

    @property
    def registers(self) -> frozenset[Register]:
        """Events."""
        return frozenset({Register.EVENT})

    def sentences(self) -> tuple[str, ...]:
        """What makes a veto."""
        suspected = "巡查发现的只列为“疑似否决”，不扣分；" if self.rules else ""
        return (f"{suspected}登记事件并经签署后，全年分值扣为 0 分。",)

    def assess(self, case: Case) -> Assessment:
        """One claim for each event, then one for each check that suspects."""
        events = events_of(case, self.clause)
        claims = [
            event_claim(one, ZERO, counted="一票否决，全年分值扣为 0 分", pending="签署后一票否决，全年分值扣为 0 分")
            for one in events
        ]
        claims.extend(self._suspicions(case))
        looked = self.rules and case.was_read and not events
        return Assessment(ClauseState.OBSERVED if looked else ClauseState.REGISTER, tuple(claims))

    def _suspicions(self, case: Case) -> Iterator[Claim]:
        for rule in self.rules:
            found = [known for known in case.findings_of(rule) if _stands(known, case)]
            if found:
                yield _suspicion(rule, found)


def _stands(known: KnownFinding, case: Case) -> bool:
    mended = known.gone or known.state is FindingState.GONE
    confirmed = known.state is FindingState.CONFIRMED and known.last_seen >= case.first
    return known.finding.level is not Level.NOTICE and (confirmed or not mended)


def _suspicion(rule: str, found: list[KnownFinding]) -> Claim:
    places = list(dict.fromkeys(known.url for known in found))
    named = "、".join(places[:NAMED_PLACES]) + (f" 等 {len(places)} 个网页" if len(places) > NAMED_PLACES else "")
    confirmed = sum(known.state is FindingState.CONFIRMED for known in found)
    said = f"，其中 {confirmed} 处经复核属实" if confirmed else ""
    what = found[0].finding.why.split("；")[0]
    return Claim(
        about=rule,
        amount=ZERO,
        state=EntryState.PENDING,
        why=f"疑似否决：{what}，共 {len(found)} 处{said}（{named}）；登记事件并签署后才否决。",
        evidence=tuple(known.id for known in found),
        day=found[0].first_seen,
    )
