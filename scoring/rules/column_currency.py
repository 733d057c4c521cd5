"""Columns kept up to date (栏目及时更新): so much for each column that is stale or blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from county.finding import FindingState, KnownFinding, Level
from county.history import ColumnHistory
from county.register import Exemption, Register
from county.times import day_text
from county.units import Column, ColumnKind
from county.visit import VERDICT_NAMES, Visit
from scoring.case import Case
from scoring.claim import Assessment, Claim, not_observed
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.rule import RuleBase, register
from scoring.table import Table


@register
@dataclass(frozen=True, slots=True)
class ColumnCurrency(RuleBase):
    """Each configured column of `columns` with a standing finding of `rules` costs `each`, however many it has.
    Only a column that was read completely in the year can cost anything, and nothing while it was exempted (报备)."""

    kind: ClassVar[str] = "column-currency"
    title: ClassVar[str] = "栏目更新"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.BASE})

    columns: tuple[ColumnKind, ...]
    rules: tuple[str, ...]
    each: Decimal

    @classmethod
    def read(cls, table: Table) -> Self:
        """From `columns`, `rules` and `each`."""
        return cls(table.choices("columns", ColumnKind), table.texts("rules"), table.number("each"))

    @property
    def checks(self) -> frozenset[str]:
        """Its rules."""
        return frozenset(self.rules)

    @property
    def registers(self) -> frozenset[Register]:
        """What was reported beforehand."""
        return frozenset({Register.EXEMPTION})

    def takes(self, rule: str, column: ColumnKind | None) -> bool:
        """Its rules, on its columns."""
        return rule in self.rules and column in self.columns

    def sentences(self) -> tuple[str, ...]:
        """What it counts."""
        names = "、".join(self.columns)
        return (
            f"每有一个栏目（{names}）未及时更新或空白，扣 {points_text(self.each)} 分；一个栏目有几种问题也只扣一次。",
        )

    def assess(self, case: Case) -> Assessment:
        """One claim for each column that fails and for each that nobody could see."""
        standing = self._standing(case)
        claims: list[Claim] = []
        seen = False
        for kind in self.columns:
            columns = case.unit.columns_of(kind)
            if not columns:
                claims.append(not_observed(kind, f"未配置栏目“{kind}”，未观测，不扣分。"))
            for column in columns:
                history = case.history(column)
                seen = seen or _witness(history, case) is not None
                claims.extend(self._judge(case, history, standing.get(column.key, [])))
        return Assessment(ClauseState.OBSERVED if seen else ClauseState.NOT_OBSERVED, tuple(claims))

    def _standing(self, case: Case) -> dict[str, list[KnownFinding]]:
        """The findings that may cost points, by column key."""
        standing: dict[str, list[KnownFinding]] = {}
        for rule in self.rules:
            for known in case.findings_of(rule):
                if known.finding.level is not Level.NOTICE and _stands(known, case):
                    standing.setdefault(known.subject, []).append(known)
        return standing

    def _judge(self, case: Case, history: ColumnHistory, findings: list[KnownFinding]) -> Iterator[Claim]:
        witness = _witness(history, case)
        if witness is None:
            yield _unseen(history)
        elif findings:
            exemptions = case.exemptions(history.column.name)
            excused = {known.id: found for known in findings if (found := _excuse(known, case, exemptions))}
            held = [known for known in findings if known.id not in excused]
            sure = [known for known in held if _is_sure(known)]
            if held:
                yield self._fault(history.column, witness, sure or held, bool(sure))
            else:
                yield _excused(history.column, findings, [one for found in excused.values() for one in found])

    def _fault(self, column: Column, witness: Visit, findings: list[KnownFinding], sure: bool) -> Claim:
        reasons = "；".join(known.finding.why.rstrip("。；") for known in findings)
        price = f"扣 {points_text(self.each)} 分" if sure else f"待复核，确认后扣 {points_text(self.each)} 分"
        return Claim(
            column.key,
            self.each,
            EntryState.COUNTED if sure else EntryState.PENDING,
            f"栏目“{column.name}”未及时更新（{reasons}；{day_text(witness.night)}夜完整读取过），{price}。",
            (*(known.id for known in findings), witness.id),
            min(known.first_seen for known in findings),
        )


def _witness(history: ColumnHistory, case: Case) -> Visit | None:
    """The newest visit that read the whole column, where that was in the assessment year."""
    visit = history.last_complete
    return visit if visit and visit.night >= case.first else None


def _stands(known: KnownFinding, case: Case) -> bool:
    """Whether the fault stands at the day of the score, or stood in the year where the scheme counts that too."""
    if case.settings.on(case.as_of).fixed_column_counts:
        return known.last_seen >= case.first
    return not _is_fixed(known, case)


def _excuse(known: KnownFinding, case: Case, exemptions: list[Exemption]) -> list[Exemption]:
    """The exemptions that cover the fault: its last sighting, or where mended faults count all of its days in the
    year. Empty where a day is left open."""
    counts = case.settings.on(case.as_of).fixed_column_counts
    end = min(known.last_seen, case.as_of)
    day, used = max(known.first_seen, case.first) if counts else end, []
    for exemption in exemptions:
        if exemption.since <= day <= exemption.until:
            used.append(exemption)
            day = exemption.until + dt.timedelta(days=1)
    return used if day > end else []


def _excused(column: Column, findings: list[KnownFinding], exemptions: list[Exemption]) -> Claim:
    reported = "、".join(
        f"{day_text(one.since)}至{day_text(one.until)}，{one.reason.rstrip('。')}" for one in dict.fromkeys(exemptions)
    )
    reasons = "；".join(known.finding.why.rstrip("。；") for known in findings)
    return Claim(
        column.key,
        ZERO,
        EntryState.COUNTED,
        f"栏目“{column.name}”未及时更新（{reasons}），但已报备（{reported}），不扣分。",
        (*(known.id for known in findings), *dict.fromkeys(f"exemption:{one.id}" for one in exemptions)),
        min(known.first_seen for known in findings),
    )


def _is_fixed(known: KnownFinding, case: Case) -> bool:
    """A confirmed finding keeps its state when the fault is mended; that it is gone, or a later complete visit without
    it, says so."""
    if known.gone or known.state is not FindingState.CONFIRMED:
        return known.gone or known.state is FindingState.GONE
    history = case.histories.get(known.subject)
    witness = history.last_complete if history else None
    return witness is not None and witness.night > known.last_seen


def _is_sure(known: KnownFinding) -> bool:
    return known.finding.level is not Level.SUSPECTED or known.state is FindingState.CONFIRMED


def _unseen(history: ColumnHistory) -> Claim:
    name, key = history.column.name, history.column.key
    if not history.visits:
        return not_observed(key, f"栏目“{name}”还没有巡查过，未观测，不扣分。")
    last = history.visits[-1]
    reason = f"，{last.reason.rstrip('。')}" if last.reason else ""
    return not_observed(
        key,
        f"栏目“{name}”本考核年度还没有完整读取过（最近一次：{VERDICT_NAMES[last.verdict]}{reason}），未观测，不扣分。",
        (last.id,),
    )
