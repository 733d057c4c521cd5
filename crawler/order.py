"""Preparing a crawl: the folder, the specification, the window to cover (考核时段)."""

from __future__ import annotations

import datetime as dt
from itertools import zip_longest
from pathlib import Path

from county.settings import County, Portal
from county.units import Column
from evidence.pack import RunSpec

LOOK_BACK = dt.timedelta(days=90)
"""Also early in January a quarter is read, so that a re-dated article still meets its older copy."""


def window_from(night: dt.date) -> dt.date:
    """The first day whose entries must all be read: the year under assessment, and a quarter at least."""
    return min(dt.date(night.year, 1, 1), night - LOOK_BACK)


def run_name(portal: str, night: dt.date, attempt: int) -> str:
    """Name of a run and of its folder: "xiuwen-20260302-1"."""
    return f"{portal}-{night:%Y%m%d}-{attempt}"


def _mixed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The units' columns in turn, so that what one unit's pages do never befalls a row of requests."""
    by_unit: dict[str, list[Column]] = {}
    for column in columns:
        by_unit.setdefault(column.unit, []).append(column)
    rounds = zip_longest(*by_unit.values())
    return tuple(column for turn in rounds for column in turn if column is not None)


def run_order(run: str) -> tuple[str, ...]:
    """Sorts run names by night, attempt and portal."""
    portal, night, attempt = run.rsplit("-", 2) if run.count("-") > 1 else (run, "", "")
    return night, attempt.zfill(6), portal


def make_spec(county: County, portal: Portal, night: dt.date, attempt: int, key_file: Path) -> RunSpec:
    """The order for one crawl of one portal."""
    return RunSpec(
        run=run_name(portal.id, night, attempt),
        night=night,
        attempt=attempt,
        portal=portal,
        columns=_mixed(county.portal_columns(portal.id)),
        policy=county.crawl,
        window_from=window_from(night),
        timezone=county.calendar.timezone,
        first_weekday=county.calendar.first_weekday,
        key_file=str(key_file),
        config=county.digest,
    )
