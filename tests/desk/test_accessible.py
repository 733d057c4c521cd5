"""Keyboard and screen-reader basics: no page of the desk has a serious fault by axe-core, whoever opens it.

The route table is walked, so that a new page is looked at without being named here; one whose address needs a value
that is not known here fails until it is named in PARTS. A page all of whose kinds of elements were met on pages before
it is not looked at again: four roles see much the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest
from archiving import archive
from axe_playwright_python.sync_playwright import Axe
from browsing import desk_page
from lxml import html
from made_home import OTHER, OWN, DeskHome
from playwright.sync_api import Browser, Page, ViewportSize
from serving_desk import ACCOUNTS, add_accounts, serving, signed_in

from county.account import Account
from desk.access import Reach
from desk.heads import FRAME_FOLDER
from desk.routes import ROUTES
from desk.serving import Row
from scoring.scores import score_units

PHONE: ViewportSize = {"width": 390, "height": 780}
WIDTHS = "[document.documentElement.scrollWidth, document.querySelector('nav').getBoundingClientRect().height]"
GRAVE = frozenset({"serious", "critical"})
PARTS = {"finding": OWN.id, "capture": f"{OWN.page}@{OWN.night}", "unit": "u1", "entry": ""}
FRAGMENTS = ("/findings/{finding}/recheck",)
"""Parts of a page that a script puts into it; they are looked at within that page."""
FILES = ("/static/{name}", "/findings/{finding}/picture.png", "/captures/{capture}/picture.png",
         "/registers/{entry}/document", "/units/{unit}/papers/notice", "/papers/kept")  # fmt: skip
"""Files that need more than this home has to be made."""
QUERIES = {"/search": "?words=%E7%99%BB%E9%99%86", "/registers": "?register=EVENT"}
"""What a page is asked with so that it has something to show."""
ONE_A_ROLE = {account.role: account for account in reversed(ACCOUNTS)}
PAGE = b"<html><body><h1>Notice</h1><p>" + "请各村登陆网站查询防火要求".encode() + b"</p></body></html>"


@dataclass
class Seen:
    """The kinds of elements met on pages without a fault."""

    kinds: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    made = DeskHome(tmp_path_factory.mktemp("accessible"))
    add_accounts(made)
    made.flag([OWN, OTHER])
    archive(made, {OWN: PAGE})
    return made


@pytest.fixture(scope="module")
def entries(made: DeskHome, port: int) -> dict[str, str]:
    """By the beginning of an address, the entry that stands in it: of a ledger, of a register."""
    store, desk = made.store(), made.settings()
    sheets = score_units(store, desk.county, desk.scheme, dt.date.fromisoformat(OWN.night))
    store.close()
    of_ledger = next(entry.id for sheet in sheets if sheet.unit == "u1" for c in sheet.clauses for entry in c.entries)
    wang = signed_in(made, port, "wang")
    given = {"register": "REQUEST", "unit": "u1", "number": "2026-3", "received": "2026-03-02", "note": "当面递交"}
    assert wang.upload("/registers", "document", "申请.pdf", b"%PDF-1.4 scanned", **given).status == 303
    return {"/units/": of_ledger, "/registers/": "YS-1"}


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


def faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found if one["impact"] in GRAVE for node in one["nodes"]]


def kinds_of(text: str) -> set[str]:
    """Every element with the names of its attributes, its class and what it stands in."""
    elements = [one for one in html.fromstring(text).iter() if isinstance(one.tag, str)]
    return {f"{_tag_of(one.getparent())}>{one.tag} {sorted(one.attrib)} {one.get('class')}" for one in elements}


def _tag_of(element: html.HtmlElement | None) -> str:
    return "" if element is None else str(element.tag)


def is_page(row: Row) -> bool:
    """Whether the route may be a page of the desk: no captured page, no part of a page, no file."""
    return row.method == "GET" and not row.path.startswith(FRAME_FOLDER) and row.path not in (*FRAGMENTS, *FILES)


def addresses(account: Account, entries: dict[str, str]) -> list[str]:
    """The addresses of all routes that the account may ask for."""
    found = []
    for row in ROUTES:
        if is_page(row) and (row.access.reach is Reach.ANYONE or account.role in row.access.roles):
            entry = next((one for start, one in entries.items() if row.path.startswith(start)), "")
            found.append(row.path.format_map(PARTS | {"entry": entry}) + QUERIES.get(row.path, ""))
    return found


@pytest.mark.parametrize("account", ONE_A_ROLE.values(), ids=lambda account: account.role.value)
def test_no_page_has_a_serious_fault(
    made: DeskHome, port: int, browser: Browser, entries: dict[str, str], seen: Seen, account: Account
) -> None:
    asker, found, unknown = signed_in(made, port, account.name), [], []
    with desk_page(browser, asker) as page:
        for path in addresses(account, entries):
            answer = asker.get(path)
            if answer.status == 303:
                continue  # it leads to a page that is walked itself
            if answer.status != 200:
                unknown.append(f"{answer.status} {path}")
            elif "text/html" in answer.headers["content-type"] and (kinds := kinds_of(answer.text)) - seen.kinds:
                page.goto(path)
                found += [f"{path} {fault}" for fault in faults(page)]
                seen.kinds |= kinds
    assert (unknown, found) == ([], [])


def test_pages_that_answer_a_form_have_none(made: DeskHome, port: int, browser: Browser) -> None:
    with desk_page(browser, signed_in(made, port, "wang")) as page:
        page.goto("/queue")
        page.get_by_role("button", name="本筛选全部").click()
        page.wait_for_load_state()
        found = faults(page)
        page.goto("/findings/0000")
        assert (found, faults(page)) == ([], [])


def test_an_open_form_and_a_running_recheck_have_none(made: DeskHome, port: int, browser: Browser) -> None:
    with serving(made.settings(rechecks=_Running())) as busy, desk_page(browser, signed_in(made, busy, "wang")) as page:
        page.goto(f"/findings/{OWN.id}")
        page.keyboard.press("4")
        assert faults(page) == []


def test_no_page_is_wider_than_a_phone(made: DeskHome, port: int, browser: Browser) -> None:
    """A contact opens the week's mail on a phone: pages lie one thing under the other, the menu in one line."""
    with desk_page(browser, signed_in(made, port, "wang")) as page:
        page.set_viewport_size(PHONE)
        for path in ("/queue", f"/findings/{OWN.id}", "/units/u1", "/registers?register=EVENT", "/settings/units/u1"):
            page.goto(path)
            width, menu = page.evaluate(WIDTHS)
            assert (path, width, menu < 60) == (path, PHONE["width"], True)


class _Running:
    """A re-check that never ends."""

    def start(self, finding: str, account: str) -> None: ...

    def is_running(self, finding: str) -> bool:
        return True

    def failure(self, finding: str) -> str:
        return ""
