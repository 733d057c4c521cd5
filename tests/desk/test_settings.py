"""Units, columns, contacts and words edited at the desk: held to the rules, written down, and at once in force."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from made_home import OWN, DeskHome
from serving_desk import Asker, add_accounts, serving, signed_in

from county.configuration.loading import UNITS_FILE, load_county
from county.configuration.writing import write_county, write_units
from desk.living import Living
from schedules.word_trial import try_word
from wordlists.adding import OWN_FILE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    home = DeskHome(tmp_path_factory.mktemp("settings"))
    add_accounts(home)
    home.flag([OWN])
    write_county(home.folder / "county.toml", home.county)
    write_units(home.folder / UNITS_FILE, home.county.units)
    return home


@pytest.fixture(scope="module")
def port(home: DeskHome) -> Iterator[int]:
    settings = home.settings(
        living=Living(home.home),
        try_word=lambda store, lists, entry, quotes: try_word(store, home.county, lists, entry, quotes),
    )
    with serving(settings) as port:
        yield port


@pytest.fixture(scope="module")
def admin(home: DeskHome, port: int) -> Asker:
    return signed_in(home, port, "admin")


def _told(home: DeskHome) -> list[str]:
    store = home.store()
    rows = store.connection.execute("SELECT detail FROM audit WHERE action = 'configured' ORDER BY seq").fetchall()
    store.close()
    return [json.loads(detail)["told"] for (detail,) in rows]


def _form(asker: Asker, unit: str) -> dict[str, str | list[str]]:
    """What a browser would send of the unit's form, unchanged."""
    text = asker.get(f"/settings/units/{unit}").text
    form: dict[str, str | list[str]] = {}
    for key in ("contact", "mail", "phone", "column", "url", "duty"):
        form[key] = re.findall(rf'<input name="{key}"[^>]*?value="([^"]*)"', text)
    kinds = re.findall(r'<select name="kind".*?</select>', text, re.S)
    chosen = (re.search(r"<option selected>([^<]+)", kind) or re.search(r"<option>([^<]+)", kind) for kind in kinds)
    form["kind"] = [option[1] for option in chosen if option]
    return form | {"name": "龙场街道办事处", "class": "一类", "aliases": ""}


def test_a_unit_is_changed_and_the_change_is_in_force_at_once(home: DeskHome, admin: Asker) -> None:
    form = _form(admin, "u1")
    contacts, mails = list(form["contact"]), list(form["mail"])
    contacts[0], mails[0] = "李主任", "li@example.gov.cn"
    answer = admin.post("/settings/units/u1", **form | {"name": "龙场街道", "contact": contacts, "mail": mails})
    assert answer.status == 303
    unit = load_county(home.folder).unit("u1")
    assert (unit.name, unit.contacts[0].name, len(unit.columns)) == ("龙场街道", "李主任", 2)
    assert "龙场街道<" in admin.get("/settings").text
    assert "联络员改为“李主任”" in _told(home)[-1]


WRONG = [
    ("url", "ftp://example/", "网址"),
    ("duty", "两周", "更新要求"),
    ("kind", "没有的", "类型"),
    ("column", "同名", "栏目"),
]


@pytest.mark.parametrize(("key", "value", "said"), WRONG)
def test_a_mistake_is_refused_and_writes_nothing(home: DeskHome, admin: Asker, key: str, value: str, said: str) -> None:
    before = (home.folder / UNITS_FILE).read_bytes()
    form = _form(admin, "u1")
    answer = admin.post("/settings/units/u1", **form | {key: [value] * len(form[key])})
    assert answer.status == 400
    assert said in answer.text
    assert (home.folder / UNITS_FILE).read_bytes() == before


def test_the_workbook_goes_out_and_comes_back_with_a_preview(home: DeskHome, admin: Asker) -> None:
    book = openpyxl.load_workbook(BytesIO(admin.get("/settings/units.xlsx").body))
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "县教育局"):
        cell.value = "县教育和科技局"
    file = BytesIO()
    book.save(file)
    shown = admin.upload("/settings/preview", "book", "../../units.xlsx", file.getvalue())
    assert "“县教育局”改为“县教育和科技局”" in shown.text
    assert load_county(home.folder).unit("u3").name == "县教育局"
    [carried] = re.findall(r'name="book" value="([^"]+)"', shown.text)
    assert admin.post("/settings/import", book=carried).status == 303
    assert load_county(home.folder).unit("u3").name == "县教育和科技局"
    assert admin.post("/settings/import", book="not base64!").status == 400
    assert admin.upload("/settings/preview", "book", "units.xlsx", b"PK broken").status == 409


def test_a_word_is_tried_then_added_then_taken_out(home: DeskHome, admin: Asker) -> None:
    word = {"word": "防火要求", "level": "一般", "right": "防火规定", "basis": "", "where": "不限"}
    admin.get("/settings/words")
    tried = admin.post("/settings/words/try", **word)
    assert "<b>1 处</b>将报出" in tried.text
    assert "防火要求</mark>" in tried.text
    assert not (home.folder / "wordlists").exists()
    assert "依据" in admin.post("/settings/words", **word).text
    assert admin.post("/settings/words", **word | {"basis": "县政府办规定"}).status == 303
    own: Path = home.folder / "wordlists" / OWN_FILE
    assert "防火要求" in own.read_text(encoding="utf-8")
    assert "县政府办规定" in admin.get("/settings/words").text
    assert admin.post("/settings/words/remove", word="防火要求").status == 303
    assert "防火要求" not in own.read_text(encoding="utf-8")
    assert admin.post("/settings/words/remove", word="防火要求").status == 409
    assert [told[:2] for told in _told(home)[-2:]] == ["加词", "删去"]


def test_a_broken_file_does_not_bring_the_desk_down(home: DeskHome, admin: Asker) -> None:
    path = home.folder / UNITS_FILE
    whole = path.read_bytes()
    path.write_text("[[unit]\n", encoding="utf-8")
    assert admin.get("/settings").status == 200
    path.write_bytes(whole)
    assert admin.get("/settings").status == 200
