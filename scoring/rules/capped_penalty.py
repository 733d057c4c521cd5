"""Penalties for what was found (按发现扣分): so much for each finding, up to the clause's cap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from county.finding import FindingState, KnownFinding, Level
from county.register import Register
from county.times import day_text
from scoring.case import Case
from scoring.claim import Assessment, Claim, not_observed
from scoring.events import charged
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.rule import RuleBase, register
from scoring.settings import FindingYear
from scoring.table import Table

NAMED_WORDS = 3
"""Words named in one sentence of the ledger; the evidence ids lead to the rest."""

_REVIEWED_RULES = frozenset({"personal-id", "personal-mobile", "personal-account", "personal-health"})
"""Personal data never costs points before a person confirmed it, whatever a scheme file says."""


class Discovery(StrEnum):
    """What "每发现一个" counts."""

    FINDING = "finding"
    WORD = "word"
    PLACE = "place"
    PAGE = "page"


DISCOVERIES: dict[Discovery, str] = {
    Discovery.FINDING: "同一页面或附件里同一句话的同一个词、同一个号码算一个发现，表格中一列号码算一个发现",
    Discovery.WORD: "同一页面或附件中的同一个词、同一个号码算一个发现，出现几次都只算一个",
    Discovery.PLACE: "每出现一处算一个发现，表格中的号码按行数计",
    Discovery.PAGE: "同一页面或附件中的同一类问题算一个发现",
}


_GATHERED = frozenset({Discovery.WORD, Discovery.PAGE})
"""Where one discovery may be made of several findings."""


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
class CappedPenalty(RuleBase):
    """Each discovery costs the points of its rate, each signed event of the clause `event` a time; the clause's cap is
    kept by the ledger. A clause may know only one of the two."""

    kind: ClassVar[str] = "capped-penalty"
    title: ClassVar[str] = "限额扣分"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.PENALTY})

    clause: str
    discovery: Discovery
    rates: tuple[Rate, ...]
    event: Decimal

    @classmethod
    def read(cls, table: Table) -> Self:
        """From the tables `rate` with `discovery`, and from `event`."""
        event = table.number("event", ZERO)
        rates = tuple(Rate.read(rate) for rate in table.tables("rate", may_lack=event > ZERO))
        charged_at = [(rate.rule, level) for rate in rates for level in rate.levels]
        if len(set(charged_at)) < len(charged_at):
            raise table.error("rate", "同一检查的同一级别写了两个分值", "请只留一个")
        discovery = table.choice("discovery", Discovery) if rates else Discovery.FINDING
        return cls(table.text("id"), discovery, rates, event)

    @property
    def checks(self) -> frozenset[str]:
        """The rules of its rates."""
        return frozenset(rate.rule for rate in self.rates)

    @property
    def registers(self) -> frozenset[Register]:
        """Events, where they cost anything."""
        return frozenset({Register.EVENT}) if self.event else frozenset()

    def sentences(self) -> tuple[str, ...]:
        """What a discovery is and what it costs."""
        prices = [
            f"{rate.name}每个扣 {points_text(rate.points)} 分" + ("，复核确认后才扣" if rate.review else "")
            for rate in self.rates
        ]
        found = (
            (f"{'；'.join(prices)}。“{Level.NOTICE}”级的不扣分。", f"{DISCOVERIES[self.discovery]}。") if prices else ()
        )
        registered = (f"登记的事件每项扣 {points_text(self.event)} 分，经签署后才扣。",) if self.event else ()
        return (*found, *registered)

    def assess(self, case: Case) -> Assessment:
        """One claim for each event and each discovery, oldest first."""
        events = tuple(charged(case, self.clause, self.event)) if self.event else ()
        claims = events + tuple(self._claim(rate, group) for rate, group in self._discoveries(case))
        if not self.rates:
            return Assessment(ClauseState.REGISTER, claims)
        if not claims and not case.was_read:
            why = "本单位的栏目还没有读到过，未观测，不扣分。"
            return Assessment(ClauseState.NOT_OBSERVED, (not_observed("未读到", why),))
        return Assessment(ClauseState.OBSERVED, claims)

    def _discoveries(self, case: Case) -> Iterator[tuple[Rate, Sequence[KnownFinding]]]:
        """What each discovery is made of. With one finding to each, nothing is gathered: there may be 100,000."""
        rules = dict.fromkeys(rate.rule for rate in self.rates)
        found = (known for known in case.findings_of(*rules) if _falls_into(case, known))
        charged_at = ((rate, known) for known in found if (rate := self._rate_of(known)))
        if self.discovery not in _GATHERED:
            yield from ((rate, (known,)) for rate, known in charged_at)
            return
        groups: dict[str, tuple[Rate, list[KnownFinding]]] = {}
        for rate, known in charged_at:
            groups.setdefault(self._about(rate, known), (rate, []))[1].append(known)
        for rate, group in groups.values():
            yield rate, [known for known in group if rate.is_sure(known)] or group

    def _about(self, rate: Rate, known: KnownFinding) -> str:
        """What a discovery is about: the finding itself, or what findings of one discovery have in common."""
        if self.discovery not in _GATHERED:
            return known.id
        words = known.finding.words if self.discovery is Discovery.WORD else ""
        return "\n".join((rate.name, known.subject, words))

    def _rate_of(self, known: KnownFinding) -> Rate | None:
        return next((rate for rate in self.rates if rate.covers(known)), None)

    def _claim(self, rate: Rate, group: Sequence[KnownFinding]) -> Claim:
        first = group[0]
        times = first.finding.count if self.discovery is Discovery.PLACE else 1
        amount = rate.points * times
        sums = f"{times} 处 × {points_text(rate.points)} 分，" if times > 1 else ""
        sure = rate.is_sure(first)
        price = f"扣 {points_text(amount)} 分" if sure else f"待复核，确认后扣 {points_text(amount)} 分"
        return Claim(
            self._about(rate, first),
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
    """Whether the finding counts in this year, under the settings of the day on which it was found."""
    settings = case.settings.on(known.first_seen)
    if (known.gone or known.state is FindingState.GONE) and not settings.fixed_wording_counts:
        return False
    since = known.first_seen if settings.finding_year is FindingYear.FIRST_SEEN else known.last_seen
    return since >= case.first
