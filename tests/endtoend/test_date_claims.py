"""Dates over two nights: what a page claims is held against what the first night saw."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from installation import SEED, SMALL_SCALE, TODAY, Installation

from evidence.store import Store
from sample.build import build_site, rebase
from sample.planting import LATE_OFFSET
from sample.serving import SampleServer

LATER = dt.date(TODAY.year, 1, 1) + dt.timedelta(days=LATE_OFFSET)
RULES = (
    *("date-future", "date-backdated", "date-changed", "item-undated", "published-late", "published-unsigned"),
    *("text-redated", "news-elsewhere", "annual-report-missing", "column-unreachable", "column-unchanged", "meta-tags"),
)
TWO_NIGHTS = {"date-backdated", "date-changed"}


def _faults(site: Path) -> list[dict[str, Any]]:
    truth = json.loads((site / "truth.json").read_text(encoding="utf-8"))
    return [fault for fault in truth["faults"] if fault["rule"] in RULES]


def _found(installation: Installation) -> set[tuple[str, ...]]:
    rows = installation.rows("findings")
    return {_key(row) for row in rows if row["rule"] in RULES and row["state"] == "open"}


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return row["rule"], row["unit"], row["column"], row["url"], row["words"]


@pytest.fixture
def before_and_after(tmp_path: Path) -> tuple[Path, Path]:
    """The portal as it stands today, and on the day on which dates are changed."""
    sites = tmp_path / "today", tmp_path / "later"
    for site, day in zip(sites, (TODAY, LATER), strict=True):
        build_site(site, seed=SEED, today=day, scale=SMALL_SCALE)
    return sites


def test_two_nights_equal_the_truth_and_can_be_made_again(before_and_after: tuple[Path, Path], tmp_path: Path) -> None:
    today, later = before_and_after
    units = tuple({fault["unit"] for fault in _faults(later) if fault["nights"] > 1})
    with SampleServer(today) as server:
        for site in (today, later):
            rebase(site, server.url)
        home = Installation(tmp_path / "home", today, units)
        home.night()
        assert _found(home) == _expected(today, units)
        port = urlsplit(server.url).port or 0
    with SampleServer(later, port):
        home.night(LATER)
        expected = _expected(later, units)
        assert {rule for rule, *_ in expected} >= TWO_NIGHTS
        assert _found(home) == expected
    _can_be_made_again(home)


def _expected(site: Path, units: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {_key(fault) for fault in _faults(site) if fault["unit"] in units}


def _can_be_made_again(home: Installation) -> None:
    before, findings = _rows(home.home), home.run("findings", "--json")
    packs = sorted(map(str, (home.home / "packs").iterdir()), reverse=True)
    home.run("ingest", *packs)
    assert _rows(home.home) == before
    for leftover in home.home.glob("evidence.db*"):
        leftover.unlink()
    home.run("ingest", *packs)
    assert _rows(home.home) == before
    assert home.run("findings", "--json") == findings


def _rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    store = Store(home / "evidence.db")
    rows = {
        table: sorted(store.connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 our own names
        for table in ("head", "listed_date", "finding", "finding_span")
    }
    store.close()
    return rows
