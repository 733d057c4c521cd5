"""The registry of the checks: a decorator and a list for each kind of input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from checks.inputs import CheckedText, SiteDay, UnitFinding, UnitNews, UnitRecord
from county.finding import Finding, Level
from county.history import ColumnHistory
from county.linked import LinkedPage
from county.trace import TracedPage


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a rule is. `id` is a stored contract and is never reused; `level` is the gravest it gives; a change of
    `version` makes every stored text meet the rule again. `common` is on how many pages of a portal the same words are
    taken for its own expression (全站复现) and no longer reported, 0 for never."""

    id: str
    title: str
    level: Level
    basis: str
    version: int = 1
    common: int = 0


PageRule = Callable[[CheckedText], Iterable[Finding]]
BatchRule = Callable[[Sequence[CheckedText]], list[list[Finding]]]
"""The findings of each of many texts: for what is cheaper to look up for all of them at once."""
ColumnRule = Callable[[ColumnHistory, dt.date], Iterable[Finding]]
LinkRule = Callable[[LinkedPage], Iterable[Finding]]
TraceRule = Callable[[TracedPage], Iterable[Finding]]
UnitRule = Callable[[UnitNews], Iterable[UnitFinding]]
RecordRule = Callable[[UnitRecord], Iterable[UnitFinding]]
SiteRule = Callable[[SiteDay], Iterable[Finding]]
_Rule = TypeVar("_Rule")


@dataclass(frozen=True, slots=True)
class Check(Generic[_Rule]):
    """A rule and the function that applies it."""

    info: RuleInfo
    run: _Rule


PAGE: list[Check[PageRule]] = []
BATCH: list[Check[BatchRule]] = []
COLUMN: list[Check[ColumnRule]] = []
LINK: list[Check[LinkRule]] = []
TRACE: list[Check[TraceRule]] = []
UNIT: list[Check[UnitRule]] = []
RECORD: list[Check[RecordRule]] = []
SITE: list[Check[SiteRule]] = []


def page_check(info: RuleInfo) -> Callable[[PageRule], PageRule]:
    """Registers a check of one text."""
    return _registered(PAGE, info)


def batch_check(info: RuleInfo) -> Callable[[BatchRule], BatchRule]:
    """Registers a check of many texts at once."""
    return _registered(BATCH, info)


def column_check(info: RuleInfo) -> Callable[[ColumnRule], ColumnRule]:
    """Registers a check of one column's history on a day."""
    return _registered(COLUMN, info)


def link_check(info: RuleInfo) -> Callable[[LinkRule], LinkRule]:
    """Registers a check of the links of one page."""
    return _registered(LINK, info)


def trace_check(info: RuleInfo) -> Callable[[TraceRule], TraceRule]:
    """Registers a check of the traces of one page."""
    return _registered(TRACE, info)


def unit_check(info: RuleInfo) -> Callable[[UnitRule], UnitRule]:
    """Registers a check of one unit's news."""
    return _registered(UNIT, info)


def record_check(info: RuleInfo) -> Callable[[RecordRule], RecordRule]:
    """Registers a check of all columns of one unit."""
    return _registered(RECORD, info)


def site_check(info: RuleInfo) -> Callable[[SiteRule], SiteRule]:
    """Registers a check of the portal itself: its reachability, its certificates."""
    return _registered(SITE, info)


def _registered(checks: list[Check[_Rule]], info: RuleInfo) -> Callable[[_Rule], _Rule]:
    def register(rule: _Rule) -> _Rule:
        checks.append(Check(info, rule))
        return rule

    return register
