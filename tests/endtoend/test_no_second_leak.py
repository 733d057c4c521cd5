"""A planted personal number stands nowhere in full but in the WARC."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from installation import Installation

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


def _planted(installation: Installation) -> set[bytes]:
    """Valid ids wherever they stand, and the mobile numbers whose mask a finding shows."""
    masks = {row["words"].encode() for row in installation.rows("findings", "--rule", "personal-mobile")}
    contents = list(_contents(installation.site))
    ids = {number for content in contents for number in _ID.findall(content) if _valid(number)}
    mobiles = {number for content in contents for number in _MOBILE.findall(content)}
    return ids | {number for number in mobiles if number[:3] + b"****" + number[7:] in masks}


def test_no_planted_number_leaves_the_archive(watched: Installation, tmp_path: Path) -> None:
    numbers = _planted(watched)
    assert len(numbers) > 20
    watched.run("units", "export", str(tmp_path / "units.xlsx"))
    kept = [path for path in watched.home.rglob("*") if path.is_file() and not path.name.endswith(".warc.gz")]
    outputs = [watched.run(*words).encode() for words in (["findings"], ["findings", "--json"], ["score", "--json"])]
    texts = [path.read_bytes() for path in [*kept, tmp_path / "units.xlsx"]] + outputs
    leaked = {number[:6] for number in numbers for text in texts if number in text}
    assert leaked == set()
