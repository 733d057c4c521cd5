"""Links of articles over two nights: what is dead is found on the second, for little."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from installation import TODAY, Installation

from evidence.store import Store
from sample.serving import SampleServer

RULES = ("link-dead", "attachment-dead", "link-outside")
TOMORROW = TODAY + dt.timedelta(days=1)


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


def test_two_nights_equal_the_truth_ask_little_and_can_be_made_again(
    linked: Installation, behaved: SampleServer
) -> None:
    linked.night()
    first = behaved.traffic().requests
    assert _found(linked) == {_key(fault) for fault in _faults(linked.site) if fault["nights"] == 1}
    behaved.reset_traffic()
    linked.night(TOMORROW)
    assert _found(linked) == {_key(fault) for fault in _faults(linked.site)}
    _asks_little(behaved.traffic().paths, _faults(linked.site), first)
    dead = [row for row in linked.rows("findings") if row["rule"] in ("link-dead", "attachment-dead")]
    assert all(row["first_seen"] == TOMORROW.isoformat() and row["capture"] for row in dead)
    _can_be_made_again(linked)


def _asks_little(paths: dict[str, int], faults: list[dict[str, Any]], first: int) -> None:
    """On the second night only what was missing, and the front page, which vouches for the portal."""
    counts = [paths.get(urlsplit(fault["words"]).path, 0) for fault in faults] + [paths["/"]]
    assert max(counts) <= 2, "HEAD and GET at most"
    assert sum(counts) < 0.05 * first


def _can_be_made_again(linked: Installation) -> None:
    before, findings = _rows(linked.home), linked.run("findings", "--json")
    packs = sorted(map(str, (linked.home / "packs").iterdir()), reverse=True)
    linked.run("ingest", *packs)
    assert _rows(linked.home) == before
    for leftover in linked.home.glob("evidence.db*"):
        leftover.unlink()
    linked.run("ingest", *packs)
    assert _rows(linked.home) == before
    assert linked.run("findings", "--json") == findings


def _rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    store = Store(home / "evidence.db")
    rows = {
        table: sorted(store.connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 our own names
        for table in ("link", "link_answer", "finding", "finding_span")
    }
    store.close()
    return rows
