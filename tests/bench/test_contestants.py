"""Contestants of the measurements: ours work as the peers do, each in its own process, and say what they find."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path

import pytest

from bench.characters.arpa import write_arpa
from bench.contest.contestant import told_by
from bench.contest.shared import shared_folder
from bench.personal.case import Case, Grid
from bench.personal.writers import written


@pytest.fixture(autouse=True)
def _workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_ours_finds_the_words_of_a_list_and_leaves_allowed_phrases(tmp_path: Path) -> None:
    work = tmp_path / "work.json"
    work.write_text(json.dumps({"words": ["布署"], "phrases": [["大布署", ""]], "pages": ["周密布 署", "大布署"]}))
    told = told_by("find_words.py", "", "ours", work)
    assert told.lines == ([[2, 5]], [])
    assert told.cost["characters"] == 8
    assert told.cost["peak_mb"] > 1


def test_ours_flags_wrong_characters(tmp_path: Path) -> None:
    sentences = tmp_path / "sentences.json"
    sentences.write_text(
        json.dumps(["要认真贯切落实党中央、国务院决策部署。", "要认真贯彻落实党中央、国务院决策部署。"])
    )
    told = told_by("find_slips.py", "", "ours", sentences, tmp_path / "unused.arpa")
    assert told.lines == ([[4, "彻"]], [])


def test_ours_reads_a_document(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(written(Case("名单", (Grid((("姓名", "金额"), ("张三", "7.50"))),)), "xlsx"))
    told = told_by("read_document.py", "", "ours", path)
    assert "张三\t7.50" in told.lines[0]
    assert {"import_seconds", "read_seconds", "peak_mb"} <= set(told.cost)


def test_ours_reads_the_pages_of_a_manifest(tmp_path: Path) -> None:
    page = "<title>关于放假的通知</title><h1>关于放假的通知</h1><p>发布时间：2026-04-09</p>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    row = {"file": "a.html", "kind": "article", "site": "a.gov.cn", "encoding": "utf-8"}
    (tmp_path / "manifest.jsonl").write_text(json.dumps(row))
    [read] = told_by("read_pages.py", "", "ours", tmp_path).lines
    assert (read["title"], read["date"]) == ("关于放假的通知", "2026-04-09")


def test_a_missing_folder_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XUNCHA_PAGES", str(tmp_path))
    assert shared_folder("pages", "manifest.jsonl", "reading") is None
    assert "reading is left out" in capsys.readouterr().err
    (tmp_path / "manifest.jsonl").touch()
    assert shared_folder("pages", "manifest.jsonl", "reading") == tmp_path


def test_what_follows_a_beginning_has_all_of_its_probability(tmp_path: Path) -> None:
    write_arpa(["各单位要抓好落实", "各乡镇要抓好落实", "各单位要高度重视"], tmp_path / "m.arpa")
    singles, pairs, left = {}, defaultdict(dict), {}
    for line in (tmp_path / "m.arpa").read_text(encoding="utf-8").splitlines():
        share, gram, *rest = [*line.split("\t"), ""]
        characters = gram.split()
        if len(characters) == 1 and not gram.endswith("s>"):
            singles[gram] = 10 ** float(share)
            left[gram] = 10 ** float(rest[0]) if rest[0] else 1.0
        elif len(characters) == 2:
            pairs[characters[0]][characters[1]] = 10 ** float(share)
    assert math.isclose(sum(singles.values()), 1, abs_tol=1e-3)
    for head, seen in pairs.items():
        rest = left[head] * (1 - sum(singles[last] for last in seen))
        assert math.isclose(sum(seen.values()) + rest, 1, abs_tol=1e-3), head
