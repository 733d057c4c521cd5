"""Scores (评分) of all units as of a day, from the evidence."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from county.calendar import Calendar
from county.finding import KnownFinding
from county.settings import County
from evidence.findings import findings
from evidence.histories import histories
from evidence.store import Store
from scoring.engine import score
from scoring.ledger import Sheet, UnitEvidence
from scoring.scheme import Scheme


def score_units(
    store: Store, county: County, scheme: Scheme, as_of: dt.date, decided_by: dt.date | None = None
) -> list[Sheet]:
    """The sheet of every unit, in the order of the configuration: the evidence up to `as_of`, under all decisions or
    those made by `decided_by`."""
    known = histories(store, county, as_of)
    by_unit: dict[str, list[KnownFinding]] = defaultdict(list)
    for finding in findings(store, as_of, decided_by):
        by_unit[finding.unit].append(finding)
    calendar = Calendar(county.calendar)
    return [
        score(scheme, UnitEvidence(unit, as_of, known[unit.id], tuple(by_unit[unit.id])), calendar)
        for unit in county.units
    ]
