"""Findings as a paper shows them (问题条目): named, dated, with the words at fault and what they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from checks import RULES
from county.calendar import Calendar
from county.finding import FindingState, KnownFinding, Level
from county.review import RANKS, Decided, Status
from county.settings import County
from county.sites import PORTAL_ITSELF
from digest.issuing import mended_by
from digest.marking import marked
from evidence.rechecks import RecheckRow
from scoring import EntryState, Sheet

_AFTER_NOTICE = frozenset((Status.NOTIFIED, Status.ANSWERED, Status.FAILED, Status.PASSED))


class Standing(StrEnum):
    """How far a fault may be stated as a fact (认定情况): a person confirmed it, the scheme counts it by itself, or
    neither yet; a reviewer may also have put it off for a while."""

    CONFIRMED = "已认定"
    COUNTED = "已计分"
    PENDING = "待核"
    DEFERRED = "暂不处理"


@dataclass(frozen=True, slots=True)
class Fault:
    """`unit` is the unit's id, "" for the portal itself. `said` quotes the page or names the fault of a column, `words`
    are those at fault in it. `since` is the day from which a unit has to answer for it: that of the notice, of the
    reviewer's decision, of the first sight, whichever came last. `gone_on` is the night that found it gone, None while
    it stands; `due` the last day to mend it, `decided` the newest decision, `recheck` what the nights saw of it last
    (复核)."""

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
    due: dt.date
    decided: Decided = field(default_factory=Decided)
    recheck: RecheckRow | None = None

    @property
    def established(self) -> bool:
        """Whether a paper may state it as a fact."""
        return self.standing in (Standing.CONFIRMED, Standing.COUNTED)

    @property
    def suspected(self) -> bool:
        """Whether it stands and awaits a reviewer; what is only for the eye (提示) does not."""
        return self.standing is Standing.PENDING and self.gone_on is None and self.level is not Level.NOTICE

    @property
    def grade(self) -> str:
        """How grave it is: "严重"; what awaits a reviewer says so, what he found true is suspected no more."""
        if not self.established:
            return f"{self.level}（{self.standing}）"
        return "已核实" if self.level is Level.SUSPECTED else str(self.level)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the evidence knows beside the findings at the end of night `as_of`: titles by page, and by finding what was
    decided, the night that found it gone, the day of the last notice and the newest re-check."""

    as_of: dt.date
    titles: Mapping[str, str]
    decided: Mapping[str, Decided]
    gone_on: Mapping[str, dt.date]
    notified_on: Mapping[str, dt.date] = field(default_factory=dict)
    rechecks: Mapping[str, RecheckRow] = field(default_factory=dict)


def faults_of(
    known: Iterable[KnownFinding], sheets: Sequence[Sheet], county: County, facts: Facts
) -> tuple[Fault, ...]:
    """The faults of all units in the order of the configuration, the portal's own last, each unit's gravest first;
    dismissed findings are none. `sheets` tell which findings were counted."""
    counted = frozenset(_counted(sheets))
    names = {unit.id: unit.name for unit in county.units} | {"": PORTAL_ITSELF}
    order = {unit: place for place, unit in enumerate(names)}
    last_day = partial(mended_by, policy=county.desk, calendar=Calendar(county.calendar))
    faults = (
        _fault(one, names.get(one.unit, one.unit), _standing(one, counted, facts), facts, last_day)
        for one in known
        if one.state is not FindingState.DISMISSED
    )
    return tuple(
        sorted(faults, key=lambda one: (order.get(one.unit, len(order)), RANKS[one.level], one.found_on, one.id))
    )


def _counted(sheets: Sequence[Sheet]) -> Iterator[str]:
    entries = (entry for sheet in sheets for clause in sheet.clauses for entry in clause.entries)
    for entry in entries:
        if entry.state is EntryState.COUNTED:
            yield from entry.evidence


def _standing(one: KnownFinding, counted: frozenset[str], facts: Facts) -> Standing:
    if one.state is FindingState.CONFIRMED:
        return Standing.CONFIRMED
    if one.id in counted:
        return Standing.COUNTED
    decided = facts.decided.get(one.id, Decided())
    put_off = decided.status is Status.DEFERRED and not (decided.until and decided.until < facts.as_of)
    return Standing.DEFERRED if put_off else Standing.PENDING


def _fault(
    one: KnownFinding, unit_name: str, standing: Standing, facts: Facts, last_day: Callable[[Level, dt.date], dt.date]
) -> Fault:
    finding, rule = one.finding, RULES[one.finding.rule]
    since = _since(one, standing, facts)
    return Fault(
        id=one.id,
        unit=one.unit,
        unit_name=unit_name,
        column=one.column,
        kind=rule.title,
        level=finding.level,
        title=facts.titles.get(one.subject) or (f"“{one.column}”栏目" if one.column else ""),
        url=one.url,
        said=_said(one),
        words=finding.words,
        right=finding.suggestion,
        basis=finding.basis or rule.basis,
        found_on=one.first_seen,
        last_seen=one.last_seen,
        since=since,
        standing=standing,
        gone_on=facts.gone_on.get(one.id) if one.gone else None,
        due=last_day(finding.level, since),
        decided=facts.decided.get(one.id, Decided()),
        recheck=facts.rechecks.get(one.id),
    )


def _since(one: KnownFinding, standing: Standing, facts: Facts) -> dt.date:
    """An answer of the unit's own does not put its time limit off."""
    if standing is not Standing.CONFIRMED:
        return one.first_seen
    decided = facts.decided.get(one.id, Decided())
    told = facts.notified_on.get(one.id) if decided.status in _AFTER_NOTICE else None
    return told or decided.since or one.first_seen


def _said(one: KnownFinding) -> str:
    """What the page says where words of it are at fault; else what is wrong, and what was seen there."""
    finding = one.finding
    if any(part.fault for part in marked(finding.quote, finding.words)):
        return finding.quote
    return f"{finding.why}（{finding.quote}）" if finding.quote else finding.why
