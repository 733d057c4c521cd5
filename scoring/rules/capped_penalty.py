"""Penalties for what was found (按发现扣分): so much for each finding, up to the clause's cap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from county.finding import FindingState, KnownFinding, Level
from county.units import ColumnKind
from county.visit import Verdict
from scoring.case import Case
from scoring.claim import Assessment, Claim, not_observed
from scoring.day import day_text
from scoring.ledger import ClauseState, EntryState
from scoring.points import points_text
from scoring.rule import Group, register
from scoring.settings import FindingYear
from scoring.table import Table

NAMED_WORDS = 3
"""Words named in one sentence of the ledger; the evidence ids lead to the rest."""

_REVIEWED_RULES = frozenset({"personal-id", "personal-mobile", "personal-account", "personal-health"})
"""Personal data never costs points before a person confirmed it, whatever a scheme file says."""

_READ = frozenset({Verdict.COMPLETE, Verdict.PARTIAL})
"""Verdicts of visits that gave pages to check."""


class Discovery(StrEnum):
    """What "每发现一个" counts."""

    FINDING = "finding"
    PLACE = "place"
    PAGE = "page"


DISCOVERIES: dict[Discovery, str] = {
    Discovery.FINDING: "同一页面或附件里同一句话的同一个词、同一个号码算一个发现，表格中一列号码算一个发现",
    Discovery.PLACE: "每出现一处算一个发现，表格中的号码按行数计",
    Discovery.PAGE: "同一页面或附件中的同一类问题算一个发现",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """What findings of one check and some levels cost (`points` each), and what they are called on the sheet.
    With `review` they cost nothing before a reviewer confirmed them."""

    name: str
    rule: str
    levels: tuple[Level, ...]
    points: Decimal
    review: bool

    @classmethod
    def read(cls, table: Table) -> Self:
        """From one `[[clause.rate]]`. Raises SchemeError."""
        rate = cls(
            name=table.text("name"),
            rule=table.text("rule"),
            levels=table.choices("levels", Level),
            points=table.number("points"),
            review=table.flag("review"),
        )
        if Level.NOTICE in rate.levels:
            raise table.error("levels", f"“{Level.NOTICE}”级的问题不能扣分", "请从 levels 中去掉它")
        if not rate.review and (Level.SERIOUS in rate.levels or rate.rule in _REVIEWED_RULES):
            raise table.error("review", f"“{rate.name}”必须经复核人员确认才能扣分", "请写 review = true")
        table.done()
        return rate

    def covers(self, known: KnownFinding) -> bool:
        """Whether the finding is charged at this rate."""
        return known.finding.rule == self.rule and known.finding.level in self.levels

    def is_sure(self, known: KnownFinding) -> bool:
        """Whether the finding costs points now."""
        if known.state is FindingState.CONFIRMED:
            return True
        return not self.review and known.finding.level is not Level.SUSPECTED


@register
@dataclass(frozen=True, slots=True)
class CappedPenalty:
    """Each discovery costs the points of its rate; the clause's cap is kept by the ledger."""

    kind: ClassVar[str] = "capped-penalty"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.PENALTY})

    discovery: Discovery
    rates: tuple[Rate, ...]

    @classmethod
    def read(cls, table: Table) -> Self:
        """From `discovery` and the tables `rate`."""
        rates = tuple(Rate.read(rate) for rate in table.tables("rate"))
        charged = [(rate.rule, level) for rate in rates for level in rate.levels]
        if len(set(charged)) < len(charged):
            raise table.error("rate", "同一检查的同一级别写了两个分值", "请只留一个")
        return cls(table.choice("discovery", Discovery), rates)

    @property
    def checks(self) -> frozenset[str]:
        """The rules of its rates."""
        return frozenset(rate.rule for rate in self.rates)

    def takes(self, rule: str, column: ColumnKind | None) -> bool:
        """The rules of its rates, wherever they were found."""
        return rule in self.checks

    def sentences(self) -> tuple[str, ...]:
        """What a discovery is and what it costs."""
        prices = "；".join(
            f"{rate.name}每个扣 {points_text(rate.points)} 分" + ("，复核确认后才扣" if rate.review else "")
            for rate in self.rates
        )
        return (f"{prices}。“{Level.NOTICE}”级的不扣分。", f"{DISCOVERIES[self.discovery]}。")

    def assess(self, case: Case) -> Assessment:
        """One claim for each discovery, oldest first."""
        claims = tuple(self._claim(rate, group) for rate, group in self._discoveries(case))
        if not claims and not _was_read(case):
            why = "本单位的栏目还没有读到过，未观测，不扣分。"
            return Assessment(ClauseState.NOT_OBSERVED, (not_observed("未读到", why),))
        return Assessment(ClauseState.OBSERVED, claims)

    def _discoveries(self, case: Case) -> Iterator[tuple[Rate, Sequence[KnownFinding]]]:
        """What each discovery is made of. With one finding to each, nothing is gathered: there may be 100,000."""
        rules = dict.fromkeys(rate.rule for rate in self.rates)
        found = (known for known in case.findings_of(*rules) if _falls_into(case, known))
        charged = ((rate, known) for known in found if (rate := self._rate_of(known)))
        if self.discovery is not Discovery.PAGE:
            yield from ((rate, (known,)) for rate, known in charged)
            return
        pages: dict[tuple[str, str], tuple[Rate, list[KnownFinding]]] = {}
        for rate, known in charged:
            pages.setdefault((rate.name, known.subject), (rate, []))[1].append(known)
        for rate, group in pages.values():
            yield rate, [known for known in group if rate.is_sure(known)] or group

    def _rate_of(self, known: KnownFinding) -> Rate | None:
        return next((rate for rate in self.rates if rate.covers(known)), None)

    def _claim(self, rate: Rate, group: Sequence[KnownFinding]) -> Claim:
        first = group[0]
        times = first.finding.count if self.discovery is Discovery.PLACE else 1
        amount = rate.points * times
        sums = f"{times} 处 × {points_text(rate.points)} 分，" if times > 1 else ""
        sure = rate.is_sure(first)
        price = f"扣 {points_text(amount)} 分" if sure else f"待复核，确认后扣 {points_text(amount)} 分"
        about = f"{rate.name}\n{first.subject}" if self.discovery is Discovery.PAGE else first.id
        return Claim(
            about,
            amount,
            EntryState.COUNTED if sure else EntryState.PENDING,
            f"{day_text(first.first_seen)}发现{rate.name}{_words(group)}（{first.url}），{sums}{price}。",
            tuple([known.id for known in group]),
            first.first_seen,
        )


def _words(group: Sequence[KnownFinding]) -> str:
    words = list({known.finding.words: None for known in group})
    return "、".join([f"“{word}”" for word in words[:NAMED_WORDS]]) + (" 等" if len(words) > NAMED_WORDS else "")


def _falls_into(case: Case, known: KnownFinding) -> bool:
    """Whether the finding counts in this year, under the settings of the scheme."""
    if (known.gone or known.state is FindingState.GONE) and not case.settings.fixed_wording_counts:
        return False
    since = known.first_seen if case.settings.finding_year is FindingYear.FIRST_SEEN else known.last_seen
    return since >= case.first and known.first_seen <= case.as_of


def _was_read(case: Case) -> bool:
    return any(visit.verdict in _READ for history in case.histories.values() for visit in history.visits)
