"""Findings as a paper shows them (问题条目): named, dated, with the words at fault and what they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checks import RULES
from county.finding import FindingState, KnownFinding, Level
from county.settings import County
from county.sites import PORTAL_ITSELF
from digest.marking import marked
from scoring import EntryState, Sheet


class Standing(StrEnum):
    """How far a fault may be stated as a fact (认定情况): a person confirmed it, the scheme counts it by itself, or
    neither yet."""

    CONFIRMED = "已认定"
    COUNTED = "已计分"
    PENDING = "待核"


GRAVITY: dict[Level, int] = {Level.SERIOUS: 0, Level.GENERAL: 1, Level.SUSPECTED: 2, Level.NOTICE: 3}
"""The order of a list: gravest first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`unit` is the unit's id, "" for the portal itself. `said` quotes the page or names the fault of a column, `words`
    are those at fault in it. `since` is the day from which a unit has to answer for it: that of the reviewer's
    decision, else that of the first sight. `gone_on` is the night that found it gone, None while it stands."""

    id: str
    unit: str
    unit_name: str
    column: str
    kind: str
    level: Level
    title: str
    url: str
    said: str
    words: str
    right: str
    basis: str
    found_on: dt.date
    last_seen: dt.date
    since: dt.date
    standing: Standing
    gone_on: dt.date | None

    @property
    def established(self) -> bool:
        """Whether a paper may state it as a fact."""
        return self.standing is not Standing.PENDING

    @property
    def grade(self) -> str:
        """How grave it is: "严重"; what awaits a reviewer says so, what he found true is suspected no more."""
        if not self.established:
            return f"{self.level}（{Standing.PENDING}）"
        return "已核实" if self.level is Level.SUSPECTED else str(self.level)


def faults_of(
    known: Iterable[KnownFinding],
    sheets: Sequence[Sheet],
    county: County,
    titles: Mapping[str, str],
    decided_on: Mapping[str, dt.date],
    gone_on: Mapping[str, dt.date],
) -> tuple[Fault, ...]:
    """The faults of all units in the order of the configuration, the portal's own last, each unit's gravest first;
    dismissed findings are none. `sheets` tell which findings were counted."""
    counted = frozenset(_counted(sheets))
    names = {unit.id: unit.name for unit in county.units} | {"": PORTAL_ITSELF}
    order = {unit: place for place, unit in enumerate(names)}
    faults = (
        _fault(one, names.get(one.unit, one.unit), counted, titles, decided_on, gone_on)
        for one in known
        if one.state is not FindingState.DISMISSED
    )
    return tuple(
        sorted(faults, key=lambda one: (order.get(one.unit, len(order)), GRAVITY[one.level], one.found_on, one.id))
    )


def _counted(sheets: Sequence[Sheet]) -> Iterator[str]:
    entries = (entry for sheet in sheets for clause in sheet.clauses for entry in clause.entries)
    for entry in entries:
        if entry.state is EntryState.COUNTED:
            yield from entry.evidence


def _fault(
    one: KnownFinding,
    unit_name: str,
    counted: frozenset[str],
    titles: Mapping[str, str],
    decided_on: Mapping[str, dt.date],
    gone_on: Mapping[str, dt.date],
) -> Fault:
    finding, rule = one.finding, RULES[one.finding.rule]
    return Fault(
        id=one.id,
        unit=one.unit,
        unit_name=unit_name,
        column=one.column,
        kind=rule.title,
        level=finding.level,
        title=titles.get(one.subject) or (f"“{one.column}”栏目" if one.column else ""),
        url=one.url,
        said=_said(one),
        words=finding.words,
        right=finding.suggestion,
        basis=finding.basis or rule.basis,
        found_on=one.first_seen,
        last_seen=one.last_seen,
        since=decided_on.get(one.id, one.first_seen) if one.state is FindingState.CONFIRMED else one.first_seen,
        standing=_standing(one, counted),
        gone_on=gone_on.get(one.id) if one.gone else None,
    )


def _said(one: KnownFinding) -> str:
    """What the page says where words of it are at fault; else what is wrong, and what was seen there."""
    finding = one.finding
    if any(part.fault for part in marked(finding.quote, finding.words)):
        return finding.quote
    return f"{finding.why}（{finding.quote}）" if finding.quote else finding.why


def _standing(one: KnownFinding, counted: frozenset[str]) -> Standing:
    if one.state is FindingState.CONFIRMED:
        return Standing.CONFIRMED
    return Standing.COUNTED if one.id in counted else Standing.PENDING
