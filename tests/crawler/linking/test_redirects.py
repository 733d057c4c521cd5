"""Every hop of a redirect meets the borders, for lists, articles and attachments alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from linked_portal import Scripted, ScriptedServer, article, crawl, listing, redirect, rows

from county.settings import Portal
from crawler.wire.borders import Borders

_BAD = "SELECT kind, reason, text FROM capture WHERE effective <> 'ok'"
PDF = Scripted(body="%PDF-1.4\n", headers={"Content-Type": "application/pdf"})


def _leads(victim: ScriptedServer) -> dict[str, str]:
    """Where redirects lead that must not be followed."""
    return {
        "address": f"{victim.url}/x.pdf",
        "number": f"http://2130706433:{victim.port}/x.pdf",
        "name": f"http://localhost:{victim.port}/x.pdf",
        "twice": "/again",
        "file": "file:///etc/passwd",
        "other": "http://www.other.example/x.pdf",
    }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, ScriptedServer]]:
    """The pack of one crawl full of redirects, and the machine inside that none may reach."""
    folder = tmp_path_factory.mktemp("redirects") / "pack"
    with ScriptedServer({"/x.pdf": PDF}) as victim, ScriptedServer() as portal:
        leads = _leads(victim)
        answers = {f"/{kind}/{name}": redirect(to) for kind in ("list", "page", "file") for name, to in leads.items()}
        answers |= {"/again": redirect(f"{victim.url}/x.pdf"), "/page/good": redirect("/real.html")}
        answers |= {"/list/elsewhere": redirect("/gzdt/"), "/file/good": redirect("/real.pdf"), "/real.pdf": PDF}
        answers["/real.html"] = article("搬到这里的文章")
        links = "".join(f'<p>附件：<a href="/file/{name}">{name}.pdf</a></p>' for name in (*leads, "good"))
        answers["/files.html"] = article("带附件的文章", links.replace('href="/file/', 'href="/download.do?/file/'))
        answers |= {
            path.replace("/file/", "/download.do?/file/"): answer
            for path, answer in answers.items()
            if path.startswith("/file/")
        }
        titles = {f"/page/{name}": f"跳转到别处的文章{name}" for name in (*leads, "good")}
        answers["/gzdt/"] = listing({**titles, "/files.html": "带附件的文章标题"})
        portal.answers.update(answers)
        crawl(folder, portal, ["/gzdt/", "/list/elsewhere", *(f"/list/{name}" for name in leads)])
        yield folder, victim


def test_no_machine_inside_was_asked(crawled: tuple[Path, ScriptedServer]) -> None:
    assert crawled[1].asked == []


@pytest.mark.parametrize("kind", ["list", "article", "document"])
def test_what_leads_out_is_no_text_for_any_check(crawled: tuple[Path, ScriptedServer], kind: str) -> None:
    bad = [row[1:] for row in rows(crawled[0], _BAD) if row[0] == kind]
    assert len(bad) == len(_leads(crawled[1])) + (kind == "list")
    assert all(reason and not text for reason, text in bad)


def test_an_article_and_a_file_that_moved_within_the_portal_are_read(crawled: tuple[Path, ScriptedServer]) -> None:
    good = rows(crawled[0], "SELECT kind, final_url FROM capture WHERE effective = 'ok' AND url <> final_url")
    assert sorted((kind, url.rpartition("/")[2]) for kind, url in good) == [
        ("article", "real.html"),
        ("document", "real.pdf"),
    ]


def test_a_list_that_leads_to_another_page_of_the_portal_is_no_witness(crawled: tuple[Path, ScriptedServer]) -> None:
    [(verdict, reason)] = rows(
        crawled[0], "SELECT verdict, reason FROM visit WHERE \"column\" = 'longchang//list/elsewhere'"
    )
    assert verdict == "unreachable"
    assert "别的页面" in reason


@pytest.mark.parametrize(
    ("url", "outside", "refused"),
    [
        ("http://www.a.gov.cn/1.html", False, False),
        ("https://www.a.gov.cn:443/1.html", False, False),
        ("http://www.a.gov.cn:8080/1.html", False, True),
        ("http://zw.www.a.gov.cn/", False, True),
        ("http://www.a.gov.cn@evil.example/", False, True),
        ("http://www.b.example/", False, True),
        ("http://www.b.example/", True, False),
        ("http://192.168.1.1/", True, True),
        ("http://[::1]/", True, True),
        ("http://169.254.169.254/latest/", True, True),
        ("ftp://www.a.gov.cn/", True, True),
        ("file:///etc/passwd", True, True),
        ("http://[", True, True),
    ],
)
def test_borders(url: str, outside: bool, refused: bool) -> None:
    borders = Borders(Portal("a", "甲", "http://www.a.gov.cn/"))
    assert bool(borders.flaw(url, outside=outside)) is refused


def test_robots_of_a_host_outside_may_be_asked_once_its_page_may() -> None:
    borders = Borders(Portal("a", "甲", "http://www.a.gov.cn/"))
    assert borders.flaw("http://www.b.example/robots.txt")
    assert not borders.flaw("http://www.b.example/1.html", outside=True)
    assert not borders.flaw("http://www.b.example/robots.txt")
    assert borders.flaw("http://www.b.example/2.html")
