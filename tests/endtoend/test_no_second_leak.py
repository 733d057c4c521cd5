"""A planted personal number stands nowhere in full but in the WARC."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn_portal import DrawnPortal
from installation import TODAY, Installation

from digest.fault_book import write_fault_book
from digest.issuing import Issuing
from digest.material import gather
from digest.notices import write_reminder
from digest.score_book import write_score_book
from evidence.home import Home
from scoring import scheme_of

_ID = re.compile(rb"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[0-9Xx](?:\d\d)?(?![0-9A-Za-z])")
_MOBILE = re.compile(rb"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _valid(number: bytes) -> bool:
    """GB 11643: the checksum, computed here once more, independent of the product."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17].decode(), _WEIGHTS, strict=True))
    return b"10X98765432"[total % 11 : total % 11 + 1] == number[17:18].upper()


def _contents(site: Path) -> Iterator[bytes]:
    """Every page, and every member of every office file."""
    for path in (site / "pages").rglob("*"):
        if path.is_file():
            yield path.read_bytes()
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as members:
                yield from (members.read(name) for name in members.namelist())


@pytest.fixture(scope="module")
def numbers(watched: Installation) -> set[bytes]:
    """Valid ids wherever they stand, and the mobile numbers whose mask a finding shows."""
    masks = {row["words"].encode() for row in watched.rows("findings", "--rule", "personal-mobile")}
    contents = list(_contents(watched.site))
    ids = {number for content in contents for number in _ID.findall(content) if _valid(number)}
    mobiles = {number for content in contents for number in _MOBILE.findall(content)}
    return ids | {number for number in mobiles if number[:3] + b"****" + number[7:] in masks}


def test_no_planted_number_leaves_the_archive(watched: Installation, numbers: set[bytes], tmp_path: Path) -> None:
    assert len(numbers) > 20
    watched.run("units", "export", str(tmp_path / "units.xlsx"))
    kept = [path for path in watched.home.rglob("*") if path.is_file() and not path.name.endswith(".warc.gz")]
    outputs = [watched.run(*words).encode() for words in (["findings"], ["findings", "--json"], ["score", "--json"])]
    texts = [path.read_bytes() for path in [*kept, tmp_path / "units.xlsx"]] + outputs
    leaked = {number[:6] for number in numbers for text in texts if number in text}
    assert leaked == set()


def _papers(installation: Installation, folder: Path) -> Iterator[Path]:
    """Every paper of the night, the 提示单 of all units, which quote what nobody has confirmed yet."""
    home = Home(installation.home, installation.home)
    county = home.county()
    store = home.open_store()
    try:
        material = gather(store, county, scheme_of(home.config, county), TODAY)
    finally:
        store.close()
    write_score_book(folder / "scores.xlsx", material)
    write_fault_book(folder / "ledger.xlsx", material)
    for unit in county.units:
        write_reminder(folder / f"{unit.id}.docx", material, unit, Issuing(TODAY))
    return folder.iterdir()


def test_no_planted_number_stands_in_a_paper(watched: Installation, numbers: set[bytes], tmp_path: Path) -> None:
    parts = []
    for paper in _papers(watched, tmp_path):
        with zipfile.ZipFile(paper) as members:
            parts += [members.read(name) for name in members.namelist()]
    assert any(b"520123********" in part for part in parts)
    assert {number[:6] for number in numbers for part in parts if number in part} == set()


def test_the_log_of_a_crawl_names_no_number(tmp_path: Path) -> None:
    number = "52012319030203123"
    number += "10X98765432"[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True)) % 11]
    with DrawnPortal().serving() as portal:
        title = "关于发放临时救助金的公示"
        portal.page("/", "<a href=/gzdt/>修文县人民政府</a>" * 9)
        portal.page("/gzdt/", f"<ul class=list><li><a href=t1.html>{title}</a> 2026-03-20</li></ul>")
        portal.article("/gzdt/t1.html", title, f"<p>名单见<a href='http://nowhere.invalid/{number}'>链接</a>。</p>")
        home = Installation(tmp_path / "home", portal.site(tmp_path / "site", {"工作动态": "/gzdt/"}))
        home.night(TODAY)
    [log] = home.home.rglob("crawl.log")
    assert f"nowhere.invalid/520123********{number[14:]}" in log.read_text()
    assert number not in log.read_text()
