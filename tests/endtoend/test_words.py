"""A word is tried on the store, added, and found in what was stored, without a fetch."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from installation import Installation

from sample.serving import SampleServer

BASIS = "端到端测试"


@pytest.fixture
def home(watched: Installation, tmp_path: Path) -> Installation:
    """A copy of the sample after its first night."""
    shutil.copytree(watched.home, tmp_path / "home")
    return Installation(tmp_path / "home", watched.site)


def test_a_word_is_tried_added_and_found_without_a_fetch(behaved: SampleServer, home: Installation) -> None:
    behaved.reset_traffic()
    (tried,) = home.rows("words", "try", "龙场街道", "--quotes", "3")
    assert tried["new"] == tried["places"] >= tried["texts"] > 0
    assert tried["texts_read"] >= tried["texts"]
    assert len(tried["quotes"]) == 3
    assert all("龙场街道" in quote["quote"] for quote in tried["quotes"])
    assert sum(unit["texts"] for unit in tried["units"]) >= tried["texts"]
    assert not (home.home / "wordlists").exists()
    (added,) = home.rows("words", "try", "龙场街道", "--basis", BASIS, "--add")
    assert added["added"].endswith("本县词表.txt")
    home.run("check")
    found = [row for row in home.rows("findings", "--rule", "word-listed") if row["words"] == "龙场街道"]
    assert {row["unit"] for row in found} == {unit["unit"] for unit in tried["units"] if unit["unit"]}
    assert len(home.rows("findings", "--rule", "word-listed")) > len(found), "the built-in lists still apply"
    assert behaved.traffic().requests == 0


def test_what_allowed_phrases_and_longer_words_take_is_counted_apart(home: Installation) -> None:
    folder = home.home / "wordlists"
    folder.mkdir()
    (folder / "放行.txt").write_text("巡查放行短语 1\n街道办事处\n", encoding="utf-8")
    (tried,) = home.rows("words", "try", "街道")
    assert 0 < tried["excused"] < tried["places"]
    assert tried["new"] == tried["places"] - tried["excused"] - tried["covered"]
    (folder / "本县.txt").write_text("巡查词表 1\n龙场街道｜提示｜｜试\n", encoding="utf-8")
    (again,) = home.rows("words", "try", "街道")
    assert again["covered"] > 0
    assert again["new"] < tried["new"]


def test_the_lists_are_checked(home: Installation) -> None:
    assert "没有问题" in home.run("words", "check")
    folder = home.home / "wordlists"
    folder.mkdir()
    (folder / "本县.txt").write_text("巡查词表 1\n布署｜很重｜部署｜典\n", encoding="utf-8")
    (problem,) = map(json.loads, home.run("words", "check", "--json", code=1).splitlines())
    assert (problem["file"], problem["line"]) == ("本县.txt", 2)
    home.run("words", "try", "街道", "--add", code=2)
    assert len(home.run("words", "check", str(_good(home))).splitlines()) == 1


def _good(home: Installation) -> Path:
    path = home.home / "好.txt"
    path.write_text("巡查词表 1\n龙厂街道｜一般｜龙场街道｜区划\n", encoding="utf-8")
    return path


def test_a_night_can_be_searched(watched: Installation) -> None:
    unit = watched.county.units[0]
    everywhere = watched.rows("search", "工作")
    here = watched.rows("search", "工作", "--unit", unit.name)
    assert everywhere
    assert {row["column"].partition("/")[0] for row in here} == {unit.id}
    assert watched.rows("search", "工作", "--until", "2000-12-31") == []
    watched.run("search", "工", code=1)
