"""The pictures of the desk in README and docs, made anew from the sample: `python -m xuncha.desk_pictures`."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from county.account import Account, Role
from crawler.browser.chromium import launch_options
from desk.passwords import hash_password, new_password
from evidence.desk.accounts import add_account, find_account, set_password
from evidence.desk.sessions import open_session
from evidence.home import Home
from sample.build import DEFAULT_TODAY
from xuncha.desk import desk_settings, server_for
from xuncha.pictures import FOLDER, watched_sample

SCREEN = {"width": 1366, "height": 768}
"""The screen of a usual office PC."""
MORNING = int(dt.datetime.combine(DEFAULT_TODAY + dt.timedelta(1), dt.time(1), dt.UTC).timestamp())
REVIEWER = Account("wangmin", "王敏", Role.REVIEWER)


@contextmanager
def _serving(home: Home) -> Iterator[str]:
    settings = replace(desk_settings(home, plain_http=True), clock=lambda: MORNING)
    listener = create_server(("127.0.0.1", 0))
    server = server_for(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def _sign_in(home: Home) -> str:
    with closing(home.open_store()) as store:
        password = hash_password(new_password())
        add_account(store, REVIEWER, password, "pictures")
        set_password(store, REVIEWER.name, password, REVIEWER.name, must_change=False)
        account = find_account(store.connection, REVIEWER.name)
        return open_session(store, account or REVIEWER, "127.0.0.1", MORNING)


def _draw(page: Page) -> None:
    """A morning: a few decisions, equal hits, the page as it stood."""
    page.goto("/queue")
    for key in ("1", "2", "1", "5"):
        if page.locator(f"[data-key=Digit{key}]").count():
            with page.expect_navigation():
                page.keyboard.press(key)
    _save(page, "queue")
    many = page.locator("li:has(.many) a")
    if many.count():
        many.first.click()
        page.wait_for_load_state()
        page.locator("details.alike summary").click()
        _save(page, "group")
    page.goto("/queue?rule=word-listed")
    page.locator(".tabs a", has_text="网页原貌").click()
    page.wait_for_load_state("networkidle")
    _save(page, "page")
    page.goto("/county")
    _save(page, "county")
    worst = page.locator(".county .list a").last
    worst.click()
    _save(page, "unit")
    page.goto("/search?" + urlencode({"words": "工作 会议"}))
    _save(page, "search")


def _save(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"desk-{name}.png")


def make_desk_pictures(work: Path) -> None:
    """Draws the desk of a sample after its first night."""
    home = watched_sample(work)
    session = _sign_in(home)
    chromium = shutil.which("chromium") or "chromium"
    with _serving(home) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(**launch_options(chromium, ""))
        context = browser.new_context(viewport=SCREEN, base_url=address, locale="zh-CN")  # type: ignore[arg-type]
        context.add_cookies([{"name": "xuncha", "value": session, "url": address}])
        _draw(context.new_page())
        browser.close()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work:
        make_desk_pictures(Path(work))
