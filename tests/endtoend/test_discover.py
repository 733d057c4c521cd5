"""`xuncha discover` on the sample portal: what the office would otherwise have typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from installation import Installation

from county.configuration.loading import load_county
from sample.serving import SampleServer


def _discover(home: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xuncha", "discover", url, "--home", str(home), *words]
    return subprocess.run([*command, "--out", str(home / "units.xlsx")], capture_output=True, text=True, check=False)


@pytest.fixture
def home(tmp_path: Path, server: SampleServer, site: Path) -> Path:
    """The home of an office that has registered its portal and nothing else."""
    folder = tmp_path / "office"
    Installation(folder, site)
    (folder / "units.toml").unlink()
    return folder


def test_units_and_columns_are_found_and_can_be_read_back(home: Path, behaved: SampleServer, site: Path) -> None:
    done = _discover(home, behaved.url, "--json")
    assert done.returncode == 0, done.stderr
    found = {row["url"]: (row["unit_name"], row["kind"]) for row in map(json.loads, done.stdout.splitlines())}
    truth = {
        column.url: (unit.name, column.kind.value)
        for unit in load_county(site / "config").units
        for column in unit.columns
    }
    assert sum(found.get(url) == owner for url, owner in truth.items()) >= 0.95 * len(truth)
    assert {url: owner for url, owner in found.items() if truth.get(url) != owner} == {}
    paths = behaved.traffic().paths
    assert not [path for path in paths if path.startswith("/search/")]
    assert {path: count for path, count in paths.items() if count > 1} == {}
    _read_back(home, len(found))


def _read_back(home: Path, columns: int) -> None:
    book = openpyxl.load_workbook(home / "units.xlsx")
    assert book.sheetnames[:3] == ["单位", "栏目", "发现依据"]
    levels = {row[4] for row in book["发现依据"].iter_rows(min_row=2, values_only=True)}
    assert "高" in levels
    command = [sys.executable, "-m", "xuncha", "units", "import", str(home / "units.xlsx"), "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    county = load_county(home)
    assert sum(len(unit.columns) for unit in county.units) == columns


def test_a_private_address_is_refused_unless_it_is_allowed(home: Path, tmp_path: Path, behaved: SampleServer) -> None:
    for folder, url in ((tmp_path / "x", behaved.url), (home, behaved.url.replace("127.0.0.1", "localhost"))):
        done = _discover(folder, url)
        assert done.returncode == 1
        assert "内网" in done.stderr
        assert "Traceback" not in done.stderr
    assert behaved.traffic().requests == 0


def test_a_word_that_is_no_address_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = _discover(tmp_path, "ftp://www.example.gov.cn/")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "http" in done.stderr
