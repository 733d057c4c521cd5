"""The pages of units, of single entries, and of the county."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from made_home import OWN, DeskHome
from serving_desk import Asker, signed_in

from county.finding import FindingState
from evidence.decisions import Decision, decide
from evidence.store import Store
from scoring.scores import score_units
from scoring.summaries import current_sheets, keep_all_boards, renew_boards


@pytest.fixture(scope="module")
def reviewer(made: DeskHome, port: int) -> Asker:
    return signed_in(made, port, "wang")


@pytest.fixture(scope="module")
def unit(made: DeskHome, port: int) -> Asker:
    return signed_in(made, port, "longchang")


def _score(text: str) -> str:
    found = re.search(r'class="score"><b>([^<]+)</b>', text)
    assert found
    return found[1]


def _ranking(asker: Asker) -> str:
    return asker.get("/county").text.partition('<div class="columns">')[2].partition("</div>")[0]


def _entry(made: DeskHome, finding: str) -> str:
    store, desk = made.store(), made.settings()
    sheets = score_units(store, desk.county, desk.scheme, dt.date.fromisoformat(OWN.night))
    store.close()
    entries = (entry for sheet in sheets for clause in sheet.clauses for entry in clause.entries)
    return next(entry.id for entry in entries if finding in entry.evidence)


def test_a_unit_sees_its_score_its_columns_and_what_is_open(unit: Asker) -> None:
    assert unit.get("/units").location == "/units/u1"
    text = unit.get("/units/u1").text
    for told in ("龙场街道办事处", OWN.words, "得分明细", "通知公告", f"/findings/{OWN.id}", "每周工作动态"):
        assert told in text


def test_a_decision_moves_the_score_at_once(made: DeskHome, reviewer: Asker) -> None:
    reviewer.get("/county")
    assert reviewer.post("/county/refresh").status == 303
    before, county = _score(reviewer.get("/units/u1").text), _ranking(reviewer)
    for state, same in ((FindingState.DISMISSED, False), (FindingState.OPEN, True)):
        store = made.store()
        decide(store, Decision(OWN.id, state, dt.date(2026, 3, 31), "王敏", "测试认定"))
        store.close()
        assert (_score(reviewer.get("/units/u1").text) == before) is same
        assert "1 个单位此后又有认定" in reviewer.get("/county").text
        assert reviewer.post("/county/refresh").status == 303
        assert (_ranking(reviewer) == county) is same
        assert "此后又有认定" not in reviewer.get("/county").text


def test_a_big_units_page_is_made_again_on_a_click(
    made: DeskHome, reviewer: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.shelf.MOST_LIVE_ITEMS", 0)
    before = _score(reviewer.get("/units/u1").text)
    store = made.store()
    _decide(store, FindingState.DISMISSED)
    store.close()
    text = reviewer.get("/units/u1").text
    assert (_score(text), "还没有计入" in text) == (before, True)
    assert reviewer.post("/units/u1/refresh").status == 303
    text = reviewer.get("/units/u1").text
    assert (_score(text) != before, "还没有计入" in text) == (True, False)
    store = made.store()
    _decide(store, FindingState.OPEN)
    store.close()


def test_the_overview_reads_what_the_check_kept(made: DeskHome, reviewer: Asker) -> None:
    store, desk = made.store(), made.settings()
    keep_all_boards(store, desk.county, desk.scheme)
    kept = store.connection.execute("SELECT * FROM unit_board").fetchall()
    changes = store.connection.total_changes
    keep_all_boards(store, desk.county, desk.scheme)
    assert (len(kept), store.connection.total_changes) == (len(desk.county.units), changes)
    store.close()
    text = reviewer.get("/county").text
    for told in ("一类单位（3 个）", "龙场街道办事处", "昨夜覆盖"):
        assert told in text


def _decide(store: Store, state: FindingState) -> None:
    decide(store, Decision(OWN.id, state, dt.date(2026, 3, 31), "王敏", "测试认定"))


def test_papers_take_the_sheets_of_the_last_check_and_score_again_only_who_was_written_of(made: DeskHome) -> None:
    store, desk = made.store(), made.settings()
    night = dt.date.fromisoformat(OWN.night)
    keep_all_boards(store, desk.county, desk.scheme)
    assert current_sheets(store, desk.county, desk.scheme, night) == score_units(store, desk.county, desk.scheme, night)
    _decide(store, FindingState.DISMISSED)
    scored = score_units(store, desk.county, desk.scheme, night)
    assert current_sheets(store, desk.county, desk.scheme, night) == scored
    store.connection.execute("UPDATE unit_board SET content = replace(content, '\"total\": ', '\"total_\": ')")
    with pytest.raises((KeyError, TypeError)):
        current_sheets(store, desk.county, desk.scheme, night)
    assert score_units(store, desk.county, desk.scheme, night) == scored
    another = dataclasses.replace(desk.county, desk=dataclasses.replace(desk.county.desk, general_days=9))
    assert current_sheets(store, another, desk.scheme, night) == scored
    keep_all_boards(store, desk.county, desk.scheme)
    _decide(store, FindingState.OPEN)
    store.close()


def test_boards_are_renewed_of_whom_people_have_written(made: DeskHome) -> None:
    store, desk = made.store(), made.settings()
    keep_all_boards(store, desk.county, desk.scheme)
    store.connection.execute("UPDATE unit_board SET content = 'left alone'")
    _decide(store, FindingState.CONFIRMED)
    renew_boards(store, desk.county, desk.scheme)
    kept = dict(store.connection.execute("SELECT unit, content FROM unit_board"))
    assert [unit for unit, content in kept.items() if content != "left alone"] == ["u1"]
    changes = store.connection.total_changes
    keep_all_boards(store, desk.county, desk.scheme)
    assert store.connection.total_changes > changes
    _decide(store, FindingState.OPEN)
    store.close()


def test_an_entry_leads_to_its_proof_and_can_be_contested(made: DeskHome, reviewer: Asker, unit: Asker) -> None:
    path = f"/units/u1/entries/{_entry(made, OWN.id)}"
    assert f"/findings/{OWN.id}" in unit.get(path).text
    assert unit.post(f"{path}/appeal", reason="").status == 409
    assert unit.post(f"{path}/appeal", reason="该词引自上级文件原文").status == 303
    assert "待裁定" in unit.get("/units/u1").text
    reviewer.get(path)
    assert reviewer.post(f"{path}/rule", state="NONSENSE", reason="核实").status == 400
    assert reviewer.post(f"{path}/rule", state="WAIVED", reason="核实无误").status == 303
    text = reviewer.get("/units/u1").text
    assert "<b>免扣</b>" in text
    assert "该词引自上级文件原文" in text


def test_an_entry_of_another_unit_is_not_there(made: DeskHome, reviewer: Asker, unit: Asker) -> None:
    entry = _entry(made, OWN.id)
    assert unit.get(f"/units/u1/entries/{entry}").status == 200
    assert reviewer.get(f"/units/u2/entries/{entry}").status == 404
    assert unit.get("/county").status == 403
