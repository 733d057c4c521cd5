"""What the papers are made of (文书材料): the evidence of one night, gathered once for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from county.calendar import Calendar
from county.settings import County
from county.units import Column
from county.visit import Visit
from digest.faults import Facts, Fault, faults_of
from evidence.decisions import newest_decisions
from evidence.findings import findings, gone_nights
from evidence.histories import visits
from evidence.notified import notified_on
from evidence.rechecks import newest_rechecks
from evidence.store import Store
from evidence.titles import titles
from scoring import Placed, Scheme, Sheet, explain_settings, ranked
from scoring.scores import score_units
from scoring.summaries import current_sheets

_VISIT = "visit:"


@dataclass(frozen=True, slots=True)
class Material:
    """All that is known at the end of night `as_of`: `sheets` in the order of the configuration, `faults` by unit,
    gravest first, without what a reviewer dismissed. `explanation` are the sentences of 口径说明."""

    county: County
    scheme: Scheme
    as_of: dt.date
    sheets: tuple[Sheet, ...]
    faults: tuple[Fault, ...]
    visits: tuple[Visit, ...]
    explanation: tuple[str, ...]
    links: Mapping[str, str]
    """Address by id of a finding."""

    @property
    def calendar(self) -> Calendar:
        """The county's calendar."""
        return Calendar(self.county.calendar)

    def age_of(self, fault: Fault, today: dt.date | None = None) -> int:
        """Working days since the fault was found up to `today`, else to the night; the day itself is not counted."""
        return self.calendar.working_days(fault.found_on + dt.timedelta(days=1), today or self.as_of)

    @property
    def places(self) -> dict[str, Placed]:
        """By unit its place within its class."""
        return {placed.sheet.unit: placed for group in ranked(self.sheets).values() for placed in group}

    def addresses(self, evidence: Iterable[str]) -> tuple[str, ...]:
        """Where the evidence of an entry is to be seen, each address once; registers have none."""
        columns = {column.key: column for unit in self.county.units for column in unit.columns}
        found = (self._address(one, columns) for one in evidence)
        return tuple(dict.fromkeys(url for url in found if url))

    def _address(self, evidence: str, columns: Mapping[str, Column]) -> str:
        if not evidence.startswith(_VISIT):
            return self.links.get(evidence, "")
        column = columns.get(evidence.removeprefix(_VISIT).partition(":")[2])
        return column.url if column else ""


def gather(
    store: Store, county: County, scheme: Scheme, as_of: dt.date, known_by: dt.date | None = None, unit: str = ""
) -> Material:
    """The material of that night, with all that people said of it, or what they had said by `known_by`; where `unit` is
    named, with the faults of that one alone."""
    known = findings(store, as_of, known_by, unit)
    if known_by is None:
        sheets = current_sheets(store, county, scheme, as_of)
    else:
        sheets = score_units(store, county, scheme, as_of, known_by)
    facts = Facts(
        as_of,
        titles(store, (one.subject for one in known), as_of),
        newest_decisions(store.connection, [one.id for one in known]),
        gone_nights(store, as_of),
        notified_on(store.connection),
        newest_rechecks(store, night=as_of.isoformat()),
    )
    return Material(
        county=county,
        scheme=scheme,
        as_of=as_of,
        sheets=tuple(sheets),
        faults=faults_of(known, sheets, county, facts),
        visits=tuple(visits(store, as_of)),
        explanation=tuple(explain_settings(scheme, Calendar(county.calendar), as_of)),
        links={one.id: one.url for one in known},
    )
