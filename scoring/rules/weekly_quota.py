"""News every week (每周工作动态): so much for each item that a week lacks of the unit's quota."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from county.calendar import Week
from county.history import ColumnHistory, Item
from county.news import NewsCount, WeekCount
from county.register import Exemption, Register
from county.times import day_text
from county.units import ColumnKind, UnitClass
from county.visit import Verdict, Visit
from scoring.case import Case
from scoring.claim import Assessment, Claim, not_observed
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.rule import RuleBase, register
from scoring.settings import ExemptWeeks
from scoring.table import Table

TITLE_LENGTH = 40
"""Characters of a title that are printed; enough to find the item again."""
_UNSEEN = "未观测"
"""What the one claim is about that gathers all weeks which nobody saw."""


@register
@dataclass(frozen=True, slots=True)
class WeeklyQuota(RuleBase):
    """Each item that a completely observed past week lacks costs `each`, by class of unit. `rule` is the check that
    names the same weeks: its findings are the evidence, and a week whose finding a reviewer dismissed is free. So is
    one for which every news column was exempted (报备). The running week is announced."""

    kind: ClassVar[str] = "weekly-quota"
    title: ClassVar[str] = "每周发布条数"
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

    @property
    def registers(self) -> frozenset[Register]:
        """What was reported beforehand."""
        return frozenset({Register.EXEMPTION})

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
        count = NewsCount(histories, case.quota, case.as_of, case.calendar, case.settings.counting)
        weeks = count.weeks(case.first)
        state = ClauseState.OBSERVED if any(week.observed for week in weeks) else ClauseState.NOT_OBSERVED
        claims = (*self._claims(case, histories, weeks), *self._running(case, histories, count.running_week()))
        return Assessment(state, claims)

    def _claims(self, case: Case, histories: Sequence[ColumnHistory], weeks: Sequence[WeekCount]) -> Iterator[Claim]:
        if not weeks:
            yield not_observed(_UNSEEN, f"到 {day_text(case.as_of)} 为止，本考核年度还没有一周结束，未观测，不扣分。")
        named = self._findings_by_week(case)
        for count in weeks:
            if count.missing:
                evidence = (*named.get(count.week.id, ()), *_witnesses(histories, count.week))
                yield self._short(case, count, evidence, _exemptions(case, histories, count.week))
        unseen = [count for count in weeks if not count.observed and len(count.items) < count.quota]
        if unseen:
            yield _unseen(unseen, histories)

    def _running(self, case: Case, histories: Sequence[ColumnHistory], count: WeekCount) -> Iterator[Claim]:
        """What the running week still lacks. A week that no day of the year can look back on is never assessed."""
        week, lacking = count.week, count.quota - len(count.items)
        if lacking <= 0 or week.start < case.first or week.end >= case.last or _exemptions(case, histories, week):
            return
        each = self.each[case.unit.unit_class]
        why = (
            f"{week.label}尚未结束：应发 {count.quota} 条，已看到 {len(count.items)} 条，还差 {lacking} 条，"
            f"每缺一条扣 {points_text(each)} 分。"
        )
        yield not_observed(week.id, why, amount=each * lacking, day=week.end)

    def _findings_by_week(self, case: Case) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for known in case.findings_of(self.rule):
            named.setdefault(known.finding.words, []).append(known.id)
        return named

    def _short(self, case: Case, count: WeekCount, evidence: tuple[str, ...], exemptions: list[Exemption]) -> Claim:
        each, week = self.each[case.unit.unit_class], count.week
        sums = f"{week.label}：应发 {count.quota} 条，{_have(count)}，缺 {count.missing} 条 × {points_text(each)} 分"
        if (self.rule, week.id) in case.dismissed:
            return Claim(week.id, ZERO, EntryState.COUNTED, f"{sums}，复核认定不扣分。", evidence, week.end)
        if exemptions:
            reasons = "、".join(dict.fromkeys(one.reason.rstrip("。") for one in exemptions))
            evidence += tuple(f"exemption:{one.id}" for one in exemptions)
            return Claim(
                week.id, ZERO, EntryState.COUNTED, f"{sums}，已报备（{reasons}），不扣分。", evidence, week.end
            )
        amount = each * count.missing
        return Claim(week.id, amount, EntryState.COUNTED, f"{sums}，扣 {points_text(amount)} 分。", evidence, week.end)


def _have(count: WeekCount) -> str:
    """What the week has, what earlier weeks made up for, and what was left out."""
    titles = "、".join(f"《{_short_title(item)}》" for item in sorted(count.items, key=_order))
    return (
        f"实有 {len(count.items)} 条"
        + (f"（{titles}）" if titles else "")
        + (f"，前周结转 {count.carried} 条" if count.carried else "")
        + (f"，另有转载 {len(count.reposts)} 条不计" if count.reposts else "")
    )


def _exemptions(case: Case, histories: Sequence[ColumnHistory], week: Week) -> list[Exemption]:
    """The exemptions that free the week: at least one for each news column, () where one column was not exempted."""
    freeing = [
        [one for one in case.exemptions(history.column.name) if _frees(one, week, case)] for history in histories
    ]
    return list(dict.fromkeys(one for found in freeing for one in found)) if all(freeing) else []


def _frees(exemption: Exemption, week: Week, case: Case) -> bool:
    start, end = max(exemption.since, week.start), min(exemption.until, week.end)
    if start > end:
        return False
    if case.settings.on(week.start).exempt_weeks is ExemptWeeks.TOUCHED:
        return True
    working = case.calendar.working_days
    return working(start, end) == working(week.start, week.end)


def _witnesses(histories: Sequence[ColumnHistory], week: Week) -> Iterator[str]:
    """The newest visit of each column that shows the week: what is missing was missing then, too."""
    for history in histories:
        witness = next((visit for visit in reversed(history.visits) if _shows(visit, week)), None)
        if witness:
            yield witness.id


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
    evidence = tuple(history.visits[-1].id for history in histories if history.visits)
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
