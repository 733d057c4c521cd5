"""The same arguments give the same bytes; a later day only adds."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from sample_days import BASE, SCALE, TODAY, Built

from sample.build import build_site, rebase


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def index(folder: Path) -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return read


def test_same_arguments_same_bytes(site: Path, tmp_path: Path) -> None:
    build_site(tmp_path, seed=1, today=TODAY, scale=SCALE, base_url=BASE)
    assert digests(tmp_path) == digests(site)


def test_another_seed_another_portal(site: Path, built: Built) -> None:
    other = digests(built(seed=2))
    same = [name for name, digest in digests(site).items() if other.get(name) == digest]
    assert len(same) < 60, same


def test_a_week_later_only_adds(site: Path, built: Built) -> None:
    earlier, later = index(site), index(built(today=TODAY + dt.timedelta(days=7)))
    gone = set(earlier) - set(later)
    new = [path for path in set(later) - set(earlier) if later[path]["kind"] == "article"]
    changed = [path for path in earlier if path in later and earlier[path]["etag"] != later[path]["etag"]]
    assert not gone
    assert {later[path]["kind"] for path in changed} <= {"list", "other"}
    assert 40 < len(new) < 120
    print(f"{len(earlier)} pages, {len(new)} new articles, {len(changed)} changed lists")


@pytest.mark.parametrize("day", [dt.date(2024, 1, 1), dt.date(2026, 1, 9), dt.date(2029, 3, 2)])
def test_any_day_can_be_built(day: dt.date, tmp_path: Path) -> None:
    build_site(tmp_path, seed=3, today=day, scale=0.05, base_url=BASE)
    faults = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["faults"]
    rules = {fault["rule"] for fault in faults}
    weeks_passed = day.timetuple().tm_yday > 14
    assert rules >= {"column-stale", "column-blank", "column-undated", "personal-id", "personal-mobile", "word-listed"}
    assert rules >= {"news-doubled", "news-redated"}
    assert ("news-week-short" in rules) == weeks_passed or not weeks_passed


def test_rebase_moves_config_and_truth_only(tmp_path: Path) -> None:
    build_site(tmp_path, seed=1, today=dt.date(2026, 1, 15), scale=0.05, base_url=BASE)
    pages = digests(tmp_path / "pages")
    rebase(tmp_path, "http://127.0.0.1:9/")
    assert digests(tmp_path / "pages") == pages
    for name in ("truth.json", "config/county.toml", "config/units.toml"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert BASE not in text
        assert "http://127.0.0.1:9/" in text
    rebase(tmp_path, BASE)
    assert json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["base_url"] == BASE
