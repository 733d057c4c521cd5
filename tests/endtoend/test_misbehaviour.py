"""Whatever the portal does, the verdict says it and no unit loses a point for what was not seen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from installation import FEW_UNITS, TODAY, Installation

from sample.misbehaving import Fault
from sample.serving import SampleServer

NEXT_WEEK = TODAY + dt.timedelta(days=8)
"""Late enough that every page is looked at in full and that a week has ended meanwhile."""

EXPECTED: dict[Fault, tuple[str, str]] = {
    Fault.SERVER_ERROR: ("unreachable", "500"),
    Fault.TIMEOUT: ("unreachable", "秒"),
    Fault.FORBIDDEN: ("blocked", "403"),
    Fault.CHALLENGE_412: ("blocked", "412"),
    Fault.CHALLENGE_521: ("blocked", "521"),
    Fault.CHALLENGE_202: ("blocked", "202"),
    Fault.EMPTY_LIST: ("layout-changed", "一条也没有"),
    Fault.CHANGED_TEMPLATE: ("layout-changed", ""),
    Fault.LOST_DATES: ("layout-changed", "日期"),
    Fault.SOFT_404: ("unreachable", "不存在"),
    Fault.MAINTENANCE: ("unreachable", "维护"),
    Fault.CUT: ("unreachable", "中断"),
    Fault.REDIRECT_HOME: ("unreachable", "首页"),
    Fault.LOGIN: ("blocked", "登录"),
    Fault.HUGE: ("unreachable", "上限"),
    Fault.NOT_FOUND: ("unreachable", "404"),
}


@pytest.fixture(scope="module")
def weekly(server: SampleServer, site: Any, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Four units after a first quiet night, impatient enough for a test. An empty list is rendered in vain for seconds
    where there is a browser: what rendering sees has tests of its own."""
    server.behave()
    installation = Installation(tmp_path_factory.mktemp("weekly") / "home", site, FEW_UNITS)
    installation.crawl_settings(timeout=2, retries=0, page_mb=1, browser="off")
    installation.night()
    return installation


def _news_points(installation: Installation, unit: str) -> float:
    """What is left of (一)9, the clause that the misbehaving column carries."""
    sheet = next(sheet for sheet in installation.rows("score") if sheet["unit"] == unit)
    return next(clause["earned"] for clause in sheet["clauses"] if clause["id"] == "(一)9")


def _visits(installation: Installation, night: dt.date) -> dict[str, dict[str, Any]]:
    visits = [visit for visit in installation.rows("visits") if visit["night"] == night.isoformat()]
    return {f"{visit['unit']}/{visit['column']}": visit for visit in visits}


@pytest.mark.parametrize("fault", EXPECTED, ids=str)
def test_one_column_misbehaves(
    weekly: Installation, behaved: SampleServer, fault: Fault, request: pytest.FixtureRequest
) -> None:
    night = NEXT_WEEK + dt.timedelta(days=8 * list(EXPECTED).index(fault))
    column = next(column for column in weekly.county.units[0].columns if column.kind == "工作动态")
    before = _news_points(weekly, column.unit)
    behaved.misbehave(fault, urlsplit(column.url).path)
    weekly.night(night)
    verdict, clue = EXPECTED[fault]
    visit = _visits(weekly, night)[column.key]
    assert visit["verdict"] == verdict, visit
    assert clue in visit["reason"], visit
    assert _news_points(weekly, column.unit) == before


def test_a_slow_column_is_read_all_the_same(weekly: Installation, behaved: SampleServer) -> None:
    night = NEXT_WEEK + dt.timedelta(days=8 * len(EXPECTED))
    weekly.crawl_settings(timeout=30)
    column = next(column for column in weekly.county.units[0].columns if column.kind == "政策文件")
    behaved.misbehave(Fault.SLOW, urlsplit(column.url).path)
    weekly.night(night)
    assert _visits(weekly, night)[column.key]["verdict"] == "complete"


@pytest.mark.parametrize("fault", [Fault.FORBIDDEN, Fault.CUT, Fault.SERVER_ERROR, Fault.EMPTY_LIST], ids=str)
def test_the_whole_portal_misbehaves_on_the_first_night(few: Installation, behaved: SampleServer, fault: Fault) -> None:
    few.crawl_settings(retries=0, browser="off")
    behaved.misbehave(fault)
    few.run("night", "--today", TODAY.isoformat(), code=4 if fault is not Fault.EMPTY_LIST else 0)
    visits = _visits(few, TODAY)
    assert len(visits) == sum(len(unit.columns) for unit in few.county.units)
    listed = [visit for visit in visits.values() if visit["column"] not in ("领导之窗", "工作职责")]
    assert {visit["verdict"] for visit in listed} & {"complete"} == set()
    assert all(visit["reason"] for visit in listed)
    assert all(sheet["total"] == 35.0 for sheet in few.rows("score"))


def test_one_dead_unit_does_not_end_the_night_of_the_others(few: Installation, behaved: SampleServer) -> None:
    few.crawl_settings(retries=0, browser="off")
    dead = few.county.units[0]
    for column in dead.columns:
        behaved.misbehave(Fault.SERVER_ERROR, urlsplit(column.url).path)
    few.night()
    verdicts = {key: visit["verdict"] for key, visit in _visits(few, TODAY).items()}
    assert {verdict for key, verdict in verdicts.items() if key.startswith(f"{dead.id}/")} == {"unreachable"}
    assert {verdict for key, verdict in verdicts.items() if not key.startswith(f"{dead.id}/")} <= {
        "complete",
        "partial",
    }


def test_a_night_that_was_cut_short_is_taken_up_again(few: Installation, behaved: SampleServer) -> None:
    few.crawl_settings(retries=0, browser="off")
    behaved.misbehave(Fault.SERVER_ERROR)
    few.night(code=4)
    behaved.behave()
    few.night()
    assert "complete" in {visit["verdict"] for visit in _visits(few, TODAY).values()}
    assert [run["reason"] for run in few.rows("crawl", "--today", TODAY.isoformat())] == ["portal-down", "finished"]


def test_a_later_pass_of_the_night_reads_what_did_not_answer_and_nothing_else(
    behaved: SampleServer, site: Path, tmp_path: Path
) -> None:
    installation = Installation(tmp_path / "home", site, FEW_UNITS[:1])
    installation.crawl_settings(retries=0, browser="off", links_per_night=0)
    column = next(column for column in installation.county.units[0].columns if column.kind == "工作动态")
    behaved.misbehave(Fault.SERVER_ERROR, urlsplit(column.url).path)
    installation.night()
    behaved.reset_traffic()
    installation.run("night", "--today", TODAY.isoformat(), "--retry", code=4)
    first = behaved.traffic().paths
    assert _visits(installation, TODAY)[column.key]["verdict"] == "unreachable"
    behaved.behave()
    behaved.reset_traffic()
    installation.run("night", "--today", TODAY.isoformat(), "--retry")
    visits = _visits(installation, TODAY)
    assert visits[column.key]["verdict"] == "complete"
    others = [one for one in installation.county.units[0].columns if one.key != column.key]
    asked = {**first, **behaved.traffic().paths}
    assert not [one.url for one in others if urlsplit(one.url).path in asked]
    behaved.reset_traffic()
    installation.run("night", "--today", TODAY.isoformat(), "--retry")
    assert behaved.traffic().requests == 0, "nothing is left to ask for"


def test_a_portal_that_turned_us_away_is_not_asked_again_the_same_night(
    behaved: SampleServer, site: Path, tmp_path: Path
) -> None:
    installation = Installation(tmp_path / "home", site, FEW_UNITS[:1])
    installation.crawl_settings(retries=0, browser="off", links_per_night=0)
    behaved.misbehave(Fault.FORBIDDEN)
    installation.night(code=4)
    behaved.behave()
    behaved.reset_traffic()
    installation.run("night", "--today", TODAY.isoformat(), "--retry")
    assert behaved.traffic().requests == 0
    assert "没有读完：没有一个栏目读完整" in installation.run("alive")
