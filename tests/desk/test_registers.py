"""The registers at the desk: written, corrected, taken back, as a workbook, and what the score makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import openpyxl
import pytest
from made_home import OWN, DeskHome
from serving_desk import Asker, add_accounts, serving, signed_in

from evidence.registers.entries import versions_of


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    home = DeskHome(tmp_path_factory.mktemp("registers"))
    add_accounts(home)
    home.flag([OWN])
    return home


@pytest.fixture(scope="module")
def port(home: DeskHome) -> Iterator[int]:
    with serving(home.settings()) as port:
        yield port


@pytest.fixture(scope="module")
def reviewer(home: DeskHome, port: int) -> Asker:
    asker = signed_in(home, port, "wang")
    asker.get("/registers")
    return asker


REQUEST = {"register": "REQUEST", "unit": "u1", "number": "2026-3", "received": "2026-03-02", "note": "当面递交"}


def _versions(home: DeskHome, entry: str) -> int:
    store = home.store()
    count = len(versions_of(store, entry))
    store.close()
    return count


def test_an_entry_is_written_corrected_and_taken_back(home: DeskHome, reviewer: Asker) -> None:
    assert reviewer.upload("/registers", "document", "申请.pdf", b"%PDF-1.4 scanned", **REQUEST).status == 303
    listed = reviewer.get("/registers?register=REQUEST").text
    for told in ("YS-1", "龙场街道办事处", "2026-3", "2026-03-02"):
        assert told in listed
    shown = reviewer.get("/registers/YS-1").text
    [paper] = re.findall(r'href="(/registers/YS-1/document[^"]+)"', shown)
    assert reviewer.get(paper).body == b"%PDF-1.4 scanned"
    changed = {"unit": "u1", "number": "2026-3", "received": "2026-03-02", "replied": "2026-03-20", "note": "已答复"}
    assert reviewer.post("/registers/YS-1", **changed).status == 303
    assert "2026-03-20" in reviewer.get("/registers/ys-1").text
    assert reviewer.post("/registers/YS-1/retract", note="").status == 409
    assert reviewer.post("/registers/YS-1/retract", note="登记错了").status == 303
    assert "已撤回" in reviewer.get("/registers?register=REQUEST").text
    assert _versions(home, "YS-1") == 3


def test_a_mistake_is_told_above_the_form_that_keeps_what_was_typed(reviewer: Asker) -> None:
    answer = reviewer.post("/registers", **REQUEST | {"received": "2027-03-02", "number": "2026-9"})
    assert answer.status == 400
    assert 'role="alert"' in answer.text
    assert 'value="2026-9"' in answer.text
    assert "YS-2" not in reviewer.get("/registers?register=REQUEST").text


def test_an_event_costs_the_unit_once_it_is_signed(reviewer: Asker) -> None:
    assert reviewer.get("/units/u2").status == 200
    options = re.search(r'<select name="clause".*?</select>', reviewer.get("/registers?register=EVENT").text, re.S)
    assert options
    clause = re.findall(r'<option value="([^"]+)"', options[0])[-1]
    event = {"register": "EVENT", "unit": "u2", "clause": clause, "title": "测试事件", "happened_on": "2026-03-01"}
    before = reviewer.get("/units/u2").text.partition('class="score"')[2].partition("</p>")[0]
    assert reviewer.post("/registers", **event | {"signed_by": "分管领导"}).status == 303
    after = reviewer.get("/units/u2").text.partition('class="score"')[2].partition("</p>")[0]
    assert before != after
    assert "测试事件" in reviewer.get("/units/u2").text


def test_the_workbook_goes_out_and_comes_back(home: DeskHome, reviewer: Asker) -> None:
    book = openpyxl.load_workbook(BytesIO(reviewer.get("/registers/book.xlsx").body))
    sheet = book["依申请公开"]
    heads = {
        cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row if isinstance(cell.value, str)
    }
    row = next(row for row in range(1, 40) if sheet.cell(row, heads["单位"]).value == "单位") + 1
    while sheet.cell(row, heads["单位"]).value:
        row += 1
    for name, value in (("单位", "县教育局"), ("申请编号", "2026-8"), ("收到日期", "2026-03-05")):
        sheet.cell(row, heads[name], value)
    file = BytesIO()
    book.save(file)
    reviewer.get("/registers")
    shown = reviewer.upload("/registers/preview", "book", "登记簿.xlsx", file.getvalue())
    assert "2026-8" in shown.text
    assert _versions(home, "YS-2") == 0
    [carried] = re.findall(r'name="book" value="([^"]+)"', shown.text)
    assert reviewer.post("/registers/import", book=carried).status == 303
    assert _versions(home, "YS-2") == 1


def test_only_reviewers_write_and_no_other_file_is_served(home: DeskHome, port: int, reviewer: Asker) -> None:
    auditor = signed_in(home, port, "auditor")
    assert auditor.get("/registers?register=REQUEST").status == 200
    assert auditor.post("/registers", **REQUEST).status == 403
    for sha256 in ("", "..%2f..%2fsecret.key", "0" * 64):
        assert reviewer.get(f"/registers/YS-1/document?sha256={sha256}").status == 404


def test_a_unit_claims_a_bonus_and_sees_its_own_alone(home: DeskHome, port: int, reviewer: Asker) -> None:
    unit, path = signed_in(home, port, "longchang"), "/units/u1/registers"
    options = re.search(r'<select name="clause".*?</select>', unit.get(path).text, re.S)
    assert options
    clause = re.findall(r'<option value="([^"]+)"', options[0])[-1]
    form = {"clause": clause, "title": "新闻发布会", "happened_on": "2026-03-10", "state": "认可"}
    assert unit.post(path, **form | {"happened_on": "2027-03-10"}).status == 400
    assert unit.upload(path, "document", "照片.jpg", b"jpeg", **form).status == 303
    shown = unit.get(path).text
    assert ("新闻发布会" in shown, "待核" in shown, "2026-8" in shown) == (True, True, False)
    assert "新闻发布会" in reviewer.get("/registers?register=BONUS").text
    assert unit.get("/units/u2/registers").status == 404
    assert unit.get("/registers").status == 403
