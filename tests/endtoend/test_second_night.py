"""A quiet night asks little and keeps nothing twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from installation import TODAY, Installation

from evidence.store import Store
from sample.serving import SampleServer

TOMORROW = TODAY + dt.timedelta(days=1)


def _captures(home: Path) -> list[tuple[str, str, str]]:
    store = Store(home / "evidence.db")
    # the notice that a file is gone is kept each night: two of them are the proof
    rows = store.connection.execute("SELECT page, night, body_sha256 FROM capture WHERE effective = 'ok'").fetchall()
    store.close()
    return rows


def test_a_second_night_keeps_no_unchanged_page_again(behaved: SampleServer, site: Path, tmp_path: Path) -> None:
    installation = Installation(tmp_path / "home", site)
    installation.night()
    first = behaved.traffic()
    before = _captures(installation.home)
    behaved.reset_traffic()
    installation.night(TOMORROW)
    second = behaved.traffic()
    bodies = {(page, body) for page, _, body in before}
    fresh = [row for row in _captures(installation.home) if row[1] == TOMORROW.isoformat()]
    assert [row for row in fresh if (row[0], row[2]) in bodies] == []
    assert second.requests < first.requests / 2
    behaved.reset_traffic()
    installation.night(TOMORROW + dt.timedelta(days=1))
    assert behaved.traffic().not_modified > second.not_modified / 2, "a quiet night after a quiet night"
    assert second.bytes_sent < first.bytes_sent * 0.05, f"{second.bytes_sent} of {first.bytes_sent}"


def test_the_same_night_is_not_run_twice(behaved: SampleServer, few: Installation) -> None:
    few.night()
    behaved.reset_traffic()
    few.night()
    assert behaved.traffic().requests == 0
