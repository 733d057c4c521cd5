"""`xuncha papers`: the commands, on an installation that has not seen a night yet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from county.calendar import Calendar
from county.configuration.writing import write_county, write_units
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from digest.period_papers import due_within, kept_papers
from digest.word_paper import TEMPLATES
from evidence.home import Home
from xuncha.__main__ import main

HOST = "http://www.xiuwen.example"
UNITS = tuple(
    Unit(
        name,
        f"{name} 局/中心",
        UnitClass.FIRST,
        "xiuwen",
        (Column(name, "动态", ColumnKind.NEWS, f"{HOST}/{name}", 14),),
    )
    for name in ("one", "two")
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    county = County("修文县", (Portal("xiuwen", "门户", f"{HOST}/"),), UNITS, CrawlPolicy(office="信息科"), "xiuwen")
    write_county(tmp_path / "county.toml", county)
    write_units(tmp_path / "units.toml", UNITS)
    return tmp_path


def run(home: Path, *words: str, code: int = 0) -> str:
    out = ["--out", str(home / "out"), "--home", str(home)]
    result = CliRunner().invoke(main, ["papers", *words, *out])
    assert result.exit_code == code, result.output
    return result.output


def written(home: Path) -> set[str]:
    return {path.name for path in (home / "out").iterdir()}


def test_every_paper_is_written_into_the_folder(home: Path) -> None:
    day = ("--as-of", "2026-03-09")
    run(home, "scores", *day)
    run(home, "unit", *day, "--unit", "one", "--today", "2026-03-10")
    run(home, "bulletin", *day, "--today", "2026-03-10")
    run(home, "bulletin", *day, "--month", "--of", "2026-03-01", "--today", "2026-03-10", "--number", "3")
    run(home, "ledger", *day)
    run(home, "ledger", *day, "--unit", "two 局/中心")
    assert written(home) == {
        "考核评分表.xlsx",
        "单位考核明细-one-局-中心.docx",
        "周通报-2026年第10周.docx",
        "月通报-2026年3月.docx",
        "整改台账.xlsx",
        "整改台账-two-局-中心.xlsx",
    }


def test_slips_that_would_say_nothing_are_not_written(home: Path) -> None:
    assert "没有经人认定、尚未改正的问题" in run(home, "notice", "--as-of", "2026-03-09")
    assert "没有已核实或待核的问题" in run(home, "notice", "--as-of", "2026-03-09", "--reminder")
    assert not (home / "out").exists()


def test_an_unknown_unit_is_refused(home: Path) -> None:
    assert "没有单位“three”" in run(home, "unit", "--unit", "three", code=2)


def test_the_templates_are_handed_out_and_the_offices_own_are_used(home: Path) -> None:
    run(home, "templates")
    assert written(home) == {path.name for path in TEMPLATES.glob("*.docx")}
    (home / "templates").mkdir()
    (home / "templates" / "通报.docx").write_bytes(b"not a document")
    assert "模板 通报.docx：不是可用的 .docx 文件" in run(home, "bulletin", "--as-of", "2026-03-09", code=1)


def papers_of(home: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["papers", "period", *words, "--home", str(home)])
    assert result.exit_code == code, result.output
    return result.output


def test_the_papers_of_a_month_and_a_quarter_are_kept_and_never_overwritten(home: Path) -> None:
    assert "没有可写的内容" in papers_of(home, "2026-03", code=2)
    with Home(home, home).store() as store, store.write() as connection:
        connection.execute("INSERT INTO pack VALUES ('xiuwen-2026-03-31', 'xiuwen', '2026-03-31', 1, '', '')")
    for name, bulletin in (("2026-03", "月通报-2026年3月"), ("2026-Q1", "季通报-2026年第1季度")):
        papers_of(home, name, "--today", "2026-04-01")
        folder = home / "papers" / name
        assert {path.name for path in folder.iterdir()} == {f"{bulletin}.docx", "整改台账.xlsx", "考核评分表.xlsx"}
        (folder / f"{bulletin}.docx").write_bytes(b"stamped")
        (folder / "整改台账.xlsx").unlink()
        assert "整改台账" in papers_of(home, name, "--today", "2026-04-02")
        assert "没有改动" in papers_of(home, name)
        assert (folder / f"{bulletin}.docx").read_bytes() == b"stamped"
        papers_of(home, name, "--again")
        assert (folder / f"{bulletin}.docx").read_bytes() != b"stamped"
    assert "2026-Q1" in papers_of(home, "三月", code=2)


def test_papers_are_told_in_the_mail_of_the_week_in_which_they_were_due(home: Path) -> None:
    folder = home / "papers" / "2026-03"
    folder.mkdir(parents=True)
    (folder / "整改台账.xlsx").touch()
    (folder / "~$整改台账.xlsx").touch()
    [kept] = kept_papers(home, Calendar())
    assert [path.name for path in kept.files] == ["整改台账.xlsx"]
    assert due_within(kept, dt.date(2026, 3, 31), dt.date(2026, 4, 6), Calendar())
    assert not due_within(kept, dt.date(2026, 4, 7), dt.date(2026, 4, 13), Calendar())
