"""The tab 截图: the page from the archive as a picture, masked as the frame is, drawn without a network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server
from zipfile import ZipFile

import pytest
from archiving import archive
from browsing import desk_page
from made_home import DeskHome, Flagged
from playwright.sync_api import Browser
from serving_desk import Asker, add_accounts, serving, signed_in

from crawler.browser.availability import EXECUTABLE_VARIABLE
from desk.picturing import Picture, PictureError
from schedules.picturing import MOST_KEPT, SHELF, Pictures

ID = "520123190301010037"
SEEN, ON_PART_TWO, ELSEWHERE = Flagged("seen"), Flagged("parted", words="拾分重要"), Flagged("twice", words="登陆")
LONG = "<p>春季森林防火工作责任重大，各村要落实值班制度。</p>" * 120
PAGE = f"<html><body>{LONG}<p>请各村登陆网站查询防火要求，联系人身份证号{ID}。</p></body></html>"


@dataclass
class Drawn:
    """Draws as the desk's own does, and remembers what."""

    pictures: Pictures
    documents: list[str] = field(default_factory=list)

    def __call__(self, html: str) -> Picture:
        self.documents.append(html)
        return self.pictures(html)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    home = DeskHome(tmp_path_factory.mktemp("pictures"))
    add_accounts(home)
    home.flag([SEEN, ON_PART_TWO, ELSEWHERE])
    first_part = "<html><body><p>通知第一页，登陆后请先阅读说明。</p></body></html>"
    archive(home, {SEEN: PAGE.encode(), ON_PART_TWO: first_part.encode(), ELSEWHERE: first_part.encode()})
    store = home.store()
    with store.write() as connection:
        parted = f"通知第一页。\n{ON_PART_TWO.sentence}拾分重要。"
        connection.execute("UPDATE text SET content = ? WHERE id LIKE 'parted%'", (parted,))
    store.close()
    return home


@pytest.fixture(scope="module")
def drawn(home: DeskHome) -> Drawn:
    return Drawn(Pictures(home.folder))


@pytest.fixture(scope="module")
def asker(home: DeskHome, drawn: Drawn) -> Iterator[Asker]:
    with serving(home.settings(take_picture=drawn)) as port:
        yield signed_in(home, port, "wang")


def test_the_tab_shows_the_page_as_a_picture_with_the_hit_in_view(
    browser: Browser, asker: Asker, drawn: Drawn, home: DeskHome
) -> None:
    with desk_page(browser, asker) as page:
        page.goto(f"/findings/{SEEN.id}")
        page.get_by_role("link", name="截图").click()
        picture = page.locator(".picture img")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1100
        assert picture.evaluate("image => image.naturalHeight") > 3000
        assert page.locator(".picture").evaluate("box => box.scrollTop") > 1000
    assert ID not in "".join(drawn.documents)
    assert "520123********0037" in drawn.documents[0]
    assert len(list((home.folder / SHELF).glob("*.png"))) == 1, "the tab and its picture are drawn once"


def test_the_evidence_package_holds_the_picture(asker: Asker, tmp_path: Path) -> None:
    file = tmp_path / "package.zip"
    file.write_bytes(asker.get(f"/findings/{SEEN.id}/package").body)
    with ZipFile(file) as package:
        names = {name.partition("/")[2]: package.read(name) for name in package.namelist()}
    assert names["capture-1/page.png"].startswith(b"\x89PNG")
    assert {"capture-1/page.html", "capture-1/text.txt", "sha256sums.txt"} <= names.keys()


def test_a_machine_without_a_browser_says_so_in_one_sentence(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(EXECUTABLE_VARIABLE, str(tmp_path / "no-chromium"))
    answer = asker.get(f"/findings/{SEEN.id}/picture")
    assert (answer.status, "要看截图，请安装 chromium" in answer.text) == (200, True)
    assert "picture.png" not in answer.text


def test_the_browser_asks_for_nothing_and_runs_nothing(tmp_path: Path) -> None:
    with create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        asked: list[bytes] = []
        threading.Thread(target=lambda: asked.append(listener.accept()[0].recv(9)), daemon=True).start()
        hostile = f"""<html><head><link rel=stylesheet href="{address}a.css"></head><body><p>正文</p>
            <img src="{address}a.png"><iframe src="{address}"></iframe>
            <script>document.body.innerHTML = ""; fetch("{address}")</script></body></html>"""
        picture = Pictures(tmp_path)(hostile)
        assert asked == []
    assert picture.png.startswith(b"\x89PNG")


@pytest.mark.parametrize(("limits", "why"), [({"limit_seconds": 0.01}, "超过"), ({"limit_bytes": 1}, "内存")])
def test_a_page_that_asks_too_much_of_the_browser_is_given_up(
    tmp_path: Path, limits: dict[str, float], why: str
) -> None:
    with pytest.raises(PictureError, match=why):
        Pictures(tmp_path, **limits)("<p>正文</p>")  # type: ignore[arg-type]


def test_the_shelf_keeps_so_many_pictures_and_no_more(tmp_path: Path) -> None:
    shelf = tmp_path / SHELF
    shelf.mkdir(parents=True)
    for number in range(MOST_KEPT):
        (shelf / f"{number:064x}_-1_whole.png").write_bytes(b"")
    Pictures(tmp_path)("<p>正文</p>")
    assert len(list(shelf.glob("*.png"))) == MOST_KEPT


def test_a_hit_that_the_drawn_page_does_not_show_is_said_to_be_elsewhere(asker: Asker) -> None:
    assert 'class="amiss"' not in asker.get(f"/findings/{SEEN.id}/page").text
    assert "命中处不在这一页的网页原貌里" in asker.get(f"/findings/{ON_PART_TWO.id}/page").text
    assert "前后文与命中处不同" in asker.get(f"/findings/{ELSEWHERE.id}/page").text
