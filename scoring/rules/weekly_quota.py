"""News every week (每周工作动态): so much for each item that a week lacks of the unit's quota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from county.calendar import Week
from county.history import ColumnHistory, Item
from county.news import WeekCount, count_weeks
from county.units import ColumnKind, UnitClass
from county.visit import Verdict, Visit
from scoring.case import Case, visit_id
from scoring.claim import Assessment, Claim, not_observed
from scoring.day import day_text
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.rule import Group, register
from scoring.table import Table

TITLE_LENGTH = 40
"""Characters of a title that are printed; enough to find the item again."""
_UNSEEN = "未观测"
"""What the one claim is about that gathers all weeks which nobody saw."""


@register
@dataclass(frozen=True, slots=True)
class WeeklyQuota:
    """Each item that a completely observed past week lacks costs `each`, by class of unit. `rule` is the check that
    names the same weeks: its findings are the evidence, and a week whose finding a reviewer dismissed is free."""

    kind: ClassVar[str] = "weekly-quota"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.BASE})

    columns: tuple[ColumnKind, ...]
    rule: str
    each: Mapping[UnitClass, Decimal]

    @classmethod
    def read(cls, table: Table) -> Self:
        """From `columns`, `rule` and the table `each`."""
        columns, rule = table.choices("columns", ColumnKind), table.text("rule")
        return cls(columns, rule, table.table("each").numbers_by(UnitClass))

    @property
    def checks(self) -> frozenset[str]:
        """Its rule alone."""
        return frozenset({self.rule})

    def takes(self, rule: str, column: ColumnKind | None) -> bool:
        """Its rule, on its columns."""
        return rule == self.rule and column in self.columns

    def sentences(self) -> tuple[str, ...]:
        """What a missing item costs."""
        prices = "，".join(f"{name}单位扣 {points_text(points)} 分" for name, points in self.each.items())
        return (f"每周每缺一条（{'、'.join(self.columns)}）：{prices}；没有完整观测到的周不扣分。",)

    def assess(self, case: Case) -> Assessment:
        """One claim for each short week, one for all weeks that nobody could see."""
        columns = case.unit.columns_of(*self.columns)
        if not columns:
            why = f"未配置栏目“{'、'.join(self.columns)}”，未观测，不扣分。"
            return Assessment(ClauseState.NOT_OBSERVED, (not_observed(_UNSEEN, why),))
        histories = tuple(case.history(column) for column in columns)
        weeks = count_weeks(histories, case.quota, case.first, case.as_of, case.calendar, case.settings.counting)
        state = ClauseState.OBSERVED if any(week.observed for week in weeks) else ClauseState.NOT_OBSERVED
        return Assessment(state, tuple(self._claims(case, histories, weeks)))

    def _claims(self, case: Case, histories: Sequence[ColumnHistory], weeks: Sequence[WeekCount]) -> Iterator[Claim]:
        if not weeks:
            yield not_observed(_UNSEEN, f"到 {day_text(case.as_of)} 为止，本考核年度还没有一周结束，未观测，不扣分。")
        named = self._findings_by_week(case)
        for count in weeks:
            if count.missing:
                yield self._short(case, count, (*named.get(count.week.id, ()), *_witnesses(histories, count.week)))
        unseen = [count for count in weeks if not count.observed and len(count.items) < count.quota]
        if unseen:
            yield _unseen(unseen, histories)

    def _findings_by_week(self, case: Case) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for known in case.findings_of(self.rule):
            named.setdefault(known.finding.words, []).append(known.id)
        return named

    def _short(self, case: Case, count: WeekCount, evidence: tuple[str, ...]) -> Claim:
        each, week = self.each[case.unit.unit_class], count.week
        titles = "、".join(f"《{_short_title(item)}》" for item in sorted(count.items, key=_order))
        have = f"实有 {len(count.items)} 条" + (f"（{titles}）" if titles else "")
        sums = f"{week.label}：应发 {count.quota} 条，{have}，缺 {count.missing} 条 × {points_text(each)} 分"
        if (self.rule, week.id) in case.dismissed:
            return Claim(week.id, ZERO, EntryState.COUNTED, f"{sums}，复核认定不扣分。", evidence, week.end)
        amount = each * count.missing
        return Claim(week.id, amount, EntryState.COUNTED, f"{sums}，扣 {points_text(amount)} 分。", evidence, week.end)


def _witnesses(histories: Sequence[ColumnHistory], week: Week) -> Iterator[str]:
    """The newest visit of each column that shows the week: what is missing was missing then, too."""
    for history in histories:
        witness = next((visit for visit in reversed(history.visits) if _shows(visit, week)), None)
        if witness:
            yield visit_id(witness)


def _shows(visit: Visit, week: Week) -> bool:
    covered = visit.window_covered_from
    return (
        visit.verdict is Verdict.COMPLETE and visit.night > week.end and covered is not None and covered <= week.start
    )


def _unseen(weeks: Sequence[WeekCount], histories: Sequence[ColumnHistory]) -> Claim:
    by_reason: dict[str, list[Week]] = {}
    for count in weeks:
        by_reason.setdefault(count.why_not.rstrip("。"), []).append(count.week)
    reasons = "；".join(f"{_name(found)}：{reason}" for reason, found in by_reason.items())
    evidence = tuple(visit_id(history.visits[-1]) for history in histories if history.visits)
    return not_observed(_UNSEEN, f"有 {len(weeks)} 周没有完整观测到，不扣分。{reasons}。", evidence)


def _name(weeks: Sequence[Week]) -> str:
    """ "第1周至第3周、第5周": runs of neighbouring weeks by their ends."""
    runs: list[list[Week]] = []
    for week in weeks:
        if runs and week.start == runs[-1][-1].end + dt.timedelta(days=1):
            runs[-1].append(week)
        else:
            runs.append([week])
    return "、".join(run[0].label if len(run) == 1 else f"{run[0].label}至{run[-1].label}" for run in runs)


def _short_title(item: Item) -> str:
    title = item.title.strip() or "无标题"
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def _order(item: Item) -> tuple[dt.date, str]:
    return item.date or dt.date.min, item.page
