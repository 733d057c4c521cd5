"""Keyboard and screen-reader basics: no page has a serious fault by axe-core."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import desk_page
from made_home import OWN, DeskHome
from playwright.sync_api import Browser, Page
from serving_desk import signed_in

PATHS = (
    "/queue", f"/findings/{OWN.id}", f"/findings/{OWN.id}/changes", f"/captures/{OWN.page}@{OWN.night}", "/mine",
    "/search?words=%E7%99%BB%E9%99%86", "/county", "/units/u1", "/units/u1/registers", "/units/u1/history",
    "/papers", "/health",
    "/registers", "/registers?register=EVENT", "/settings", "/settings/units/u1", "/settings/words", "/mutes",
    "/trail", "/password",
)  # fmt: skip
GRAVE = frozenset({"serious", "critical"})


@pytest.fixture(scope="module")
def page(browser: Browser, made: DeskHome, port: int) -> Iterator[Page]:
    with desk_page(browser, signed_in(made, port, "wang")) as page:
        yield page


def faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found if one["impact"] in GRAVE for node in one["nodes"]]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_serious_fault(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer
    assert answer.status == 200
    assert faults(page) == []


def test_the_door_has_none_either(browser: Browser, port: int) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/login")
    assert faults(page) == []
    context.close()
