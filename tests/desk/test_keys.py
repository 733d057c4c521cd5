"""The queue by keyboard, in a real browser: nothing but keys, safe with input methods, safe with the captured page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from archiving import archive
from browsing import desk_page
from made_home import COUNTY, TODAY, DeskHome, Flagged
from playwright.sync_api import Browser, Page, expect
from serving_desk import add_accounts, serving, signed_in

from county.account import EVERYTHING
from county.review import Status, Tray
from evidence.desk.deciding import acts, undo
from evidence.desk.filters import QueueFilter
from evidence.desk.notes import notes_of
from evidence.desk.queue import Timing
from evidence.desk.reading import count, finding_ids, queue_row

MANY = [Flagged(f"p{n:02}", f"u{n % 3 + 1}", words=f"错词{n:02}", sentence=f"这里有错词{n:02}要改") for n in range(30)]
PAGE = (
    b"<html><body><h1>\xe9\x80\x9a\xe7\x9f\xa5</h1><p>" + "请各村查询防火要求。".encode() * 400 + b"</p></body></html>"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    home = DeskHome(tmp_path_factory.mktemp("keys"))
    add_accounts(home)
    home.flag(MANY)
    archive(home, dict.fromkeys(MANY[25:], PAGE))
    return home


@pytest.fixture(scope="module")
def port(home: DeskHome) -> Iterator[int]:
    with serving(home.settings()) as port:
        yield port


@pytest.fixture
def page(home: DeskHome, port: int, browser: Browser) -> Iterator[Page]:
    """The queue, opened by a reviewer."""
    with desk_page(browser, signed_in(home, port, "wang")) as page:
        page.goto("/queue")
        yield page


def press(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """The id of the finding in focus."""
    return page.url.partition("/findings/")[2].partition("?")[0].partition("/")[0]


def trays(home: DeskHome) -> dict[Tray, int]:
    """How many findings lie where."""
    store = home.store()
    counts = {tray: count(store.connection, QueueFilter(EVERYTHING, tray)) for tray in Tray}
    store.close()
    return counts


def status_of(home: DeskHome, finding: str) -> str:
    store = home.store()
    row = queue_row(store.connection, finding)
    store.close()
    assert row is not None
    return row.status


def test_twenty_findings_are_reviewed_with_keys_alone(home: DeskHome, page: Page) -> None:
    before = trays(home)
    expected: dict[str, str] = {}
    for turn in range(20):
        key, status = (("1", Status.CONFIRMED), ("2", Status.FALSE_ALARM), ("3", Status.OTHER_UNIT))[turn % 3]
        finding = focused(page)
        assert finding not in expected
        expected[finding] = status
        press(page, key)
        expect(page.locator("#flash")).to_contain_text("已认定")
    assert {finding: status_of(home, finding) for finding in expected} == expected
    after = trays(home)
    assert after[Tray.REVIEW] == before[Tray.REVIEW] - 20
    assert after[Tray.NOTICE] == before[Tray.NOTICE] + 7
    for _ in range(3):
        press(page, "u")
    assert trays(home)[Tray.REVIEW] == before[Tray.REVIEW] - 17
    store = home.store()
    for act in acts(store.connection, "wang"):
        undo(store, act.id, "wang", f"undo-{act.id}", Timing.of(COUNTY, TODAY))
    store.close()
    assert trays(home) == before


def test_moving_putting_off_and_coming_back(home: DeskHome, page: Page) -> None:
    first = focused(page)
    press(page, "j")
    second = focused(page)
    press(page, "k")
    assert (focused(page) == first) is (second != first)
    press(page, "s")
    assert focused(page) == second
    assert status_of(home, first) == Status.PENDING
    page.goto("/queue?later=1")
    assert focused(page) == first


def test_the_fields_open_by_key_and_give_the_keys_back(home: DeskHome, page: Page) -> None:
    finding = focused(page)
    page.keyboard.press("c")
    page.keyboard.type("12 j 请看 u")
    press(page, "Control+Enter")
    store = home.store()
    assert [note.content for note in notes_of(store.connection, finding)] == ["12 j 请看 u"]
    store.close()
    assert focused(page) == finding
    assert status_of(home, finding) == Status.PENDING
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("2")
    expect(page.locator("#search")).to_have_value("2")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    press(page, "j")
    assert focused(page) != finding


def test_deferring_asks_for_reason_approver_and_day(home: DeskHome, page: Page) -> None:
    finding = focused(page)
    page.keyboard.press("4")
    page.keyboard.type("等上级答复")
    page.keyboard.press("Tab")
    page.keyboard.type("李主任")
    page.locator("details[open] input[name=until]").fill("2026-04-10")
    press(page, "Enter")
    assert status_of(home, finding) == Status.DEFERRED
    press(page, "u")


COMPOSING = """([code, how]) => document.body.dispatchEvent(new KeyboardEvent("keydown", Object.assign(
    {code: code, key: how.keyCode === 229 ? "Process" : "1", bubbles: true}, how)))"""


ELSEWHERE: list[dict[str, object]] = [
    *({"isComposing": True}, {"keyCode": 229}, {"ctrlKey": True}, {"altKey": True}, {"metaKey": True}),
    *({"shiftKey": True}, {"repeat": True}),
]


def test_keys_of_an_input_method_and_of_the_system_decide_nothing(home: DeskHome, page: Page) -> None:
    before, url = trays(home), page.url
    for how in ELSEWHERE:
        for code in ("Digit1", "Digit2", "KeyS", "KeyJ", "KeyU"):
            page.evaluate(COMPOSING, [code, how])
    assert page.url == url
    assert trays(home) == before
    # the same event without them does
    with page.expect_navigation():
        page.evaluate(COMPOSING, ["KeyJ", {}])


def test_composing_in_a_field_decides_nothing(home: DeskHome, page: Page) -> None:
    before = trays(home)
    page.keyboard.press("c")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "ceshi1", "selectionStart": 6, "selectionEnd": 6})
    session.send("Input.insertText", {"text": "测试"})
    expect(page.locator("details[open] textarea")).to_have_value("测试")
    assert trays(home) == before


def test_a_click_into_the_captured_page_does_not_steal_the_keys(home: DeskHome, page: Page) -> None:
    archived = MANY[25].id
    page.goto(f"/findings/{archived}/page?tray=review")
    page.locator("iframe.page").click(position={"x": 60, "y": 60})
    page.wait_for_function("document.activeElement === document.body && document.hasFocus()")
    press(page, "k")
    assert focused(page) != archived
    press(page, "j")
    assert focused(page) == archived


def test_a_decision_is_announced_and_every_key_stands_on_its_button(page: Page) -> None:
    assert page.locator("#flash").get_attribute("role") == "status"
    shown = {button.inner_text() for button in page.locator("[data-key] kbd").all()}
    assert shown >= {"j", "1", "2", "3", "4", "s", "a", "c", "m", "?"}


def test_the_desk_works_without_scripts(home: DeskHome, port: int, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=f"http://127.0.0.1:{port}")
    asker = signed_in(home, port, "wang")
    context.add_cookies([{"name": "xuncha", "value": asker.cookies["xuncha"], "url": asker.origin}])
    page = context.new_page()
    page.goto("/queue")
    finding = focused(page)
    page.get_by_role("button", name="误报").click()
    assert status_of(home, finding) == Status.FALSE_ALARM
    page.get_by_role("button", name="撤销").click()
    assert status_of(home, finding) == Status.PENDING
    page.locator("summary", has_text="备注").click()
    page.locator("details[open] textarea").fill("没有脚本")
    page.get_by_role("button", name="记下", exact=True).click()
    expect(page.get_by_text("没有脚本")).to_be_visible()
    context.close()


def test_ticks_and_shift_decide_on_a_range(home: DeskHome, page: Page) -> None:
    boxes = page.locator("input[name=pick]")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert boxes.evaluate_all("all => all.filter(box => box.checked).length") == 4
    page.get_by_role("button", name="所选…").click()
    expect(page.get_by_role("heading", name="共 4 条")).to_be_visible()
    page.get_by_label("非本单位").check()
    page.get_by_role("button", name="确定").click()
    expect(page.locator("#flash")).to_contain_text("非本单位”4 条")
    store = home.store()
    left = finding_ids(store.connection, QueueFilter(EVERYTHING, Tray.CLOSED))
    store.close()
    assert len(left) == 4
    press(page, "u")
    assert trays(home)[Tray.CLOSED] == 0
