"""Backup while a crawl is at work, restore on an empty home; retention that keeps originals; an export that replays."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import json
import shutil
import socket
import stat
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from installation import FEW_UNITS, TODAY, Installation
from warcio.archiveiterator import ArchiveIterator

from bench.soak.clerk import Clerk
from sample.serving import SampleServer

DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def kept(site: Path, server: SampleServer, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One unit after two nights, with a decision."""
    server.behave()
    installation = Installation(tmp_path_factory.mktemp("kept") / "home", site, FEW_UNITS[:1])
    installation.night(TODAY - DAY)
    installation.night()
    finding = installation.rows("findings")[0]["id"]
    installation.run("decide", finding, "confirm", "--by", "张三", "--reason", "属实")
    return installation


def told(installation: Installation) -> tuple[Any, ...]:
    """What must be the same again: findings, scores, the head of the chain."""
    head = json.loads(installation.run("audit", "verify", "--json"))["head"]["hash"]
    return installation.rows("findings"), installation.rows("score"), head


def restored(installation: Installation, source: Path, folder: Path) -> Installation:
    """A home made from a backup alone."""
    fresh = Installation.__new__(Installation)
    fresh.home, fresh.site = folder, installation.site
    fresh.run("restore", str(source))
    return fresh


@contextmanager
def clicking(installation: Installation) -> Iterator[Clerk]:
    """A desk at which somebody writes all the time what no score knows of."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    clerk, done = Clerk(installation.home, port), threading.Event()
    finding = installation.rows("findings")[0]["id"]
    desk = installation.start("desk", "--plain-http", "--port", str(port))

    def click() -> None:
        while not done.is_set():
            clerk.put_off(finding)

    hand = threading.Thread(target=click)
    hand.start()
    try:
        yield clerk
    finally:
        done.set()
        hand.join()
        desk.terminate()
        desk.wait()


def test_a_backup_under_work_restores_to_the_same_findings_scores_and_head(
    kept: Installation, server: SampleServer, tmp_path: Path
) -> None:
    # so slow that the backup is made before the crawl has ended
    kept.crawl_settings(delay=2)
    with clicking(kept) as clerk:
        clerk.decide(kept.rows("findings")[0]["id"], "false-alarm")
        before = told(kept)
        server.reset_traffic()
        crawl = kept.start("night", "--today", (TODAY + DAY).isoformat())
        while server.traffic().requests < 3 and crawl.poll() is None:
            pass
        kept.run("backup", "--to", str(tmp_path / "backups"))
        assert crawl.poll() is None
        assert crawl.wait() == 0
    fresh = restored(kept, tmp_path / "backups", tmp_path / "fresh")
    # the moment of the backup was either before or after the night's pack was sealed
    assert told(fresh) in (before, told(kept))
    assert clerk.done[0] in (fresh.home / "decisions.jsonl").read_text(encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "fresh" / "secret.key").stat().st_mode) == 0o600
    assert "已有证据" in _refusal(fresh, tmp_path / "backups")


def _refusal(installation: Installation, source: Path) -> str:
    process = installation.command("restore", str(source))
    return subprocess.run(process, capture_output=True, text=True, check=False).stderr


def test_a_pack_is_kept_once_and_old_backups_go(kept: Installation, tmp_path: Path) -> None:
    (kept.home / "county.toml").write_text(
        (kept.home / "county.toml").read_text(encoding="utf-8") + "\n[upkeep]\nbackups = 1\n", encoding="utf-8"
    )
    root = kept.home / "backups"
    for _ in range(3):
        kept.run("backup")
    assert len(list(root.glob("2*"))) == 1
    assert {pack.name for pack in (root / "packs").iterdir()} == {pack.name for pack in (kept.home / "packs").iterdir()}
    assert not list(root.rglob("backups"))


def test_a_pack_damaged_in_place_comes_back_from_the_backup(kept: Installation, tmp_path: Path) -> None:
    shutil.copytree(kept.home, tmp_path / "home")
    copy = Installation(tmp_path / "home", kept.site, FEW_UNITS[:1])
    copy.run("backup")
    before = told(copy)
    with next((copy.home / "packs").glob("*/*.warc.gz")).open("r+b") as archive:
        archive.write(b"x")
    copy.run("audit", "verify", code=1)
    assert told(restored(copy, copy.home / "backups", tmp_path / "fresh")) == before


def test_a_damaged_backup_is_refused(kept: Installation, tmp_path: Path) -> None:
    kept.run("backup", "--to", str(tmp_path / "b"))
    key = next((tmp_path / "b").glob("2*/state/secret.key"))
    key.write_bytes(b"x" * 32)
    fresh = Installation.__new__(Installation)
    fresh.home, fresh.site = tmp_path / "fresh", kept.site
    assert "secret.key" in _refusal(fresh, tmp_path / "b")


def test_retention_takes_what_nothing_refers_to_and_the_rest_still_verifies(kept: Installation, tmp_path: Path) -> None:
    shutil.copytree(kept.home, tmp_path / "home")
    copy = Installation(tmp_path / "home", kept.site, FEW_UNITS[:1])
    copy.night(TODAY + 3 * DAY, again=True)
    before = copy.rows("findings")
    archives = set((copy.home / "packs").glob("*/*.warc.gz"))
    copy.run("retention", "--today", (TODAY + 3 * DAY + 400 * DAY).isoformat())
    left = set((copy.home / "packs").glob("*/*.warc.gz"))
    assert left < archives
    assert copy.rows("findings") == before
    for row in before:
        if row["capture"]:
            assert (copy.home / row["capture"]["warc"]).exists()
    copy.run("audit", "verify")
    gone = next(iter(left))
    gone.unlink()
    assert copy.run("audit", "verify", code=1).count(gone.parent.name) >= 1


def test_an_export_holds_what_its_index_says(kept: Installation, tmp_path: Path) -> None:
    run = sorted(path.name for path in (kept.home / "packs").iterdir())[1]
    kept.run("export", run, "--out", str(tmp_path / "x.wacz"))
    with zipfile.ZipFile(tmp_path / "x.wacz") as bundle:
        package = json.loads(bundle.read("datapackage.json"))
        assert package["wacz_version"] == "1.1.1"
        for resource in package["resources"]:
            content = bundle.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        lines = bundle.read("indexes/index.cdx").decode().splitlines()
        pages = [json.loads(line) for line in bundle.read("pages/pages.jsonl").decode().splitlines()[1:]]
        archives = {name: bundle.read(name) for name in bundle.namelist() if name.startswith("archive/")}
    assert lines == sorted(lines)
    urls = set()
    for line in lines:
        _, _, text = line.split(" ", 2)
        entry = json.loads(text)
        start = int(entry["offset"])
        member = archives[f"archive/{entry['filename']}"][start : start + int(entry["length"])]
        record = next(iter(ArchiveIterator(io.BytesIO(gzip.decompress(member)))))
        assert record.rec_headers.get_header("WARC-Target-URI") == entry["url"]
        if record.rec_type != "revisit":
            urls.add(entry["url"])
    assert {page["url"] for page in pages} <= urls
    assert "archive/originals.warc.gz" in archives
