"""What was watched in a period and what was not (巡查覆盖情况): without it a bulletin would call silence health."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from county.settings import County
from county.units import Column
from county.visit import VERDICT_NAMES, Verdict, Visit
from digest.period import Period, days_text

_READ = frozenset({Verdict.COMPLETE, Verdict.PARTIAL})
"""Verdicts of visits that read pages of the portal."""
_NO_VISIT = "没有巡查"
NAMED_COLUMNS = 4
"""Columns of a unit that are named in one cell."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not observed: a portal on some nights, or columns of a unit in the whole period."""

    place: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class PortalNights:
    """One portal: of `nights` in the period, those that were not watched, each with the reason."""

    name: str
    nights: int
    missed: Mapping[dt.date, str]

    @property
    def watched(self) -> int:
        """How many nights were watched."""
        return self.nights - len(self.missed)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`columns` are those configured, `unread` those of them that no visit of the period read completely."""

    portals: tuple[PortalNights, ...]
    units: int
    columns: int
    unread: Mapping[str, str]
    gaps: tuple[Gap, ...]


def coverage(county: County, visits: Sequence[Visit], period: Period, as_of: dt.date) -> Coverage:
    """The coverage of the nights of `period` up to `as_of`."""
    within = [visit for visit in visits if visit.night in period and visit.night <= as_of]
    by_column: dict[str, list[Visit]] = defaultdict(list)
    for visit in within:
        by_column[visit.column].append(visit)
    nights = period.nights(as_of)
    portals = tuple(
        PortalNights(portal.name, len(nights), _missed(county.portal_columns(portal.id), by_column, nights))
        for portal in county.portals
    )
    columns = [column for unit in county.units for column in unit.columns]
    unread = {column.key: why for column in columns if (why := _why_unread(by_column.get(column.key, ())))}
    gaps = (*_missed_nights(portals), *_unread_columns(county, unread))
    return Coverage(portals, len(county.units), len(columns), unread, gaps)


def _missed(
    columns: Sequence[Column], by_column: Mapping[str, Sequence[Visit]], nights: Sequence[dt.date]
) -> dict[dt.date, str]:
    by_night: dict[dt.date, Counter[Verdict]] = defaultdict(Counter)
    for column in columns:
        for visit in by_column.get(column.key, ()):
            by_night[visit.night][visit.verdict] += 1
    return {night: why for night in nights if (why := _why_missed(by_night.get(night)))}


def _why_missed(verdicts: Counter[Verdict] | None) -> str:
    """Why a portal was not watched on a night, "" where pages of it were read."""
    if not verdicts:
        return _NO_VISIT
    if any(verdict in _READ for verdict in verdicts):
        return ""
    return "，".join(f"{VERDICT_NAMES[verdict]} {count} 个栏目" for verdict, count in verdicts.most_common())


def _why_unread(visits: Sequence[Visit]) -> str:
    """Why a column was never read completely, "" where it was."""
    if not visits:
        return f"本期{_NO_VISIT}"
    if any(visit.verdict is Verdict.COMPLETE for visit in visits):
        return ""
    last = visits[-1]
    return "，".join(part for part in (VERDICT_NAMES[last.verdict], last.reason.rstrip("。")) if part)


def _missed_nights(portals: Sequence[PortalNights]) -> Iterator[Gap]:
    for portal in portals:
        by_reason: dict[str, list[dt.date]] = defaultdict(list)
        for night, why in portal.missed.items():
            by_reason[why].append(night)
        for why, nights in by_reason.items():
            yield Gap(portal.name, f"{days_text(nights)}（{len(nights)} 夜）", why)


def _unread_columns(county: County, unread: Mapping[str, str]) -> Iterator[Gap]:
    for unit in county.units:
        by_reason: dict[str, list[str]] = defaultdict(list)
        for column in unit.columns:
            if column.key in unread:
                by_reason[unread[column.key]].append(column.name)
        for why, names in by_reason.items():
            more = f"等 {len(names)} 个栏目" if len(names) > NAMED_COLUMNS else ""
            yield Gap(unit.name, "、".join(names[:NAMED_COLUMNS]) + more, why)
