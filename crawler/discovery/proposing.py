"""From what was found to what is proposed (栏目建议)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from county.address import host_of
from county.configuration.web_address import address_identity, host_name
from county.proposal import Certainty, Proposal, ProposedColumn, ProposedUnit
from crawler.discovery.observation import Observation
from crawler.discovery.owning import Grounds, Ownership, decide
from crawler.discovery.roster import RosterUnit
from crawler.discovery.survey import Survey
from crawler.discovery.tasks import Candidate
from crawler.discovery.weighing import weigh

_ORDER = {certainty: at for at, certainty in enumerate(Certainty)}
_ID = re.compile(r"[a-z][a-z0-9-]{1,30}")
_SITE_NUMBER = re.compile(r"_\d+$")
_MEANS_NOTHING = re.compile(
    r"(?:col|c|n|node|channel|column|list|index|default|main|home|www|bm|xz|zwgk|zfxxgk|xxgk|bmxxgk|web|site|public|jd)?\d*"
)
"""Parts of an address that name no unit."""
_LEAST_ALIKE = 3
"""Rows that two lists must share to be one list under two addresses."""


class _Proposing:
    def __init__(self, survey: Survey, early: str) -> None:
        self._survey = survey
        self._early = early
        self._found = survey.found
        self._roster = survey.roster
        self._grounds = Grounds(survey.roster, survey.site)
        self._ids = _unit_ids(list(survey.roster.units.values()))
        self._parted: dict[str, set[str]] = {}
        for candidate in survey.found.candidates:
            if candidate.parted:
                self._parted.setdefault(address_identity(candidate.url), set()).add(candidate.name.name)
        self._alike = _repeated_lists(survey.found.observations)

    def proposal(self) -> Proposal:
        judged = [column for group in self._groups() if (column := self._judge(group))]
        columns, refused = _without_doubles(judged)
        order = {self._ids[key]: at for at, key in enumerate(self._roster.units)}
        columns.sort(key=lambda column: order[column.unit])
        hosts = {host_name(column.url) for column in columns} - {host_name(self._survey.site.home)}
        return Proposal(
            home=self._survey.site.home,
            title=self._survey.title,
            units=tuple(self._unit(unit) for unit in self._roster.units.values()),
            columns=tuple(columns),
            refused=tuple(refused),
            hosts=tuple(sorted(hosts)),
            notes=tuple(self._notes()),
            early=self._early,
        )

    def _groups(self) -> list[list[Candidate]]:
        """Candidates by address."""
        groups: dict[str, list[Candidate]] = {}
        for candidate in filter(self._stands, self._found.candidates):
            groups.setdefault(address_identity(candidate.url), []).append(candidate)
        return list(groups.values())

    def _stands(self, candidate: Candidate) -> bool:
        """A menu of units on every page parts no column: what it leads to is met elsewhere too, or under two names."""
        identity = address_identity(candidate.url)
        return not candidate.parted or (identity not in self._found.homes and len(self._parted[identity]) == 1)

    def _judge(self, group: Sequence[Candidate]) -> ProposedColumn | None:
        url = group[0].url
        seen = self._found.observations.get(address_identity(url))
        owner = decide(group, seen.place if seen else "", self._found, self._roster, self._grounds)
        best = max(group, key=lambda candidate: (candidate.unit == owner.unit, candidate.name.sureness))
        if owner.silent:
            return None
        column = ProposedColumn(
            self._ids.get(owner.unit, ""),
            self._roster.units[owner.unit].name if owner.unit else "",
            best.name.name,
            best.name.kind,
            seen.url if seen else url,
            Certainty.REFUSED,
            self._refusal(url, owner, seen),
        )
        return column if column.why else self._weighed(column, best, owner, seen)

    def _refusal(self, url: str, owner: Ownership, seen: Observation | None) -> str:
        """Why the address is no column of a unit, "" where it may be one."""
        if not self._survey.site.holds(url):
            return f"链接指向别的网站（{host_of(url)}），不是本门户的栏目。"
        if failure := self._found.failures.get(address_identity(url)):
            return failure
        if not owner.unit:
            return owner.why
        homes = {address_identity(area) for area in self._roster.units[owner.unit].areas}
        if seen and address_identity(seen.url) != address_identity(url) and address_identity(seen.url) in homes:
            return "被转到单位首页，栏目已不在原处。"
        return ""

    def _weighed(
        self, column: ProposedColumn, best: Candidate, owner: Ownership, seen: Observation | None
    ) -> ProposedColumn:
        unread = self._found.unread.get(address_identity(best.url), "达到本次读取上限")
        trouble = self._trouble(best, seen) if seen else unread.rstrip("。")
        weight = weigh(best.name, owner, seen, trouble)
        return replace(
            column,
            certainty=weight.certainty,
            why=weight.why,
            entries=seen.entries if seen else 0,
            newest=seen.newest if seen else None,
        )

    def _trouble(self, best: Candidate, seen: Observation) -> str:
        """What else speaks against a column, "" where nothing does."""
        if seen.rows in self._alike:
            return "列表与另一个栏目完全相同，可能是网站的默认列表"
        if best.parted and best.name.name not in seen.place:
            return f"链接在“{best.name.name}”下写着单位名称，栏目页却没有写明栏目名称"
        return ""

    def _unit(self, unit: RosterUnit) -> ProposedUnit:
        return ProposedUnit(self._ids[unit.key], unit.name, unit.areas[0] if unit.areas else "", bool(unit.listed))

    def _notes(self) -> Iterator[str]:
        if self._early:
            yield self._early
        for url, name in self._found.elsewhere.items():
            if not self._roster.units.get(self._roster.unit_of(name), RosterUnit("", "")).areas:
                yield f"“{name}”的页面在别的域名（{host_of(url)}）；如属本门户，请加 --host {host_of(url)} 再运行一次。"


def propose(survey: Survey, early: str = "") -> Proposal:
    """The proposal from a survey that has come to its end; `early` says why that was before its time."""
    return _Proposing(survey, early).proposal()


def _repeated_lists(observations: dict[str, Observation]) -> set[tuple[str, ...]]:
    """First rows that stand under two addresses: some systems answer any address with the same list."""
    lists = {address_identity(seen.url): seen.rows for seen in observations.values() if len(seen.rows) >= _LEAST_ALIKE}
    return {rows for rows, count in Counter(lists.values()).items() if count > 1}


def _without_doubles(judged: Sequence[ProposedColumn]) -> tuple[list[ProposedColumn], list[ProposedColumn]]:
    """(proposed, refused): of several columns of one unit under one name only the surest is proposed, and each address
    once."""
    columns: list[ProposedColumn] = []
    refused = [column for column in judged if column.certainty is Certainty.REFUSED]
    names: set[tuple[str, str]] = set()
    addresses: set[str] = set()
    usable = [column for column in judged if column.certainty is not Certainty.REFUSED]
    for column in sorted(usable, key=lambda column: (_ORDER[column.certainty], -column.entries)):
        name, address = (column.unit, column.name), address_identity(column.url)
        if name in names or address in addresses:
            why = "与已采用的栏目同名或网址相同，请核对用哪一个。"
            refused.append(replace(column, certainty=Certainty.REFUSED, why=why))
        else:
            columns.append(column)
            names.add(name)
            addresses.add(address)
    places = {id(column): at for at, column in enumerate(judged)}
    return sorted(columns, key=lambda column: places[id(column)]), refused


def _unit_ids(units: Sequence[RosterUnit]) -> dict[str, str]:
    """An id for each unit by its key: that of units.toml, else a part of its address, else a number."""
    ids: dict[str, str] = {unit.key: unit.listed for unit in units if unit.listed}
    taken = set(ids.values())
    uses = Counter(part for unit in units for part in {part for url in unit.areas for part in _telling_parts(url)})
    taken |= {part for part, count in uses.items() if count > 1}
    for number, unit in enumerate(units, start=1):
        if unit.key not in ids:
            own = next((part for url in unit.areas for part in _telling_parts(url) if part not in taken), "")
            ids[unit.key] = own or f"unit-{number:02}"
            taken.add(ids[unit.key])
    return ids


def _telling_parts(url: str) -> Iterator[str]:
    """Parts of an address that may stand for a unit, the last first."""
    parts = urlsplit(url)
    segments = [segment.partition(".")[0] for segment in parts.path.split("/") if segment]
    for segment in (*reversed(segments), parts.hostname.partition(".")[0] if parts.hostname else ""):
        part = _SITE_NUMBER.sub("", segment.lower())
        if _ID.fullmatch(part) and not _MEANS_NOTHING.fullmatch(part):
            yield part
