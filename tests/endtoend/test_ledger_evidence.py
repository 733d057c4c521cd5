"""Every line of the ledger can be followed to the archive by command, and a changed archive is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from installation import Installation


def _entries(watched: Installation) -> list[tuple[str, list[str]]]:
    entries = [entry for sheet in watched.rows("score") for clause in sheet["clauses"] for entry in clause["entries"]]
    return [(entry["id"], entry["evidence"]) for entry in entries]


def test_every_entry_of_the_samples_ledger_resolves_and_verifies(watched: Installation) -> None:
    entries = _entries(watched)
    rows = watched.rows("evidence", *(id_ for id_, _ in entries))
    by_entry: dict[str, list[str]] = {}
    for row in rows:
        by_entry.setdefault(row["entry"], []).append(row["id"])
        assert row["faults"] == []
        assert row["captures"] or "没有" in row["said"] or (row["id"] is None and row["said"] == row["why"])
        assert all(capture["verified"] and capture["url"] and capture["time"] for capture in row["captures"])
    assert {id_ for id_, _ in entries} == by_entry.keys()
    for id_, evidence in entries:
        assert by_entry[id_] == (list(dict.fromkeys(evidence)) or [None])


def test_quoted_words_stand_in_the_archive(watched: Installation) -> None:
    passages = [row["id"] for row in watched.rows("findings") if row["rule"] in ("word-listed", "personal-id")]
    assert len(passages) > 20
    assert {row["quoted"] for row in watched.rows("evidence", *passages)} == {"page", "text"}


def test_a_changed_record_is_told(watched: Installation, tmp_path: Path) -> None:
    other = Installation(tmp_path / "home", watched.site)
    for name in ("evidence.db", "secret.key"):
        shutil.copy(watched.home / name, other.home / name)
    shutil.copytree(watched.home / "packs", other.home / "packs")
    finding = next(row for row in watched.rows("findings") if row["rule"] == "word-listed")
    archive, offset = other.home / finding["capture"]["warc"], finding["capture"]["offset"]
    content = bytearray(archive.read_bytes())
    content[offset + 300] ^= 0x55
    archive.write_bytes(content)
    assert f"{offset} 处已损坏，解不开；请从备份恢复。" in other.run("evidence", finding["id"], code=1)
    [row] = [json.loads(line) for line in other.run("evidence", finding["id"], "--json", code=1).splitlines()]
    assert [capture["verified"] for capture in row["captures"]] == [False]
    archive.unlink()
    assert "打不开" in other.run("evidence", finding["id"], code=1)


def test_what_is_unknown_is_told(watched: Installation) -> None:
    assert watched.run("evidence", "0000000000000000", code=1) == ""
