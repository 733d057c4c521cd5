"""Papers where the disk has no room: refused in one sentence, and no half of a file is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from made_material import make_finding, make_material, make_units

from county.configuration.errors import ConfigurationError
from county.configuration.replacing import replace_file
from county.configuration.workbook_writing import BookWriter
from digest.issuing import Issuing
from digest.notices import write_notice
from digest.workbook import write_book
from tests.full_disk import full_disk


def book(path: Path) -> None:
    write_book(path, "表", "科室", lambda made: made.page("页").widths([10]))


def form(path: Path) -> None:
    def write(fresh: Path) -> None:
        with BookWriter.writing(fresh, "表", "科室") as made:
            made.help((), ("说明",))

    replace_file(path, write)


def paper(path: Path) -> None:
    units = make_units(1)
    write_notice(path, make_material(units, [make_finding(units[0], 1)]), units[0], Issuing(dt.date(2026, 3, 9)))


@pytest.mark.parametrize("write", [book, form, paper])
def test_no_half_of_a_paper_is_left(tmp_path: Path, write: Callable[[Path], None]) -> None:
    path = tmp_path / "paper"
    with full_disk(), pytest.raises(ConfigurationError, match=r"写不进去.*请"):
        write(path)
    assert list(tmp_path.iterdir()) == []
    write(path)
    assert path.stat().st_size > 1000
