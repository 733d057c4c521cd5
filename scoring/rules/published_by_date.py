"""Published by a date (按期公开): so much for each thing that did not stand in its column by its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from county.duties import DutyJudgement, DutyState
from county.register import Register
from county.units import ColumnKind
from scoring.case import Case
from scoring.claim import Assessment, Claim, not_observed
from scoring.deadline import day_in_year, last_day
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.publication import look_for
from scoring.rule import RuleBase, register
from scoring.table import Table


@dataclass(frozen=True, slots=True)
class Item:
    """Something to publish in each year: in a column of that kind, with all `words` in its title, from the first day of
    the assessment year or `opens` on, by `due`."""

    key: str
    title: str
    points: Decimal
    column: ColumnKind
    words: tuple[str, ...]
    opens: tuple[int, int] | None
    due: tuple[int, int]

    @classmethod
    def read(cls, table: Table) -> Self:
        """From one `[[clause.item]]`. Raises SchemeError."""
        item = cls(
            key=table.text("key"),
            title=table.text("title"),
            points=table.number("points"),
            column=table.choice("column", ColumnKind),
            words=table.texts("words"),
            opens=table.month_day("opens") if table.has("opens") else None,
            due=table.month_day("due"),
        )
        table.done()
        return item


@register
@dataclass(frozen=True, slots=True)
class PublishedByDate(RuleBase):
    """Each of `items` costs its points where a complete reading after its day shows that it was late or missing."""

    kind: ClassVar[str] = "published-by-date"
    title: ClassVar[str] = "按期公开"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.BASE})

    items: tuple[Item, ...]

    @classmethod
    def read(cls, table: Table) -> Self:
        """From the tables `item`."""
        items = tuple(Item.read(item) for item in table.tables("item"))
        if len({item.key for item in items}) < len(items):
            raise table.error("item", "同一事项写了两次", "请给每项一个不同的 key")
        return cls(items)

    @property
    def registers(self) -> frozenset[Register]:
        """What was reported beforehand."""
        return frozenset({Register.EXEMPTION})

    @property
    def observes(self) -> bool:
        """Always."""
        return True

    def sentences(self) -> tuple[str, ...]:
        """What must be where by when."""
        return tuple(
            f"“{item.title}”每年{item.due[0]}月{item.due[1]}日前在“{item.column}”栏目公开（标题含“{'、'.join(item.words)}”），"
            f"未按时公开扣 {points_text(item.points)} 分。"
            for item in self.items
        )

    def assess(self, case: Case) -> Assessment:
        """One claim for each item."""
        claims = tuple(_claim(item, case) for item in self.items)
        seen = any(claim.state is EntryState.COUNTED for claim in claims)
        return Assessment(ClauseState.OBSERVED if seen else ClauseState.NOT_OBSERVED, claims)


def _claim(item: Item, case: Case) -> Claim:
    columns = case.unit.columns_of(item.column)
    if not columns:
        why = f"“{item.title}”：未配置栏目“{item.column}”，未观测，不扣分。"
        return not_observed(item.key, why)
    due = last_day(day_in_year(item.due, case.first), case.settings, case.calendar)
    opens = day_in_year(item.opens, case.first) if item.opens else case.first
    best = _best(look_for(case, item.title, columns, item.words, opens, due))
    why = best.why.rstrip("。")
    if best.state in (DutyState.NOT_OBSERVED, DutyState.NOT_YET_DUE):
        return not_observed(item.key, f"{why}，不扣分。", best.evidence, amount=item.points, day=due)
    lost = item.points if best.state in (DutyState.LATE, DutyState.MISSING) else ZERO
    end = f"扣 {points_text(lost)} 分。" if lost else "不扣分。"
    return Claim(item.key, lost, EntryState.COUNTED, f"{why}，{end}", best.evidence, due)


_KINDEST = (
    DutyState.ON_TIME,
    DutyState.EXEMPT,
    DutyState.NOT_YET_DUE,
    DutyState.NOT_OBSERVED,
    DutyState.LATE,
    DutyState.MISSING,
)
"""Of several columns the one that speaks for the unit decides: what one of them did not show may stand in another."""


def _best(judgements: Sequence[DutyJudgement]) -> DutyJudgement:
    return min(judgements, key=lambda one: _KINDEST.index(one.state))
