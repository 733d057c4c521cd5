"""Row 19 of the table of features: one finding's page read again now, its result beside the old one."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from browsing import desk_page
from click.testing import CliRunner
from made_home import Clock, DeskHome
from playwright.sync_api import Browser, expect
from serving_desk import add_accounts, serving, signed_in
from small_portal import DAY_AFTER, NIGHT, RIGHT, WRONG, Quiet, SmallPortal, article, served, watching, wrong_words

from county.recheck import Outcome
from evidence.desk.asked import AskedRecheck, newest_recheck
from evidence.errors import EvidenceError
from evidence.histories import visits
from evidence.home import Home
from evidence.known_state import last_night
from evidence.ledger import Ledger
from schedules.night import Night
from schedules.rechecking import RecheckRefusedError, recheck
from scoring import load_scheme, scheme_of
from xuncha.__main__ import main
from xuncha.desk import desk_settings

PAGES = ("still", "fixed", "gone", "moved", "taken", "shown", "down")
OUT_OF_HOURS = (dt.time(0), dt.time(0, 1))


@pytest.fixture(scope="module")
def portal() -> Iterator[SmallPortal]:
    with served(SmallPortal()) as portal:
        portal.publish(PAGES)
        yield portal


@pytest.fixture(scope="module")
def first_night(portal: SmallPortal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after its first night, with an account for each role."""
    home = watching(tmp_path_factory.mktemp("rechecked") / "home", portal)
    add_accounts(DeskHome(home.folder))
    return home.folder


@pytest.fixture
def home(first_night: Path, tmp_path: Path, portal: SmallPortal) -> Home:
    return _copied(first_night, tmp_path, portal)


def _copied(first_night: Path, folder: Path, portal: SmallPortal) -> Home:
    shutil.copytree(first_night, folder / "home")
    portal.publish(PAGES)
    portal.asked.clear()
    return Home(folder / "home", folder / "home")


def read_again(home: Home, name: str, **policy: object) -> AskedRecheck:
    county, finding = home.county(), wrong_words(home)[name].id
    told = replace(county, crawl=replace(county.crawl, **policy))  # type: ignore[arg-type]
    return recheck(home, told, load_scheme("xiuwen"), Quiet(), finding, "wang", DAY_AFTER)


@dataclass(frozen=True)
class Unchanged:
    """A page that stands as it was, read again outside the hours of the nights."""

    home: Home
    asked: list[str]
    told: AskedRecheck


@pytest.fixture(scope="module")
def unchanged(first_night: Path, portal: SmallPortal, tmp_path_factory: pytest.TempPathFactory) -> Unchanged:
    home = _copied(first_night, tmp_path_factory.mktemp("unchanged"), portal)
    told = read_again(home, "still", window=OUT_OF_HOURS)
    return Unchanged(home, sorted(portal.asked), told)


def test_a_fault_that_stands_is_told_after_one_question_to_the_page(unchanged: Unchanged) -> None:
    assert (unchanged.told.kind, unchanged.told.capture) == (Outcome.STILL_THERE, "")
    assert unchanged.asked == ["/", "/robots.txt", "/tz/still.html"]


def test_it_is_no_night_and_witnesses_no_column(unchanged: Unchanged) -> None:
    with unchanged.home.store() as store:
        assert {visit.night for visit in visits(store, DAY_AFTER)} == {NIGHT}
        assert last_night(store) == NIGHT
        assert Ledger(store).runs("county", DAY_AFTER) == [], "the night is still due"
        assert store.connection.execute("SELECT night FROM night_check").fetchall() == [(NIGHT.isoformat(),)]


def test_what_was_asked_survives_a_store_that_is_made_again(unchanged: Unchanged) -> None:
    unchanged.home.store_path.unlink()
    with unchanged.home.store() as store:
        assert newest_recheck(store.connection, unchanged.told.finding) == unchanged.told


def test_each_way_a_page_can_change_is_told(home: Home, portal: SmallPortal) -> None:
    portal.put("/tz/fixed.html", article(RIGHT, "关于开展春季森林防火工作的通知（fixed）"))
    portal.put("/tz/gone.html", "<html><body>404 Not Found</body></html>", 404)
    portal.put("/tz/moved.html", article("社区已经布暑到位", "关于开展春季森林防火工作的通知（moved）"))
    told = {name: read_again(home, name) for name in ("fixed", "gone", "moved")}
    assert {name: one.kind for name, one in told.items()} == {
        "fixed": Outcome.FIXED,
        "gone": Outcome.PAGE_GONE,
        "moved": Outcome.STILL_THERE,
    }
    assert told["fixed"].capture
    assert "同样的词" in told["moved"].reason
    standing = wrong_words(home, DAY_AFTER)
    assert (standing["fixed"].gone, standing["gone"].gone) == (True, False), "one look proves no page gone"


def test_a_page_that_is_missing_on_a_portal_that_is_down_is_not_taken_for_gone(home: Home, portal: SmallPortal) -> None:
    portal.put("/tz/gone.html", "<html><body>404 Not Found</body></html>", 404)
    portal.put("/", "oops", 500)
    words = ["recheck", wrong_words(home)["gone"].id, "--home", str(home.folder), "--today", DAY_AFTER.isoformat()]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 4
    then, now = done.stdout.splitlines()[-2:]
    assert (WRONG in then, "没能看清" in now, "首页" in now) == (True, True, True)


def test_nothing_is_asked_while_a_night_is_at_work(home: Home, portal: SmallPortal) -> None:
    with home.alone(), pytest.raises(RecheckRefusedError, match="巡查正在进行"):
        read_again(home, "still")
    assert portal.asked == []


def test_a_night_waits_for_a_re_check_and_says_so(home: Home) -> None:
    said: list[str] = []
    with ExitStack() as recheck:
        recheck.enter_context(home.alone())

        class Ending(Quiet):
            def say(self, sentence: str) -> None:
                said.append(sentence)
                recheck.close()

        county = home.county()
        with Night(home, county, scheme_of(home.config, county), Ending()).opened(wait=1200.0) as store:
            assert store.path == home.store_path
    assert said == ["另一个任务（如复查）正在使用工作目录，最多等它 20 分钟。"]


def test_what_only_a_whole_column_can_tell_is_refused(home: Home) -> None:
    with home.store() as store:
        row = store.connection.execute("SELECT id FROM night_finding LIMIT 1").fetchone()
    assert row, "the sample has a finding on a column"
    with pytest.raises(EvidenceError, match="下一夜"):
        recheck(home, home.county(), load_scheme("xiuwen"), Quiet(), row[0], "wang", DAY_AFTER)


def test_the_desk_shows_the_new_reading_beside_the_old_one(home: Home, portal: SmallPortal, browser: Browser) -> None:
    portal.put("/tz/shown.html", article(RIGHT, "关于开展春季森林防火工作的通知（shown）"))
    finding = wrong_words(home)["shown"].id
    with serving(desk_settings(home, plain_http=True)) as port:
        asker = signed_in(DeskHome(home.folder, clock=Clock(int(time.time()))), port, "wang")
        with desk_page(browser, asker) as page:
            page.goto(f"/findings/{finding}?one=1")
            page.keyboard.press("r")
            expect(page.locator("#recheck")).to_contain_text("正在重新读取这一页")
            expect(page.locator("#recheck .o-fixed")).to_have_text("已改正", timeout=30_000)
            then, now = page.locator("#recheck blockquote").all()
            assert (WRONG in then.inner_text(), RIGHT in now.inner_text()) == (True, True)
            expect(page.locator("#recheck")).to_contain_text("由 王敏 要求")
            page.get_by_role("link", name="前后对比").last.click()
            expect(page.locator("main")).to_contain_text("认真部署")


def test_the_desk_answers_while_a_portal_does_not(home: Home, portal: SmallPortal, browser: Browser) -> None:
    finding = wrong_words(home)["down"].id
    portal.put("/tz/down.html", "oops", 503)
    with serving(desk_settings(home, plain_http=True)) as port:
        asker = signed_in(DeskHome(home.folder, clock=Clock(int(time.time()))), port, "wang")
        asker.get(f"/findings/{finding}")
        assert asker.post(f"/findings/{finding}/recheck").status == 303
        assert "正在重新读取这一页" in asker.get(f"/findings/{finding}").text
        other = wrong_words(home)["still"].id
        busy = asker.post(f"/findings/{other}/recheck")
        assert (busy.status, "一次只读一页" in busy.text) == (409, True)
        with desk_page(browser, asker) as page:
            page.goto(f"/findings/{finding}")
            expect(page.locator("#recheck .o-cannot-tell")).to_have_text("没能看清", timeout=30_000)
            expect(page.locator("#recheck")).to_contain_text("503")
