"""Nothing that comes from the web is markup to the desk: titles, words, sentences, addresses, names of files."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from archiving import archive
from made_home import DeskHome, Flagged
from serving_desk import Asker, add_accounts, serving, signed_in

from evidence.search import index_texts

EVIL = "<img src=x onerror=alert(1)>"
HOSTILE = Flagged(
    "hostile",
    title=f"标题{EVIL}",
    words=f"词{EVIL}",
    sentence=f"句子词{EVIL}完",
    why=f"因为{EVIL}",
    url=f'http://www.example.gov.cn/"{EVIL}.html',
    gone_on="2026-03-09",
)
PATHS = (
    f"/findings/{HOSTILE.id}", f"/findings/{HOSTILE.id}/source", f"/findings/{HOSTILE.id}/changes",
    f"/captures/{HOSTILE.page}@{HOSTILE.night}?words=%3Cimg", "/search?words=%E5%8F%A5%E5%AD%90", "/county",
    "/units/u1", "/papers", "/trail",
)  # fmt: skip


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    home = DeskHome(tmp_path_factory.mktemp("escaping"))
    add_accounts(home)
    home.flag([HOSTILE])
    archive(
        home, {HOSTILE: f"<html><title>{EVIL}</title><p>句子词&lt;img src=x onerror=alert(1)&gt;完</p></html>".encode()}
    )
    store = home.store()
    index_texts(store, home.county)
    store.close()
    with serving(home.settings()) as port:
        yield signed_in(home, port, "wang")


@pytest.mark.parametrize("path", PATHS)
def test_what_comes_from_the_web_is_text(asker: Asker, path: str) -> None:
    answer = asker.get(path)
    assert answer.status == 200
    assert "<img src=x" not in answer.text


def test_the_frame_and_the_package_hold_no_markup_of_the_page(asker: Asker) -> None:
    frame = asker.get(f"/evidence/{HOSTILE.id}/page").text
    with ZipFile(BytesIO(asker.get(f"/findings/{HOSTILE.id}/package").body)) as package:
        pages = [package.read(name).decode() for name in package.namelist() if name.endswith(".html")]
    for text in (frame, *pages):
        assert "<img src=x" not in text
        assert "&lt;img src=x" in text
