"""Ad-hoc tasks (新增工作、临时任务): points that the office gives or takes as it decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from county.register import Register, Task
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
class Adjustment(RuleBase):
    """Each task moves the points that were decided for the unit, once somebody signed for them."""

    kind: ClassVar[str] = "adjustment"
    title: ClassVar[str] = "临时任务加减分"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.ADJUSTMENT})

    @classmethod
    def read(cls, table: Table) -> Self:
        """It has no parameters of its own."""
        return cls()

    @property
    def registers(self) -> frozenset[Register]:
        """Ad-hoc tasks."""
        return frozenset({Register.TASK})

    def sentences(self) -> tuple[str, ...]:
        """What counts."""
        return ("每项临时任务按确定的分数加分或扣分，经签署后计入。",)

    def assess(self, case: Case) -> Assessment:
        """One claim for each task of the year, in the order in which they were decided."""
        tasks = [task for task in case.registers.tasks if case.in_year(task.decided_on)]
        ordered = sorted(tasks, key=lambda task: (task.decided_on, task.id))
        return Assessment(ClauseState.REGISTER, tuple(map(_claim, ordered)))


def _claim(task: Task) -> Claim:
    gives, amount = task.points > ZERO, abs(task.points)
    price = f"{'加' if gives else '扣'} {points_text(amount)} 分"
    signed = bool(task.signed_by.strip())
    end = f"{price}（{task.signed_by}签署）。" if signed else f"尚未签署，签署后{price}。"
    return Claim(
        about=f"task:{task.id}",
        amount=amount,
        state=EntryState.COUNTED if signed else EntryState.PENDING,
        why=f"{day_text(task.decided_on)}：{task.title.rstrip('。')}，{end}",
        evidence=(f"task:{task.id}",),
        day=task.decided_on,
        gives=gives,
    )
