"""Packs are the evidence: taken in twice they change nothing, and the store can be made again from them."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

from installation import TODAY, Installation

from evidence.store import Store
from sample.serving import SampleServer


def checksums(home: Path) -> dict[str, str]:
    """A checksum of every table of the store."""
    store = Store(home / "evidence.db")
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    names = [name for (name,) in store.connection.execute(tables)]
    sums = {name: _checksum(store, name) for name in names}
    store.close()
    return sums


def _checksum(store: Store, table: str) -> str:
    rows = sorted(map(repr, store.connection.execute(f'SELECT * FROM "{table}"')))  # noqa: S608
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_ingesting_every_pack_twice_changes_no_row(behaved: SampleServer, few: Installation) -> None:
    few.night()
    few.night(TODAY + dt.timedelta(days=8))
    before = checksums(few.home)
    packs = sorted(map(str, (few.home / "packs").iterdir()), reverse=True)
    few.run("ingest", *packs)
    few.run("check")
    assert checksums(few.home) == before


def test_the_store_can_be_made_again_from_the_packs(behaved: SampleServer, few: Installation) -> None:
    few.night()
    few.night(TODAY + dt.timedelta(days=8))
    decided = few.rows("findings")[0]["id"]
    few.run("decide", decided, "dismiss", "--by", "张三 13812345678", "--reason", "误报", "--today", "2026-04-09")
    findings, scores = few.run("findings", "--json"), few.run("score", "--json")
    assert '"dismissed"' in findings
    assert "13812345678" not in (few.home / "decisions.jsonl").read_text(encoding="utf-8")
    for leftover in few.home.glob("evidence.db*"):
        leftover.unlink()
    for pack in sorted((few.home / "packs").iterdir(), reverse=True):
        few.run("ingest", str(pack))
    few.run("check")
    assert few.run("findings", "--json") == findings
    assert few.run("score", "--json") == scores


def test_a_pack_that_was_changed_is_refused(behaved: SampleServer, few: Installation) -> None:
    few.night()
    pack = next((few.home / "packs").iterdir())
    forged = few.home / "forged" / pack.name
    shutil.copytree(pack, forged)
    with (forged / "pages-00000.warc.gz").open("ab") as archive:
        archive.write(b"x")
    few.run("ingest", str(forged), code=1)
