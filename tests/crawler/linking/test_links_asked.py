"""The link checker against real servers: what it asks for, what it makes of the answers, what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from linked_portal import Scripted, ScriptedServer, article, crawl, listing, redirect, rows

from county.address import page_id
from evidence.pack import KnownLink

NOTICE = "<title>页面不存在</title><p>对不起，您访问的页面不存在或已被删除！</p>"
PLAIN = "<title>办事大厅</title><p>请从左侧选择要办理的事项，按照提示填写申请信息后提交，凭回执编号查询进度。</p>"
VIEWER = f"{PLAIN}<iframe src='/viewer?file=1'></iframe>"
PICTURE = {"Content-Type": "image/png"}
COOKIE = {"Set-Cookie": "session=secret; path=/"}

LINKED: dict[str, tuple[Scripted, str]] = {
    "/gone.html": (Scripted(404, "<p>404</p>"), "missing"),
    "/gone-for-good.html": (Scripted(410), "missing"),
    "/notice.html": (Scripted(200, NOTICE), "missing"),
    "/home-again.html": (redirect("/"), "missing"),
    "/there.html": (Scripted(200, PLAIN), "ok"),
    "/refused.html": (Scripted(403, "<p>403</p>"), "blocked"),
    "/busy.html": (Scripted(503, "<p>503</p>"), "error"),
    "/silent.html": (Scripted(hang=True), "transport"),
    "/secret/page.html": (Scripted(200, PLAIN), "ignored"),
    "/gone.png": (Scripted(404, "<p>404</p>"), "missing"),
    "/there.png": (Scripted(200, "png", PICTURE), "ok"),
    "/no-head.png": (Scripted(200, "png", PICTURE, head=405), "ok"),
    "/false-head.png": (Scripted(200, "png", PICTURE, head=404), "ok"),
    "/page.png": (Scripted(200, PLAIN), "no-file"),
}
"""Answers of the portal by path, with what the pack must say of them."""
FILES = {"/no.pdf": Scripted(200, PLAIN), "/viewer.pdf": Scripted(200, VIEWER), "/lost.pdf": Scripted(404)}
ROBOTS = Scripted(body="User-agent: *\nDisallow: /secret/\n", headers={"Content-Type": "text/plain"})


def _markup(url: str) -> str:
    return f'<p><img src="{url}"></p>' if url.endswith(".png") else f'<p>另见<a href="{url}">相关链接{url}</a>。</p>'


def _portal(body: str, front: Scripted | None = None) -> ScriptedServer:
    return ScriptedServer(
        {
            "/robots.txt": ROBOTS,
            "/": front or Scripted(body=PLAIN),
            "/gzdt/": listing({"/a.html": "县政府召开安全生产会议"}),
            "/a.html": Scripted(body=article("县政府召开安全生产会议", body).body, headers=COOKIE),
            **{path: answer for path, (answer, _) in LINKED.items()},
            **FILES,
        }
    )


@pytest.fixture(scope="module")
def crawled(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, ScriptedServer, ScriptedServer, ScriptedServer]]:
    """The pack of one crawl, the portal, a host outside that is allowed, and a machine inside that is not."""
    folder = tmp_path_factory.mktemp("links") / "pack"
    with ScriptedServer() as victim, ScriptedServer() as outside:
        outside.answers = {
            "/robots.txt": ROBOTS,
            "/news.html": Scripted(200, PLAIN),
            "/gone.html": Scripted(404, "<p>404</p>"),
            "/secret/page.html": Scripted(200, PLAIN),
            "/inside.html": redirect(f"{victim.url}/x"),
        }
        host = f"localhost:{outside.port}"
        away = [f"http://{host}{path}" for path in outside.answers if path != "/robots.txt"]
        refused = [f"{victim.url}/y", f"http://localhost:{victim.port}/z", "http://no-such-name.invalid/"]
        files = "".join(f'<p>附件：<a href="{path}">名单{path}</a></p>' for path in FILES)
        body = "".join(map(_markup, [*LINKED, *away, *refused])) + files
        with _portal(body) as portal:
            crawl(folder, portal, ["/gzdt/"], allowed_hosts=(host,))
            yield folder, portal, outside, victim


def _answers(folder: Path) -> dict[str, tuple[str, str]]:
    found = rows(folder, "SELECT url, effective, reason FROM link_answer")
    return {"/" + url.split("/", 3)[3]: (effective, reason) for url, effective, reason in found if "127.0.0.1" in url}


@pytest.mark.parametrize("path", LINKED)
def test_what_a_link_answers(crawled: tuple[Path, ...], path: str) -> None:
    effective, reason = _answers(crawled[0])[path]
    assert effective == LINKED[path][1]
    assert bool(reason) is (effective != "ok")


def test_a_page_in_the_place_of_a_file_is_noted_and_a_viewer_is_not(crawled: tuple[Path, ...]) -> None:
    answers = _answers(crawled[0])
    assert answers["/no.pdf"][0] == "no-file"
    assert "/viewer.pdf" not in answers
    lost = rows(crawled[0], "SELECT effective FROM capture WHERE url LIKE '%/lost.pdf'")
    assert lost == [("missing",)]


def test_the_front_page_vouches_and_nothing_is_asked_twice(
    crawled: tuple[Path, ScriptedServer, ScriptedServer, ScriptedServer],
) -> None:
    assert _answers(crawled[0])["/"] == ("ok", "")
    asked = [path for path in crawled[1].asked if path[1] != "/"]
    assert len(asked) == len(set(asked))
    assert {path for method, path in asked if method == "HEAD"} == {path for path in LINKED if path.endswith(".png")}
    assert not [path for _, path in asked if path.startswith("/secret/")]


def test_no_cookie_goes_with_a_link(crawled: tuple[Path, ScriptedServer, ScriptedServer, ScriptedServer]) -> None:
    linked = len([path for path in crawled[1].paths() if path in LINKED])
    assert linked > len(crawled[1].cookies), "only the attachments of the article may carry its session"
    assert crawled[2].cookies == []


def test_a_host_outside_is_asked_by_its_own_robots(
    crawled: tuple[Path, ScriptedServer, ScriptedServer, ScriptedServer],
) -> None:
    assert sorted(crawled[2].paths()) == ["/gone.html", "/inside.html", "/news.html", "/robots.txt"]
    found = rows(crawled[0], "SELECT url, effective FROM link_answer WHERE url LIKE 'http://localhost%'")
    answers = {url.split("/", 3)[3]: effective for url, effective in found if f":{crawled[2].port}/" in url}
    assert answers == {
        "news.html": "ok",
        "gone.html": "missing",
        "secret/page.html": "ignored",
        "inside.html": "ignored",
    }


def test_no_machine_inside_is_asked(crawled: tuple[Path, ScriptedServer, ScriptedServer, ScriptedServer]) -> None:
    assert crawled[3].asked == []


def test_a_name_counts_as_gone_only_where_another_one_outside_was_known(crawled: tuple[Path, ...]) -> None:
    found = rows(crawled[0], "SELECT effective FROM link_answer WHERE url = 'http://no-such-name.invalid/'")
    assert found in ([("unresolved",)], [("transport",)]), "localhost was known; servers that are silent say nothing"


def test_links_are_kept_with_the_capture_that_shows_them(crawled: tuple[Path, ...]) -> None:
    query = "SELECT link.kind, outside, count(*) FROM link JOIN capture ON capture.id = capture GROUP BY 1, 2"
    kept = {(kind, outside): count for kind, outside, count in rows(crawled[0], query)}
    pictures = sum(path.endswith(".png") for path in LINKED)
    pages = len(LINKED) - pictures
    assert kept == {("file", 0): len(FILES), ("image", 0): pictures, ("page", 0): pages, ("page", 1): 7}


@pytest.mark.parametrize("front", [Scripted(500, "<p>500</p>"), Scripted(200, "<title>网站维护中</title>网站维护中")])
def test_behind_a_front_page_that_is_down_nothing_is_asked(tmp_path: Path, front: Scripted) -> None:
    with _portal(_markup("/gone.html"), front) as portal:
        crawl(tmp_path / "pack", portal, ["/gzdt/"])
        assert "/gone.html" not in portal.paths()
    assert rows(tmp_path / "pack", "SELECT * FROM link_answer") == []
    assert '"finished"' in (tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8")


def test_the_budget_holds_and_the_oldest_come_first(tmp_path: Path) -> None:
    fresh = "".join(_markup(f"/new/{number}.html") for number in range(9))
    with _portal(fresh) as portal:
        known = [_known(portal, f"/old/{day}.html", "2026-02-01", f"2026-02-{day:02d}") for day in range(1, 7)]
        dead = [_known(portal, f"/dead/{day}.html", "2026-02-01", f"2026-03-{day:02d}", 1) for day in range(20, 26)]
        crawl(tmp_path / "pack", portal, ["/gzdt/"], known=[*known, *dead], links_per_night=6, link_days=30)
        asked = {path for path in portal.paths() if path.startswith(("/old", "/dead", "/new"))}
    # which ones, not in which order: within a batch robots.txt is looked up for several at a time
    assert asked == {"/dead/20.html", "/dead/21.html", "/dead/22.html", "/old/1.html", "/old/2.html"}


def _known(portal: ScriptedServer, path: str, first: str, asked: str, missing: int = 0) -> KnownLink:
    return KnownLink(page_id("xiuwen", path), portal.url + path, "page", 0, first, asked, missing)


def test_no_budget_asks_for_nothing(tmp_path: Path) -> None:
    with _portal(_markup("/gone.html")) as portal:
        crawl(tmp_path / "pack", portal, ["/gzdt/"], links_per_night=0)
        assert set(portal.paths()) == {"/robots.txt", "/gzdt/", "/a.html"}
