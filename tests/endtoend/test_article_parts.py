"""An article over several pages is one article; what stood on a page that cannot be read has not been mended."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

import pytest
from drawn_portal import DrawnPortal
from installation import TODAY, Installation

from evidence.findings import findings
from evidence.pack.warc import read_body
from evidence.store import Store

NIGHTS = tuple(TODAY + dt.timedelta(days=day) for day in range(4))
PAGER = "<a href=t1.html>1</a> <a href=t1_2.html>2</a> <a href=t1_3.html>3</a>"
WRONG = "<p>全面布署疫情防控各项工作任务。</p>"
RIGHT = "<p>全面部署疫情防控各项工作任务。</p>"


def _fill(portal: DrawnPortal) -> None:
    portal.page("/", "<a href=/gzdt/>修文县人民政府</a>" * 9)
    row = "<li><a href=t1.html>关于做好某项工作的通知</a> 2026-03-20</li>"
    other = "<li><a href=t2.html>关于做好另一项工作的通知</a> 2026-03-19</li>"
    portal.page("/gzdt/", f"<ul class=list>{row}{other}</ul>")
    portal.article("/gzdt/t2.html", "关于做好另一项工作的通知", "<p>另一项。</p>")
    portal.article("/gzdt/t1.html", "关于做好某项工作的通知", f"<p>甲页开头。</p>{PAGER}", etag='"1"')
    portal.article("/gzdt/t1_2.html", "关于做好某项工作的通知", f"<p>乙页开头。</p><a href=/f/b.pdf>附件</a>{PAGER}")
    _third(portal, WRONG)


def _third(portal: DrawnPortal, body: str, status: int = 200) -> None:
    portal.article("/gzdt/t1_3.html", "关于做好某项工作的通知", f"<p>丙页开头。</p>{body}{PAGER}", status=status)


@pytest.fixture(scope="module")
def portal() -> Iterator[DrawnPortal]:
    with DrawnPortal().serving() as running:
        _fill(running)
        yield running


@pytest.fixture(scope="module")
def nights(portal: DrawnPortal, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Four nights: a fault on page 3, the same, page 3 unreadable, the fault mended while page 1 stayed as it was."""
    folder = tmp_path_factory.mktemp("parts")
    home = Installation(folder / "home", portal.site(folder / "site", {"工作动态": "/gzdt/"}))
    home.night(NIGHTS[0])
    home.night(NIGHTS[1])
    _third(portal, WRONG, status=500)
    home.night(NIGHTS[2])
    _third(portal, RIGHT)
    home.night(NIGHTS[3])
    return home


def _captures(home: Installation) -> list[tuple[str, float, str, str]]:
    """(night, quality, reason, text) of the article."""
    store = Store(home.home / "evidence.db")
    query = """SELECT night, quality, reason, content FROM capture JOIN text ON text.id = capture.text
               WHERE kind = 'article' AND capture.url LIKE '%/gzdt/t1.html' ORDER BY night"""
    rows = store.connection.execute(query).fetchall()
    store.close()
    return rows


def test_the_text_is_that_of_all_pages_in_their_order(nights: Installation) -> None:
    night, quality, reason, text = _captures(nights)[0]
    assert (night, quality, reason) == (NIGHTS[0].isoformat(), 1.0, "")
    places = [text.find(words) for words in ("甲页开头", "乙页开头", "丙页开头")]
    assert places == sorted(places)
    assert places[0] >= 0


def test_only_a_night_that_saw_something_else_keeps_the_article_anew(nights: Installation) -> None:
    kept = [(night, quality) for night, quality, _, _ in _captures(nights)]
    assert kept == [(NIGHTS[0].isoformat(), 1.0), (NIGHTS[2].isoformat(), 0.5), (NIGHTS[3].isoformat(), 1.0)]


def test_the_capture_says_which_page_is_missing(nights: Installation) -> None:
    _, _, reason, text = _captures(nights)[1]
    assert "第 3 页没有读到" in reason
    assert "乙页开头" in text
    assert "丙页开头" not in text


def test_a_fault_on_an_unreadable_page_is_not_mended(nights: Installation) -> None:
    store = Store(nights.home / "evidence.db")
    states = [
        (one.gone, one.last_seen) for night in NIGHTS for one in findings(store, night) if one.finding.words == "布署"
    ]
    store.close()
    assert states == [(False, NIGHTS[0]), (False, NIGHTS[1]), (False, NIGHTS[1]), (True, NIGHTS[1])]


def test_every_capture_of_the_article_can_be_shown(nights: Installation) -> None:
    store = Store(nights.home / "evidence.db")
    query = "SELECT run, warc, offset, body_sha256 FROM capture WHERE kind = 'article' AND url LIKE '%/t1.html'"
    rows = store.connection.execute(query).fetchall()
    store.close()
    assert len(rows) == 3
    for run, warc, offset, sha256 in rows:
        assert hashlib.sha256(read_body(nights.home / "packs" / run / warc, offset)).hexdigest() == sha256


def test_files_of_later_pages_belong_to_the_article(nights: Installation, portal: DrawnPortal) -> None:
    assert "GET /f/b.pdf" in portal.asked
