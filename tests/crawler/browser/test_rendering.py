"""Lists that only a script draws, read in the system's own Chromium."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3

import pytest
from rendering_home import DRAWN, Nights, RenderingHome
from scripted_portal import PAGES, ROWS, TODAY, rows_of
from warcio.archiveiterator import ArchiveIterator

from evidence.pack import read_body

SAID = "由浏览器渲染读取。"


@pytest.mark.parametrize("column", DRAWN)
def test_a_drawn_list_is_read_and_the_visit_says_how(nights: Nights, column: str) -> None:
    visit = nights.drawn[column]
    assert (visit["verdict"], visit["reason"], visit["entries"]) == ("complete", SAID, len(rows_of(column)))
    assert visit["newest"] == rows_of(column)[0]["d"]


def test_a_pager_that_only_a_script_follows_is_clicked_to_the_end(nights: Nights) -> None:
    visit = nights.turned["turned"]
    assert (visit["verdict"], visit["entries"]) == ("complete", PAGES * ROWS)


def test_a_drawn_page_without_rows_is_an_unknown_layout(nights: Nights) -> None:
    visit = nights.turned["nothing"]
    assert (visit["verdict"], visit["entries"]) == ("layout-changed", 0)


def test_a_drawn_empty_list_waits_for_a_second_night_as_any_other(nights: Nights) -> None:
    visit = nights.turned["empty"]
    assert visit["verdict"] == "partial"
    assert visit["reason"] == f"列表为空（页面写明“暂无信息”），待下一夜复核。{SAID}"


def test_more_pages_than_allowed_are_not_rendered(nights: Nights) -> None:
    visit = nights.capped["turned"]
    assert (visit["verdict"], visit["entries"]) == ("partial", ROWS)
    assert visit["reason"] == f"本夜用浏览器渲染已达上限 1 页（browser_pages），没有再渲染。{SAID}"


@pytest.mark.parametrize("column", ["endless", "dialogs"])
def test_a_page_that_never_ends_is_left_and_the_next_one_read(nights: Nights, column: str) -> None:
    visits = nights.endless
    assert visits[column]["verdict"] == "layout-changed"
    assert visits[column]["reason"] == "列表由脚本生成，浏览器渲染超过时限，没有完成。"
    assert visits["fetched"]["verdict"] == "complete"


def test_nothing_but_the_portal_is_asked(nights: Nights) -> None:
    assert nights.portal.asked["/leads-away"] == 1
    assert nights.portal.asked["/foreign/x7"] == 1
    assert nights.elsewhere.asked == {}


def test_pictures_are_not_asked_for_and_the_office_is_named(nights: Nights) -> None:
    assert nights.portal.asked["/picture.png"] == 0
    assert nights.portal.asked["/written/picture.png"] == 0
    assert len(nights.portal.agents) == 1
    assert "Xuncha/" in nights.portal.agents.pop()


def test_each_drawn_page_is_archived_with_its_browser(nights: Nights) -> None:
    archive = nights.home.pack / "pages-00000.warc.gz"
    with archive.open("rb") as file:
        records = [(record.rec_type, record.rec_headers) for record in ArchiveIterator(file)]
    answers = {headers.get_header("WARC-Record-ID") for kind, headers in records if kind == "response"}
    drawn = [headers for kind, headers in records if kind == "conversion"]
    assert len(drawn) == len(DRAWN)
    for headers in drawn:
        assert headers.get_header("X-Rendered-By").startswith("Chromium ")
        assert headers.get_header("WARC-Refers-To") in answers


def test_the_capture_of_a_drawn_page_is_the_document_that_was_judged(nights: Nights) -> None:
    pack = sqlite3.connect(nights.home.pack / "pack.db")
    rows = pack.execute(
        "SELECT warc, offset, body_sha256 FROM capture JOIN visit_page ON visit_page.capture = capture.id"
        " WHERE number = 1"
    ).fetchall()
    pack.close()
    assert len(rows) == len(DRAWN)
    for warc, offset, digest in rows:
        body = read_body(nights.home.pack / warc, offset)
        assert hashlib.sha256(body).hexdigest() == digest
        assert "工作动态信息" in body.decode()


def test_the_page_without_rows_never_passes_for_the_unchanged_list(nights: Nights) -> None:
    before = nights.portal.asked["/fetched/x7"]
    home = RenderingHome(nights.home.folder, nights.portal.url, ("fetched",))
    visit = home.night(TODAY + dt.timedelta(days=1))["fetched"]
    assert (visit["verdict"], visit["reason"]) == ("complete", SAID)
    assert home.run("visits", "--json").count(SAID) > len(DRAWN)
    assert nights.portal.asked["/fetched/x7"] == before + 1
