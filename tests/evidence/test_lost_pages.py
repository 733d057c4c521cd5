"""Rows whose page is gone: two nights on which the portal answered, and none on which the page was there between."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from checks import check_column
from county.address import page_id
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from evidence.histories import histories
from evidence.ingest import ingest
from evidence.pack import CaptureRow, EntryRow, Manifest, PackWriter, SightingRow, VisitRow
from evidence.pack.manifest import pack_files, seal
from evidence.store import Store

HOME = "http://www.xiuwen.gov.cn/"
ROW = f"{HOME}tz/1.html"
PAGE = page_id("xiuwen", ROW)
COLUMN = Column("gov", "通知公告", ColumnKind.NOTICES, f"{HOME}tz/", None)
UNIT = Unit("gov", "县政府办", UnitClass.FIRST, "xiuwen", (COLUMN,))
COUNTY = County("修文县", (Portal("xiuwen", "门户", HOME),), (UNIT,), CrawlPolicy("信息科"), "xiuwen")
FIRST = dt.date(2026, 3, 1)
GONE = "页面不存在（状态码 404，服务器说明没有这个页面）。"


def told(folder: Path, *nights: str) -> list[tuple[str, str]]:
    """Words and reasons of the findings after nights that each say what the page answered ("" where it was not asked
    for), with "!" where the list was not read whole, "-" where it no longer shows the row."""
    store = Store(folder / "evidence.db")
    for number, said in enumerate(nights):
        _night(store, folder, FIRST + dt.timedelta(days=number), said)
    night = FIRST + dt.timedelta(days=len(nights) - 1)
    (known,) = histories(store, COUNTY, night)["gov"]
    found = check_column(known, night)
    store.close()
    return [(finding.words, finding.why) for finding in found if finding.rule == "row-dead"]


def _night(store: Store, home: Path, night: dt.date, said: str) -> None:
    folder = home / f"xiuwen-{night}"
    folder.mkdir()
    at = f"{night}T02:00:00Z"
    effective = said.strip("!-")
    verdict = "partial" if "!" in said else "complete"
    with PackWriter(folder) as pack:
        pack.add(VisitRow(COLUMN.key, verdict, "", 1, "", "2025-01-01", "", 0, 1, 1, at))
        if "-" not in said:
            pack.add(EntryRow(COLUMN.key, PAGE, ROW, "关于停水的通知", "2026-02-27", 1, 1))
        if effective == "same":
            pack.add(SightingRow(PAGE, at, "304", 0))
        elif effective:
            capture = CaptureRow.unanswered(PAGE, ROW, "article", at, effective, GONE if effective == "missing" else "")
            pack.add(capture._replace(id=f"capture-{night}", status=404))
    manifest = Manifest(folder.name, "xiuwen", night.isoformat(), 1, at, at, "finished", "", "", pack_files(folder))
    seal(folder, manifest)
    ingest(folder, store)


@pytest.mark.parametrize(
    "nights",
    [
        ("ok", "missing", "missing"),
        ("missing", "", "missing"),
        ("missing", "error", "missing"),
        ("missing", "missing", "!"),
        ("missing", "missing!", "missing"),
    ],
)
def test_missing_on_two_nights(tmp_path: Path, nights: tuple[str, ...]) -> None:
    [(words, why)] = told(tmp_path, *nights)
    assert words == ROW
    assert "两夜都打不开" in why
    assert "404" in why


@pytest.mark.parametrize(
    "nights",
    [
        ("ok", "missing"),
        ("missing", "ok", "missing"),
        ("missing", "same", "missing"),
        ("missing", "missing", "ok"),
        ("missing!", "missing!"),
        ("missing", "missing!"),
        ("error", "error", "blocked"),
        ("missing", "missing", "-"),
        ("missing", "missing-"),
    ],
)
def test_what_proves_nothing(tmp_path: Path, nights: tuple[str, ...]) -> None:
    assert told(tmp_path, *nights) == []
