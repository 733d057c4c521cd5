"""Links of articles over several nights: what is dead is found on the second, what is mended is seen to be."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from installation import TODAY, Installation

from evidence.store import Store
from sample.link_plants import GONE_PAGE
from sample.misbehaving import Fault
from sample.serving import SampleServer

RULES = ("link-dead", "attachment-dead", "link-outside")
TOMORROW = TODAY + dt.timedelta(days=1)
THIRD = TODAY + dt.timedelta(days=2)


def _faults(site: Path) -> list[dict[str, Any]]:
    truth = json.loads((site / "truth.json").read_text(encoding="utf-8"))
    return [fault for fault in truth["faults"] if fault["rule"] in RULES]


def _found(installation: Installation) -> set[tuple[str, ...]]:
    rows = installation.rows("findings")
    return {_key(row) for row in rows if row["rule"] in RULES and row["state"] == "open"}


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return row["rule"], row["unit"], row["column"], row["url"], row["words"]


@pytest.fixture
def linked(server: SampleServer, site: Path, tmp_path: Path) -> Installation:
    """A home that watches the units with planted links, before its first night."""
    return Installation(tmp_path / "home", site, tuple({fault["unit"] for fault in _faults(site)}))


def test_the_second_night_equals_the_truth_and_asks_little(linked: Installation, behaved: SampleServer) -> None:
    linked.night()
    first = behaved.traffic().requests
    assert _found(linked) == {_key(fault) for fault in _faults(linked.site) if fault["nights"] == 1}
    behaved.reset_traffic()
    linked.night(TOMORROW)
    assert _found(linked) == {_key(fault) for fault in _faults(linked.site)}
    paths = behaved.traffic().paths
    asked = [path for fault in _faults(linked.site) if (path := urlsplit(fault["words"]).path) in paths]
    assert {path: paths[path] for path in asked if paths[path] > 2} == {}
    assert sum(paths[path] for path in asked) < 0.05 * first
    dead = [row for row in linked.rows("findings") if row["rule"] in RULES and row["rule"] != "link-outside"]
    assert all(row["first_seen"] == TOMORROW.isoformat() and row["capture"] for row in dead)


def test_nights_of_refusal_or_of_a_portal_that_is_down_prove_nothing(
    linked: Installation, behaved: SampleServer
) -> None:
    linked.crawl_settings(retries=0)
    linked.night()
    behaved.misbehave(Fault.FORBIDDEN, GONE_PAGE)
    linked.night(TOMORROW)
    assert not [key for key in _found(linked) if key[-1].endswith(GONE_PAGE)]
    behaved.behave()
    behaved.misbehave(Fault.MAINTENANCE, "/")
    linked.run("night", "--today", THIRD.isoformat(), code=4)
    assert not [key for key in _found(linked) if key[-1].endswith(GONE_PAGE)]


def test_a_link_that_answers_again_is_mended_and_two_ingests_are_one(
    linked: Installation, behaved: SampleServer
) -> None:
    linked.night()
    linked.night(TOMORROW)
    behaved.misbehave(Fault.SLOW, GONE_PAGE)
    linked.night(THIRD)
    [row] = [row for row in linked.rows("findings", "--rule", "link-dead") if row["words"].endswith(GONE_PAGE)]
    assert (row["state"], row["last_seen"]) == ("gone", TOMORROW.isoformat())
    before = _rows(linked.home)
    linked.run("ingest", *sorted(map(str, (linked.home / "packs").iterdir()), reverse=True))
    assert _rows(linked.home) == before
    findings = linked.run("findings", "--json")
    for leftover in linked.home.glob("evidence.db*"):
        leftover.unlink()
    for pack in sorted((linked.home / "packs").iterdir(), reverse=True):
        linked.run("ingest", str(pack))
    assert linked.run("findings", "--json") == findings
    assert _rows(linked.home) == before


def _rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    store = Store(home / "evidence.db")
    rows = {
        table: sorted(store.connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 our own names
        for table in ("link", "link_answer", "finding", "finding_span")
    }
    store.close()
    return rows
