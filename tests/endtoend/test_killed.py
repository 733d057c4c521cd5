"""`kill -9` at any moment loses nothing, doubles nothing and costs no unit a point."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from installation import FEW_UNITS, TODAY, Installation

from evidence.store import Store
from sample.serving import SampleServer

KILLS = 10
_COMPARED = {
    "capture": "page, kind, status, effective, body_sha256, text",
    "entry": '"column", page, first_night, title, listed',
    "visit": 'night, "column", verdict, entries, newest',
    "text": "id",
    "finding": "id, first_seen, last_seen, gone_on",
}


def _content(home: Path) -> dict[str, list[tuple[object, ...]]]:
    store = Store(home / "evidence.db")
    rows = {
        table: sorted(store.connection.execute(f"SELECT {columns} FROM {table}").fetchall())  # noqa: S608
        for table, columns in _COMPARED.items()
    }
    store.close()
    return rows


def _children(parent: int) -> list[int]:
    """Processes whose parent is that one, whichever thread of it started them."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(pid) for task in tasks for pid in task.read_text().split()]
    return []


def _kill_after(installation: Installation, server: SampleServer, requests: int, *, parent: bool) -> None:
    server.reset_traffic()
    process = installation.start("night", "--today", TODAY.isoformat())
    while server.traffic().requests < requests and process.poll() is None:
        pass
    for victim in [process.pid] if parent else _children(process.pid):
        os.kill(victim, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def undisturbed(server: SampleServer, site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Installation]:
    """A night that nobody disturbed, and how many requests it took."""
    server.behave()
    server.reset_traffic()
    installation = Installation(tmp_path_factory.mktemp("undisturbed") / "home", site, FEW_UNITS)
    installation.night()
    return server.traffic().requests, installation


def test_ten_kills_of_the_crawl_leave_no_trace(
    undisturbed: tuple[int, Installation], behaved: SampleServer, few: Installation
) -> None:
    requests, reference = undisturbed
    dice = random.Random(20260331)
    for number in range(KILLS):
        _kill_after(few, behaved, dice.randrange(1, requests), parent=number % 3 == 2)
        assert all(sheet["total"] == 35.0 for sheet in few.rows("score", "--as-of", TODAY.isoformat()))
    few.night()
    assert _content(few.home) == _content(reference.home)
    store = Store(few.home / "evidence.db")
    states = [state for (state,) in store.connection.execute("SELECT state FROM portal_run ORDER BY attempt")]
    store.close()
    assert states[-1] == "ingested"
    assert set(states[:-1]) <= {"failed"}


def test_a_reader_that_is_killed_costs_nothing(
    undisturbed: tuple[int, Installation], behaved: SampleServer, few: Installation
) -> None:
    """Another one is given the same question."""
    requests, reference = undisturbed
    behaved.reset_traffic()
    process = few.start("night", "--today", TODAY.isoformat())
    readers: list[int] = []
    while process.poll() is None and not (readers and behaved.traffic().requests > requests // 3):
        readers = [reader for crawl in _children(process.pid) for reader in _children(crawl)]
    os.kill(readers[0], signal.SIGKILL)
    assert process.wait() == 0
    assert _content(few.home) == _content(reference.home)


def test_a_disk_that_takes_no_more_is_named_and_nothing_is_lost(
    undisturbed: tuple[int, Installation], few: Installation
) -> None:
    limited = " ".join(["ulimit -f 1100;", *few.command("night", "--today", TODAY.isoformat())])
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert any(clue in done.stderr for clue in ("磁盘", "写不进去"))
    few.night()
    assert {row["state"] for row in few.rows("crawl", "--today", TODAY.isoformat())} == {"ingested"}
    assert _content(few.home) == _content(undisturbed[1].home)
