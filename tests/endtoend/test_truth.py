"""The night on the sample equals its truth: every planted fault found, nothing else."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
from installation import TODAY, Installation

from evidence.store import Store
from scoring.scores import Known, Reader

Key = tuple[str, str, str, str, str]


def _key(row: dict[str, Any]) -> Key:
    address = urlsplit(row["url"])
    path = address.path + (f"?{address.query}" if address.query else "")
    return row["rule"], row["unit"], row["column"], path, row["words"]


def test_the_night_equals_the_truth(watched: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    truth = json.loads((watched.site / "truth.json").read_text(encoding="utf-8"))
    planted = Counter(_key(fault) for fault in truth["faults"] if fault["nights"] == 1)
    found = Counter(map(_key, watched.rows("findings")))
    with capsys.disabled():
        print(f"\nplanted {planted.total()}, found {found.total()}")
    assert planted - found == Counter(), "planted and not found"
    assert found - planted == Counter(), "found and not planted"


def test_every_finding_has_a_capture_and_says_why(watched: Installation) -> None:
    for row in watched.rows("findings"):
        assert row["capture"], row
        assert row["why"], row
        assert row["first_seen"] == row["last_seen"] == "2026-03-31"


def test_news_are_counted_as_the_truth_counts_them(watched: Installation) -> None:
    truth = json.loads((watched.site / "truth.json").read_text(encoding="utf-8"))
    short = {(row["unit"], row["words"]): row["count"] for row in watched.rows("findings", "--rule", "news-week-short")}
    for fault in truth["faults"]:
        if fault["rule"] == "news-week-short":
            assert short[fault["unit"], fault["words"]] == fault["count"]


def test_one_unit_read_alone_is_what_it_is_among_all(watched: Installation) -> None:
    store = Store(watched.home / "evidence.db")
    county, known = watched.county, Known.by(TODAY)
    everywhere = Reader(store, county).evidence(known)
    alone = [evidence for one in county.units for evidence in Reader(store, county, one.id).evidence(known)]
    assert alone == everywhere
    store.close()
