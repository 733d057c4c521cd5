"""What people wrote survives a power cut, a store made again, and two who write at once."""

from __future__ import annotations

import datetime as dt
import json
import threading
from pathlib import Path

import pytest

from county.finding import FindingState
from evidence.decisions import DECISIONS, Decision, decide, decided
from evidence.errors import EvidenceError
from evidence.journal import append_lines
from evidence.store import Store

DAY = dt.date(2026, 3, 31)
WRITERS, WRITES = 4, 10


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "evidence.db")
    _know_findings(store)
    return store


def _know_findings(store: Store) -> None:
    with store.write() as connection:
        for number in range(WRITERS * WRITES):
            row = (f"f{number}", "r", "一般", "u", "c", "s", "2026-03-01", "2026-03-31", "")
            connection.execute("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _confirm(store: Store, finding: str) -> None:
    decide(store, Decision(finding, FindingState.CONFIRMED, DAY, "张三 13812345678", "属实"))


def test_a_store_made_again_has_every_decision(store: Store, tmp_path: Path) -> None:
    _confirm(store, "f1")
    _confirm(store, "f2")
    store.close()
    for leftover in tmp_path.glob("evidence.db*"):
        leftover.unlink()
    fresh = Store(tmp_path / "evidence.db")
    DECISIONS.restore(fresh)
    assert decided(fresh) == {"f1": FindingState.CONFIRMED, "f2": FindingState.CONFIRMED}
    assert "13812345678" not in (tmp_path / "decisions.jsonl").read_text(encoding="utf-8")


def test_a_journal_of_an_earlier_release_is_read(store: Store, tmp_path: Path) -> None:
    line = {"finding": "f1", "state": "dismissed", "made_on": "2026-03-02", "author": "李四", "reason": "误报"}
    (tmp_path / "decisions.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    DECISIONS.restore(store)
    assert decided(store) == {"f1": FindingState.DISMISSED}


def test_a_torn_line_was_never_written_and_swallows_no_other(store: Store, tmp_path: Path) -> None:
    _confirm(store, "f1")
    with (tmp_path / "decisions.jsonl").open("a", encoding="utf-8") as journal:
        journal.write('{"finding": "f2", "sta')
    _confirm(store, "f3")
    store.close()
    (tmp_path / "evidence.db").unlink()
    fresh = Store(tmp_path / "evidence.db")
    DECISIONS.restore(fresh)
    assert set(decided(fresh)) == {"f1", "f3"}


def test_a_record_that_a_crash_left_out_of_the_store_is_taken_in(store: Store, tmp_path: Path) -> None:
    _confirm(store, "f1")
    line = {"finding": "f2", "state": "confirmed", "made_on": "2026-03-02", "author": "李四", "reason": "属实"}
    append_lines(tmp_path / "decisions.jsonl", [json.dumps(line)])
    _confirm(store, "f3")
    assert list(decided(store)) == ["f1", "f2", "f3"]


def test_a_journal_with_a_line_taken_out_takes_no_more(store: Store, tmp_path: Path) -> None:
    _confirm(store, "f1")
    (tmp_path / "decisions.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(EvidenceError, match="少 1 条"):
        _confirm(store, "f2")
    DECISIONS.restore(store)
    assert list(decided(store)) == ["f1"]


def test_what_is_refused_leaves_no_line(store: Store, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="没有编号为"):
        _confirm(store, "unknown")
    assert not (tmp_path / "decisions.jsonl").exists()


def _write_some(path: Path, writer: int) -> None:
    store = Store(path)
    for number in range(WRITES):
        _confirm(store, f"f{writer * WRITES + number}")
    store.close()


def test_several_writers_lose_nothing(store: Store, tmp_path: Path) -> None:
    threads = [threading.Thread(target=_write_some, args=(store.path, writer)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = (tmp_path / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["finding"] for line in lines] == list(decided(store))
    assert len(lines) == WRITERS * WRITES
