"""Papers at the desk: written for whom they are meant, and the ledger that a unit fills in and hands back."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from docx import Document
from made_home import OTHER, OWN, DeskHome
from serving_desk import Answer, Asker, signed_in

from digest.fault_book_layout import HEADERS, SHEET
from evidence.outbox import Outbox

COLUMNS = {header.key: place for place, header in enumerate(HEADERS, start=1)}
FIRST_ROW = 4


@pytest.fixture(scope="module")
def reviewer(made: DeskHome, port: int) -> Asker:
    asker = signed_in(made, port, "wang")
    for finding in (OWN, OTHER):
        asker.get(f"/findings/{finding.id}")
        assert asker.post(f"/findings/{finding.id}/decide", status="confirmed", reason="属实").status == 303
    return asker


@pytest.fixture(scope="module")
def unit(made: DeskHome, port: int, reviewer: Asker) -> Asker:
    return signed_in(made, port, "longchang")


def _upload(asker: Asker, name: str, content: bytes) -> Answer:
    asker.get("/papers")
    return asker.upload("/papers/answers", "book", name, content)


def _filled(book: bytes, said: str, **changed: str) -> bytes:
    workbook = openpyxl.load_workbook(BytesIO(book))
    for key, value in {"answer": said, "person": "李主任", **changed}.items():
        workbook[SHEET].cell(FIRST_ROW, COLUMNS[key], value)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _status(asker: Asker) -> str:
    found = re.search(r"已反馈|已通知|属实", asker.get(f"/findings/{OWN.id}").text.partition("</h1>")[0])
    return found[0] if found else ""


def test_a_notice_moves_what_it_names_only_when_it_is_issued(reviewer: Asker, tmp_path: Path) -> None:
    for method, after in (("GET", "属实"), ("POST", "已通知")):
        path = "/units/u1/papers/notice"
        answer = reviewer.get(path) if method == "GET" else reviewer.post(path, code="修府办整", number="12")
        assert answer.status == 200
        text = "\n".join(
            cell.text for table in Document(BytesIO(answer.body)).tables for row in table.rows for cell in row.cells
        )
        assert OWN.words in text
        assert OTHER.words not in text
        reviewer.get("/papers")
        assert _status(reviewer) == after


def test_an_issued_notice_goes_to_the_unit_as_a_letter_once(made: DeskHome, reviewer: Asker) -> None:
    for _ in range(2):
        store = made.store()
        letters = [post for post in Outbox(store).posts() if post.key.kind == "notice"]
        store.close()
        [letter] = letters
        assert (letter.key.unit, letter.recipients) == ("u1", ("u1@example.cn",))
        message = message_from_bytes(letter.file.read_bytes(), policy=default)
        text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "请于 2026-04-15 前改正" in text
        assert OWN.words in text
        names = [part.get_filename() for part in message.iter_attachments()]  # type: ignore[attr-defined]
        assert names == ["zhenggai-20260331-u1.docx", "taizhang-20260331-u1.xlsx"]
        reviewer.get("/papers")
        assert reviewer.post("/units/u1/papers/notice", code="修府办整", number="12").status == 200


def test_a_filled_ledger_is_shown_before_it_is_taken(reviewer: Asker, unit: Asker) -> None:
    book = unit.get("/papers/ledger").body
    filled = _filled(book, "已改为“登录网站”", mended_on="2026-03-30")
    shown = _upload(unit, "台账.xlsx", filled)
    assert "已改为“登录网站”；整改时间 2026-03-30；责任人 李主任" in shown.text
    assert "李主任" not in reviewer.get(f"/findings/{OWN.id}").text
    [told] = re.findall(r'name="told" value="([^"]*)"', shown.text)
    assert unit.post("/papers/answers/take", told=told.replace("&#34;", '"')).status == 303
    assert "李主任" in reviewer.get(f"/findings/{OWN.id}").text
    assert _status(reviewer) == "已反馈"
    assert "写入这" not in _upload(unit, "台账.xlsx", filled).text


def test_edited_rows_are_refused_by_name(unit: Asker) -> None:
    refused = _upload(unit, "台账.xlsx", _filled(unit.get("/papers/ledger").body, "已整改", id="0" * 16))
    assert refused.status == 409
    assert "行" in refused.text
    assert "编号" in refused.text
    assert _upload(unit, "台账.xlsx", b"not a workbook").status == 409
    assert _upload(unit, "", b"").status == 400


def test_nobody_answers_for_another_unit(made: DeskHome, port: int, unit: Asker) -> None:
    theirs = signed_in(made, port, "yangming").get("/papers/ledger").body
    assert _upload(unit, "台账.xlsx", _filled(theirs, "已整改")).status == 409
    unit.get("/papers")
    assert unit.post("/papers/answers/take", told=f'[{{"id": "{OTHER.id}", "content": "已整改"}}]').status == 404
    assert unit.post("/papers/answers/take", told="[1").status == 400
    assert OTHER.words not in unit.get("/units/u1/papers/score").text


OPENED = ("/papers/scores", "/papers/ledger", "/papers/bulletin", "/papers/bulletin?rhythm=MONTH",
          "/papers/bulletin?rhythm=QUARTER",
          "/units/u2/papers/reminder", "/units/u2/papers/score", "/units/u2/papers/ledger")  # fmt: skip


@pytest.mark.parametrize("path", OPENED)
def test_every_paper_opens(reviewer: Asker, path: str) -> None:
    answer = reviewer.get(path)
    assert answer.status == 200
    named = answer.headers["content-disposition"]
    (openpyxl.load_workbook if ".xlsx" in named else Document)(BytesIO(answer.body))  # type: ignore[operator]


def test_what_there_is_nothing_to_say_of_is_told(reviewer: Asker) -> None:
    assert reviewer.get("/units/u3/papers/notice").status == 400


def test_papers_of_a_month_are_listed_and_handed_out_to_the_office(
    made: DeskHome, reviewer: Asker, unit: Asker
) -> None:
    folder = made.folder / "papers" / "2026-02"
    folder.mkdir(parents=True)
    (folder / "整改台账.xlsx").write_bytes(b"as it was")
    assert "2026年2月" in reviewer.get("/papers").text
    path = f"/papers/kept?period=2026-02&name={quote('整改台账.xlsx')}"
    assert reviewer.get(path).body == b"as it was"
    assert unit.get(path).status == 403
    assert "2026年2月" not in unit.get("/papers").text
    for wrong in ("period=2026-02&name=..%2F..%2Fsecret.key", "period=..&name=secret.key", "period=2026-02&name="):
        assert reviewer.get(f"/papers/kept?{wrong}").status == 404
