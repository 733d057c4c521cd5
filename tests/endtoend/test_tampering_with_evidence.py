"""`xuncha audit verify` names what was changed: a byte of an archive, a row of the store, a pack taken out."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from installation import FEW_UNITS, TODAY, Installation

from sample.serving import SampleServer
from tests.schedules.time_authority import time_authority


@pytest.fixture(scope="module")
def untouched(server: SampleServer, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A home after its first night."""
    server.behave()
    installation = Installation(tmp_path_factory.mktemp("untouched") / "home", site, FEW_UNITS[:1])
    installation.night()
    return installation


@pytest.fixture
def copied(untouched: Installation, tmp_path: Path) -> Installation:
    """A copy of it that may be harmed."""
    shutil.copytree(untouched.home, tmp_path / "home")
    return Installation(tmp_path / "home", untouched.site, FEW_UNITS[:1])


def _broken(installation: Installation, code: int = 1) -> list[dict[str, Any]]:
    [row] = [json.loads(line) for line in installation.run("audit", "verify", "--json", code=code).splitlines()]
    found: list[dict[str, Any]] = row["broken"]
    return found


def _forge(installation: Installation, statement: str) -> None:
    """Changes the store behind its back, triggers or not."""
    connection = sqlite3.connect(installation.home / "evidence.db")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    assert connection.execute(statement).rowcount > 0
    connection.commit()
    connection.close()


def _pack(installation: Installation) -> Path:
    return next(iter((installation.home / "packs").iterdir()))


def test_untouched_evidence_is_whole(copied: Installation) -> None:
    assert "核验通过" in copied.run("audit", "verify")


def test_a_stamped_head_is_told_and_a_lost_token_is_named(copied: Installation, tmp_path: Path) -> None:
    assert "不申请时间戳" in copied.run("audit", "stamp")
    with time_authority(tmp_path / "authority") as authority:
        shutil.copy(authority.root, copied.home / "tsa.pem")
        with (copied.home / "county.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'\n[timestamp]\nurl = "{authority.url}"\ntrust_file = "tsa.pem"\n')
        head = json.loads(copied.run("audit", "verify", "--json"))["head"]["hash"]
        assert head in copied.run("audit", "stamp")
    told = copied.run("audit", "verify")
    assert "核验通过" in told
    assert "时间戳 1 个，最近一个证明第 1 环" in told
    [token] = (copied.home / "stamps").iterdir()
    token.unlink()
    assert [(one["kind"], one["name"]) for one in _broken(copied)] == [("stamp", token.name)]


def test_what_is_made_again_from_the_packs_is_the_same(copied: Installation) -> None:
    assert "核验通过" in copied.run("audit", "verify", "--derived")
    assert not list(copied.home.glob("derived-*"))


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("DELETE FROM finding WHERE id = (SELECT min(id) FROM finding)", "finding"),
        ("UPDATE finding_span SET content = content || ' '", "finding_span"),
        ("UPDATE recheck SET outcome = 'fixed'", "recheck"),
        ("UPDATE entry SET first_night = '2025-01-01' WHERE page = (SELECT min(page) FROM entry)", "entry"),
    ],
)
def test_a_changed_finding_or_row_of_a_list_is_named(copied: Installation, statement: str, table: str) -> None:
    _forge(copied, statement)
    assert [(one["kind"], one["name"]) for one in _broken(copied)] == [("seal", table)]
    row = json.loads(copied.run("audit", "verify", "--derived", "--json", code=1))
    assert next((one["kind"], one["name"]) for one in row["broken"]) == ("derived", table)


def test_a_changed_byte_of_an_archive_is_named_with_its_record(copied: Installation) -> None:
    archive = _pack(copied) / "pages-00000.warc.gz"
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    [broken] = _broken(copied)
    assert broken["kind"] == "pack"
    assert "pages-00000.warc.gz" in broken["sentence"]
    assert "条记录" in broken["sentence"]


def test_a_pack_taken_out_is_named(copied: Installation) -> None:
    pack = _pack(copied)
    shutil.rmtree(pack)
    assert [(one["kind"], one["name"]) for one in _broken(copied)] == [("pack", pack.name)]


@pytest.mark.parametrize(
    ("statement", "kind", "name"),
    [
        ("UPDATE visit SET entries = entries + 1 WHERE \"column\" = 'longchang/工作动态'", "row", "visit"),
        ("DELETE FROM capture WHERE kind = 'article'", "row", "capture"),
        (
            'INSERT INTO visit_page SELECT run, "column", 900, page, capture FROM visit_page LIMIT 1',
            "row",
            "visit_page",
        ),
        ("UPDATE audit SET actor = 'somebody' WHERE seq = 1", "audit", "1"),
    ],
)
def test_a_changed_row_is_named_with_its_table(copied: Installation, statement: str, kind: str, name: str) -> None:
    _forge(copied, statement)
    assert (kind, name) in [(one["kind"], one["name"]) for one in _broken(copied)]


def test_a_changed_decision_is_named(copied: Installation) -> None:
    finding = copied.rows("findings", "--as-of", TODAY.isoformat())[0]["id"]
    copied.run("decide", finding, "confirm", "--by", "张三", "--reason", "属实")
    _forge(copied, "UPDATE decision SET state = 'dismissed'")
    assert [one["kind"] for one in _broken(copied)] == ["journal"]


def test_a_line_taken_out_of_the_run_chain_is_named(copied: Installation) -> None:
    (copied.home / "runs.jsonl").write_text('{"seq": 1, "run": "x", "manifest": "", "at": "", "hash": ""}\n')
    assert "chain" in {one["kind"] for one in _broken(copied)}


def test_a_run_chain_that_is_gone_is_named(copied: Installation) -> None:
    (copied.home / "runs.jsonl").unlink()
    assert [(one["kind"], one["name"]) for one in _broken(copied)] == [("chain", "runs.jsonl")]
    assert "runs.jsonl 不见了" in copied.run("doctor", code=1)


def test_a_store_made_again_from_its_packs_continues_the_same_chain(copied: Installation) -> None:
    head = (copied.home / "runs.jsonl").read_text()
    (copied.home / "evidence.db").unlink()
    copied.run("ingest")
    assert (copied.home / "runs.jsonl").read_text() == head
    assert _broken(copied, code=0) == []
