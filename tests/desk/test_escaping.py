"""Nothing that comes from the web is markup to the desk: titles, words, sentences, addresses, names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from archiving import archive
from lxml.html import fromstring
from made_home import DeskHome, Flagged
from serving_desk import Asker, add_accounts, serving, signed_in

from desk.routes import ROUTES
from desk.serving import Row
from evidence.search import index_texts

EVIL = "<img src=x onerror=alert(1)>"
SOURCE = f"来源{EVIL}"
HOSTILE = Flagged(
    "hostile",
    column=f"栏目{EVIL}",
    title=f"标题{EVIL}",
    words=f"词{EVIL}",
    sentence=f"句子词{EVIL}完",
    why=f"因为{EVIL}",
    url=f'http://www.example.gov.cn/"{EVIL}.html',
    gone_on="2026-03-09",
)
PARTS = {"finding": HOSTILE.id, "capture": f"{HOSTILE.page}@{HOSTILE.night}", "unit": "u1"}
QUERIES = {"/search": "?words=%E5%8F%A5%E5%AD%90", "/captures/{capture}": "?words=%3Cimg"}
ROWS = [row for row in ROUTES if row.method == "GET" and not set(re.findall(r"{(\w+)}", row.path)) - PARTS.keys()]
"""All routes that need no other name; what none of those shows is a register's, which nobody from the web writes."""


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    home = DeskHome(tmp_path_factory.mktemp("escaping"))
    add_accounts(home)
    home.flag([HOSTILE])
    archive(
        home, {HOSTILE: f"<html><title>{EVIL}</title><p>句子词&lt;img src=x onerror=alert(1)&gt;完</p></html>".encode()}
    )
    store = home.store()
    with store.write() as connection:
        connection.execute("UPDATE article SET source = ?", (SOURCE,))
        connection.execute("UPDATE entry SET title = ?, first_title = ?", (HOSTILE.title, HOSTILE.title))
    index_texts(store, home.county)
    store.close()
    with serving(home.settings()) as port:
        yield signed_in(home, port, "wang")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_what_comes_from_the_web_is_text(asker: Asker, row: Row) -> None:
    answer = asker.get(row.path.format_map(PARTS) + QUERIES.get(row.path, ""))
    assert answer.status < 500
    assert b"<img src=x" not in answer.body


def test_every_field_from_the_web_is_shown_somewhere(asker: Asker) -> None:
    """The walk above would be empty talk if the pages did not show the fields at all."""
    shown = " ".join(fromstring(asker.get(f"/findings/{HOSTILE.id}").body.decode()).itertext())
    for field in (HOSTILE.title, HOSTILE.words, HOSTILE.why, HOSTILE.column, SOURCE):
        assert field in shown, field


def test_the_frame_and_the_package_hold_no_markup_of_the_page(asker: Asker) -> None:
    frame = asker.get(f"/evidence/{HOSTILE.id}/page").text
    with ZipFile(BytesIO(asker.get(f"/findings/{HOSTILE.id}/package").body)) as package:
        pages = [package.read(name).decode() for name in package.namelist() if name.endswith(".html")]
    for text in (frame, *pages):
        assert "<img src=x" not in text
        assert "&lt;img src=x" in text
