"""A hostile page in the archive asks for nothing, runs nothing and leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from archiving import archive
from browsing import desk_page
from evil_host import EvilHost
from made_home import DeskHome, Flagged
from playwright.sync_api import Browser, Page
from serving_desk import Asker, add_accounts, serving, signed_in

HOSTILE = Flagged("hostile")
CLICKED = ("提交", "上级", "新窗", "本站", "脚本")


@pytest.fixture(scope="module")
def evil() -> Iterator[EvilHost]:
    with EvilHost() as host:
        yield host


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory, evil: EvilHost) -> Iterator[Asker]:
    home = DeskHome(tmp_path_factory.mktemp("hostile"))
    add_accounts(home)
    home.flag([HOSTILE])
    archive(home, {HOSTILE: evil.page})
    with serving(home.settings()) as port:
        yield signed_in(home, port, "wang")


def test_a_hostile_page_is_shown_and_does_nothing(browser: Browser, asker: Asker, evil: EvilHost) -> None:
    evil.asked.clear()
    asked: list[str] = []
    opened: list[Page] = []
    with desk_page(browser, asker) as page:
        page.context.on("request", lambda request: asked.append(request.url))
        page.context.on("page", lambda page: opened.append(page))
        page.goto(f"/findings/{HOSTILE.id}/page")
        frame = page.frame_locator("iframe")
        frame.locator("#hit-1").wait_for()
        begun = list(asked)
        for words in CLICKED:
            frame.get_by_text(words).first.click()
        page.wait_for_load_state("networkidle")
        assert asked == begun
        assert all(url.startswith(f"{asker.origin}/") for url in asked)
        assert (evil.asked, opened, page.title().startswith("错敏词")) == ([], [], True)


def test_the_head_and_the_sandbox_hold_a_page_that_was_not_drawn_anew(browser: Browser, evil: EvilHost) -> None:
    evil.asked.clear()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{evil.url}/desk")
    frame = page.frame_locator("iframe")
    frame.get_by_text("请各村登陆网站").wait_for()
    for name in ("go", "top", "blank", "script"):
        frame.locator(f"#{name}").click()
    page.wait_for_load_state("networkidle")
    assert (evil.asked, page.title()) == ([], "desk")
    context.close()
