"""By proportion (按比例): points earned by the share of the responsibility list (责任清单) that was done on time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Self

from county.duties import DUTY_STATE_NAMES, DutyJudgement, DutyState, judge_duties
from county.register import Duty, Register
from scoring.case import Case
from scoring.claim import Assessment, Claim, not_observed
from scoring.deadline import last_day
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.publication import grounds_of
from scoring.rule import RuleBase, register
from scoring.table import Table

CENT = Decimal("0.01")
"""The finest share of a duty; what the division leaves over goes to single duties, so that all add up to the clause."""
_AGAINST = frozenset({DutyState.LATE, DutyState.MISSING})
_UNKNOWN = frozenset({DutyState.NOT_OBSERVED, DutyState.NOT_YET_DUE})
_SETTLED = frozenset({DutyState.ON_TIME, DutyState.EXEMPT})
_NO_LIST = "责任清单"


class Place(StrEnum):
    """Where duties are done: in a column of the portal, or by handing them in to the office."""

    COLUMN = "栏目"
    OFFICE = "报送"

    def holds(self, duty: Duty) -> bool:
        """Whether the duty is done there."""
        return bool(duty.column) is (self is Place.COLUMN)


@register
@dataclass(frozen=True, slots=True)
class ProRata(RuleBase):
    """Each duty of the year's list carries an equal share of the points, and loses it where it was late or missing."""

    kind: ClassVar[str] = "pro-rata"
    title: ClassVar[str] = "按比例计分"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.BASE})

    points: Decimal
    places: tuple[Place, ...]

    @classmethod
    def read(cls, table: Table) -> Self:
        """From `places`, and the clause's `points`."""
        return cls(table.number("points"), table.choices("places", Place))

    @property
    def registers(self) -> frozenset[Register]:
        """The list, what was handed in and what was reported beforehand."""
        return frozenset({Register.DUTY, Register.HAND_IN, Register.EXEMPTION})

    @property
    def observes(self) -> bool:
        """Whether any of its duties stand in columns."""
        return Place.COLUMN in self.places

    def sentences(self) -> tuple[str, ...]:
        """How the share is worked out."""
        where = "、".join({Place.COLUMN: "在栏目公开的", Place.OFFICE: "报送的"}[place] for place in self.places)
        return (
            f"责任清单中本考核年度到期、{where}事项均分 {points_text(self.points)} 分"
            f"（每项精确到 {CENT} 分，各项之和等于总分），到期未完成或逾期完成的扣去该项的分；",
            "没有完整观测到的不扣分。",
        )

    def assess(self, case: Case) -> Assessment:
        """One claim for each duty."""
        duties = self._duties(case)
        if not duties:
            why = "本单位本年度的责任清单还没有登记，未观测，不扣分。"
            return Assessment(ClauseState.NOT_OBSERVED, (not_observed(_NO_LIST, why),))
        judgements = _judge(duties, case)
        shares = equal_shares(self.points, len(duties))
        pairs = zip(judgements, shares, strict=True)
        return Assessment(_state(judgements), tuple(_claim(one, share, len(duties), case) for one, share in pairs))

    def _duties(self, case: Case) -> list[Duty]:
        due = [duty for duty in case.registers.duties if case.first <= duty.due <= case.last]
        return sorted(
            (duty for duty in due if any(place.holds(duty) for place in self.places)), key=lambda duty: duty.id
        )


def _judge(duties: Sequence[Duty], case: Case) -> list[DutyJudgement]:
    """By the day that is written or, where that is a day of rest and the duty was neither done nor reported beforehand
    by then, by the working day to which it moves."""
    moved = [replace(duty, due=last_day(duty.due, case.settings, case.calendar)) for duty in duties]
    judged = judge_duties((*duties, *moved), grounds_of(case))
    pairs = zip(judged[: len(duties)], judged[len(duties) :], strict=True)
    return [written if written.state in _SETTLED else later for written, later in pairs]


def equal_shares(points: Decimal, number: int) -> list[Decimal]:
    """`points` in `number` parts of whole cents that differ by a cent at most and add up to it exactly; what is finer
    than a cent goes to the last."""
    ends = [*((points * n / number).quantize(CENT, ROUND_DOWN) for n in range(number)), points]
    return [end - start for start, end in pairwise(ends)]


def _claim(judgement: DutyJudgement, share: Decimal, number: int, case: Case) -> Claim:
    duty, state = judgement.duty, judgement.state
    evidence = tuple(dict.fromkeys((*judgement.evidence, f"duty:{duty.id}")))
    because = f"{judgement.why.rstrip('。')}。责任清单 {number} 项之一，占 {points_text(share)} 分，"
    unnoted = state is DutyState.NOT_OBSERVED and not duty.column and case.settings.is_complete(duty.due)
    if state in _UNKNOWN and not unnoted:
        return not_observed(duty.id, f"{because}不扣分。", evidence, amount=share, day=duty.due)
    if unnoted:
        because = f"{because}登记簿已登记完整，"
    lost = share if state in _AGAINST or unnoted else ZERO
    end = f"扣 {points_text(lost)} 分。" if lost else f"{DUTY_STATE_NAMES[state]}，不扣分。"
    return Claim(duty.id, lost, EntryState.COUNTED, because + end, evidence, duty.due)


def _state(judgements: Sequence[DutyJudgement]) -> ClauseState:
    known = [one for one in judgements if one.state not in _UNKNOWN]
    if not known:
        return ClauseState.NOT_OBSERVED
    seen = any(id_.startswith(("page:", "visit:")) for one in known for id_ in one.evidence)
    return ClauseState.OBSERVED if seen else ClauseState.REGISTER
