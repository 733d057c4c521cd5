"""Rows of the printed contracts (`xuncha findings --json`, `xuncha visits --json`)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import checks
from county.sites import PORTAL_ITSELF
from evidence.captures import Capture, captures_of_findings
from evidence.findings import findings
from evidence.histories import visits
from evidence.home import Home
from evidence.rechecks import RecheckRow, newest_rechecks
from scoring import scheme_of


def finding_rows(home: Home, as_of: dt.date, decided_by: dt.date | None = None) -> list[dict[str, Any]]:
    """One object for each finding known at the end of that night; a stored contract."""
    county = home.county()
    scheme = scheme_of(home.config, county)
    names = {"": PORTAL_ITSELF} | {unit.id: unit.name for unit in county.units}
    kinds = {column.key: column.kind for unit in county.units for column in unit.columns}
    store = home.open_store()
    try:
        captures = captures_of_findings(store, as_of)
        known = findings(store, as_of, decided_by)
        seen = newest_rechecks(store, night=as_of.isoformat())
    finally:
        store.close()
    return [
        {
            "id": one.id,
            "rule": one.finding.rule,
            "title": checks.RULES[one.finding.rule].title,
            "level": one.finding.level.value,
            "clause": scheme.clause_of(one.finding.rule, kinds.get(f"{one.unit}/{one.column}")),
            "unit": one.unit,
            "unit_name": names.get(one.unit, one.unit),
            "column": one.column,
            "url": one.url,
            "words": one.finding.words,
            "quote": one.finding.quote,
            "count": one.finding.count,
            "why": one.finding.why,
            "suggestion": one.finding.suggestion,
            "first_seen": one.first_seen.isoformat(),
            "last_seen": one.last_seen.isoformat(),
            "state": one.state.value,
            "capture": _capture(captures.get(one.id)),
            "recheck": _recheck(seen.get(one.id)),
        }
        for one in known
    ]


def _recheck(seen: RecheckRow | None) -> dict[str, Any] | None:
    """What the nights saw of it last (复核), and since when."""
    if seen is None:
        return None
    return {
        "outcome": seen.outcome,
        "since": seen.night,
        "night": seen.last_night,
        "reason": seen.reason,
        "capture": seen.capture,
    }


def _capture(capture: Capture | None) -> dict[str, Any] | None:
    if capture is None:
        return None
    return {
        "time": capture.time,
        "sha256": capture.sha256,
        "warc": f"packs/{capture.warc}",
        "offset": capture.offset,
    }


def visit_rows(home: Home, as_of: dt.date) -> list[dict[str, Any]]:
    """One object for each column visit up to that night; a stored contract."""
    store = home.open_store()
    try:
        known = visits(store, as_of)
    finally:
        store.close()
    return [
        {
            "run": visit.run,
            "night": visit.night.isoformat(),
            "unit": visit.column.partition("/")[0],
            "column": visit.column.partition("/")[2],
            "verdict": visit.verdict.value,
            "reason": visit.reason,
            "entries": visit.entries,
            "newest": visit.newest.isoformat() if visit.newest else None,
            "window_covered_from": visit.window_covered_from.isoformat() if visit.window_covered_from else None,
        }
        for visit in known
    ]
