"""What hostile requests try of any route: forms from nowhere, paths out of the house, names with line ends, files that
unpack to the moon. Session fixation, origin and token in detail: test_door; other units' objects: test_routes; captured
pages: test_hostile_page."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from made_home import OWN, DeskHome
from serving_desk import Asker, add_accounts, signed_in

from desk.access import Reach
from desk.routes import ROUTES
from desk.serving import Row

POSTS = [row for row in ROUTES if row.method == "POST" and row.access.reach is not Reach.ANYONE]
NAMED = [row for row in ROUTES if row.method == "GET" and "{" in row.path]
OUTSIDE = ("..%2f..%2f..%2fetc%2fpasswd", "%2e%2e", "..%5c..%5cevidence.db", "%00", "a%0d%0aX-Evil:%201")
UPLOADS = (("/papers/answers", "book"), ("/registers/preview", "book"), ("/settings/preview", "book"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    made = DeskHome(tmp_path_factory.mktemp("hostile"))
    add_accounts(made)
    made.flag([OWN])
    return made


@pytest.fixture
def wang(made: DeskHome, port: int) -> Asker:
    return signed_in(made, port, "wang")


def filled(row: Row, value: str) -> str:
    """The route's address with that value for all its names."""
    return re.sub(r"\{\w+\}", lambda _: value, row.path)


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.path)
def test_no_form_is_taken_without_an_origin(made: DeskHome, port: int, row: Row) -> None:
    role = next(name for name, roles in (("wang", "reviewer"), ("longchang", "unit"), ("admin", "administrator"))
                if roles in row.access.roles)  # fmt: skip
    asker = signed_in(made, port, role)
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = asker.ask("POST", filled(row, OWN.id), f"csrf={asker.token}".encode(), head)
    # an object that is not there answers 404 before the form is looked at, and changes as little
    assert answer.status in (403, 404)


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row.path)
def test_no_name_leads_out_of_the_house_or_into_the_head(wang: Asker, row: Row) -> None:
    for value in OUTSIDE:
        answer = wang.get(filled(row, value))
        assert answer.status in (303, 400, 403, 404, 409), value
        assert "x-evil" not in answer.headers
        assert b"root:" not in answer.body


def test_a_document_keeps_no_path_and_no_head_of_its_name(wang: Asker) -> None:
    given = {"register": "REQUEST", "unit": "u1", "number": "2026-3", "received": "2026-03-02", "note": "当面递交"}
    wang.get("/registers")
    name = "..\\..\\evil%0d%0aX-Evil: 1%22;.html"
    assert wang.upload("/registers", "document", name, b"<script>alert(1)</script>", **given).status == 303
    [address] = re.findall(r'href="(/registers/YS-1/document[^"]+)"', wang.get("/registers/YS-1").text)
    answer = wang.get(address.replace("&amp;", "&"))
    head = answer.headers
    assert (answer.status, head["content-type"]) == (200, "application/octet-stream")
    assert head["content-disposition"].startswith("attachment; filename=")
    assert ("x-evil" in head, "sandbox" in head["content-security-policy"]) == (False, True)
    assert ".." not in head["content-disposition"]


def bomb() -> bytes:
    """A workbook of some kilobytes whose sheet unpacks to a hundred and fifty million bytes."""
    plain = BytesIO()
    openpyxl.Workbook().save(plain)
    file = BytesIO()
    with ZipFile(plain) as source, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=9) as target:
        for entry in source.namelist():
            if entry != "xl/worksheets/sheet1.xml":
                target.writestr(entry, source.read(entry))
        with target.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(150):
                sheet.write(b" " * 1_000_000)
    return file.getvalue()


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&b;&f;</v></c></row></sheetData></worksheet>"""


def with_entities() -> bytes:
    """A workbook whose sheet refers to a file of the server's."""
    plain, file = BytesIO(), BytesIO()
    openpyxl.Workbook().save(plain)
    with ZipFile(plain) as source, ZipFile(file, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, ENTITIES if entry == "xl/worksheets/sheet1.xml" else source.read(entry))
    return file.getvalue()


@pytest.mark.parametrize(("path", "field"), UPLOADS)
@pytest.mark.parametrize("content", [bomb(), with_entities(), b"PK\x03\x04 broken", b"", b"<html>"],
                         ids=["bomb", "entities", "broken", "empty", "no workbook"])  # fmt: skip
def test_no_workbook_brings_the_desk_down(wang: Asker, path: str, field: str, content: bytes) -> None:
    wang.get("/papers")
    answer = wang.upload(path, field, "book.xlsx", content)
    assert answer.status in (400, 409), answer.text[:300]
    assert "root:" not in answer.text
    assert wang.get("/papers").status == 200


def test_an_upload_beyond_its_limit_is_refused(wang: Asker) -> None:
    wang.get("/papers")
    assert wang.upload("/papers/answers", "book", "book.xlsx", b"x" * 9 * 1024 * 1024).status == 413
