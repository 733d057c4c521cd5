"""The evidence of a finding: every tab, masked, with the hit in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from archiving import archive
from browsing import desk_page
from made_home import DeskHome, Flagged
from playwright.sync_api import Browser
from serving_desk import Asker, add_accounts, serving, signed_in

from desk.frame.page_view import HEADERS

ID = "520123190301010037"
PLAIN, CHANGED, UNARCHIVED = Flagged("plain"), Flagged("changed", gone_on="2026-03-09"), Flagged("unarchived")
PAGE = f"<html><body><div>导航</div><p>请各村登<b>陆网</b>站查询防火要求，联系人身份证号{ID}。</p></body></html>"
MENDED = "请各村登录网站查询防火要求"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    home = DeskHome(tmp_path_factory.mktemp("evidence"))
    add_accounts(home)
    home.flag([PLAIN, CHANGED, UNARCHIVED])
    archive(home, {PLAIN: PAGE.encode(), CHANGED: PAGE.encode()})
    store = home.store()
    with store.write() as connection:
        connection.execute("UPDATE text SET content = ? WHERE id = 'changed-clean'", (MENDED,))
    store.close()
    return home


@pytest.fixture(scope="module")
def port(home: DeskHome) -> Iterator[int]:
    with serving(home.settings()) as port:
        yield port


@pytest.fixture(scope="module")
def asker(home: DeskHome, port: int) -> Asker:
    return signed_in(home, port, "wang")


def test_the_text_tab_shows_the_hit_in_its_context_and_why(asker: Asker) -> None:
    text = asker.get(f"/findings/{PLAIN.id}").text
    assert 'id="hit-1">登陆网站</mark>' in text
    for told in (PLAIN.why, "word-listed", "2026-03-02", "SHA-256", "(五)6"):
        assert told in text


def test_the_frame_holds_the_page_masked_and_marked(asker: Asker) -> None:
    tab = asker.get(f"/findings/{PLAIN.id}/page").text
    assert f'<iframe class="page" sandbox src="/evidence/{PLAIN.id}/page#hit-1"' in tab
    frame = asker.get(f"/evidence/{PLAIN.id}/page")
    assert all(frame.headers[name.lower()] == value for name, value in HEADERS.items())
    assert '<mark id="hit-1">登</mark><b data-hit><mark>陆网</mark></b><mark>站</mark>' in frame.text
    assert ID not in frame.text
    assert "520123********0037" in frame.text


def test_the_source_is_masked_and_told_by_its_line(asker: Asker) -> None:
    text = asker.get(f"/findings/{PLAIN.id}/source").text
    assert "命中在第 1 行" in text
    assert "&lt;b&gt;" in text
    assert ID not in text


def test_what_changed_since_is_told(asker: Asker) -> None:
    assert "登<del>陆</del><ins>录</ins>网站" in asker.get(f"/findings/{CHANGED.id}/changes").text
    assert "只有这一个版本" in asker.get(f"/findings/{PLAIN.id}/changes").text


def test_an_archive_that_is_gone_is_told_in_a_sentence(asker: Asker) -> None:
    answer = asker.get(f"/evidence/{UNARCHIVED.id}/page")
    assert (answer.status, "存档" in answer.text) == (409, True)


def test_a_hit_is_in_view_when_its_tab_opens(browser: Browser, asker: Asker) -> None:
    with desk_page(browser, asker) as page:
        page.goto(f"/findings/{PLAIN.id}")
        assert page.locator("#hit-1").evaluate("mark => mark.getBoundingClientRect().bottom < innerHeight")
        page.goto(f"/findings/{PLAIN.id}/page")
        mark = page.frame_locator("iframe").locator("#hit-1")
        assert mark.evaluate("mark => 0 <= mark.getBoundingClientRect().top && mark.getBoundingClientRect().top < 500")
