"""Lists drawn by script are read through their data endpoints; what an endpoint does not show is never an absence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn_portal import DrawnPortal
from installation import TODAY, Installation
from warcio.archiveiterator import ArchiveIterator

TOMORROW = TODAY + dt.timedelta(days=1)
COLUMNS = {
    "平台": "/gkmlpt/index#1234",
    "平台另一类": "/gkmlpt/index#5678",
    "数据代理": "/col/col11/index.html",
    "检索服务": "/trt/",
    "自写脚本": "/own/list.html",
    "没有计数": "/bare/list.html",
    "打不开": "/gkmlpt/index#500",
    "被拦截": "/gkmlpt/index#403",
    "说是零": "/gkmlpt/index#10",
    "什么也没说": "/gkmlpt/index#11",
    "说是出错": "/gkmlpt/index#12",
    "断在中间": "/gkmlpt/index#13",
    "两个接口": "/two/list.html",
    "不是数据": "/html/list.html",
}
SHELL = '<div id="app"></div><script>window._CONFIG = {SID: "200035", TREE: []}</script>'
OWN = """<ul id="list"></ul><script>var channel = '77'; var page = 1;
$.ajax({url: '/api/news/list', type: 'get', data: {channelId: channel, page: page, size: 2}, success: function (d) {
  $('#list').html(d.rows.map(row)); }});</script>"""
PROXY = """<div id="11"></div><script>$('#11').jpage({proxyUrl: '/module/web/jpage/dataproxy.jsp',
ajaxParam: {webid: 67, path: '/', columnid: 11, unitid: 303, webname: '%E4%BF%AE%E6%96%87', permissiontype: 0}})
</script>"""
SERVICE = """<ul></ul><script>var SiteInfo = {searchId: '229105'};
var pageChnlInfo = {maxStaticIndex: 5, classsql: "" || "chnlid=1780", sortfield: '-docreltime', prepage: 2}
listModel({listApi: {url: "/fjdzapp/search"}})</script>"""
FORM = "channelid=229105&classsql=chnlid%3D1780&sortfield=-docreltime&page={}&prepage=2"
PROXIED = (
    "/module/web/jpage/dataproxy.jsp?page={}&col=1&appid=1&webid=67&path=%2F&columnid=11&unitid=303"
    "&webname=%E4%BF%AE%E6%96%87&permissiontype=0"
)


def _rows(name: str, *days: int) -> list[dict[str, str]]:
    return [
        {
            "title": f"{name}第{day}号工作动态信息",
            "url": f"/art/{name}-{day}.html",
            "publishtime": f"2026-03-{day:02} 09:00",
        }
        for day in days
    ]


def _gkmlpt(portal: DrawnPortal, category: int, page: int, rows: list[dict[str, str]], total: int, **rest: Any) -> None:
    answer = {"articles": rows, "total": total, "classify": {"post_count": total + 500}}
    portal.data(f"GET /gkmlpt/api/all/{category}?page={page}&sid=200035", answer, **rest)


def _proxied(portal: DrawnPortal, page: int, *days: int) -> None:
    records = "".join(
        f"<record><![CDATA[<li><a href='/art/p-{day}.html' title='代理第{day}号工作动态信息'>代理第{day}号</a>"
        f"<span>2026-03-{day:02}</span></li>]]></record>"
        for day in days
    )
    more = f'<nextgroup><![CDATA[<a href="{PROXIED.format(2)}"></a>]]></nextgroup>' if page == 1 else ""
    body = f"<datastore><totalrecord>3</totalrecord>{more}<recordset>{records}</recordset></datastore>"
    portal.answers[f"GET {PROXIED.format(page)}"] = portal.answers["GET /"]._replace(body=body, kind="text/xml")


def _fill(portal: DrawnPortal) -> None:
    """The portal of the first night."""
    portal.page("/", "<a href=/own/list.html>修文县人民政府</a>" * 9)
    portal.page("/gkmlpt/index", SHELL, etag='"shell"')
    _gkmlpt(portal, 1234, 1, _rows("g", 20, 19), 3)
    _gkmlpt(portal, 1234, 2, _rows("g", 18), 3)
    _gkmlpt(portal, 5678, 1, _rows("h", 20), 1, etag='"h1"')
    portal.page("/col/col11/index.html", PROXY)
    _proxied(portal, 1, 20, 19)
    _proxied(portal, 2, 18)
    portal.page("/trt/", SERVICE)
    for page, days in ((1, (20, 19)), (2, (18, 17)), (3, (16,))):
        portal.data(f"POST /fjdzapp/search {FORM.format(page)}", {"pageCount": 3, "data": _rows("s", *days)})
    portal.page("/own/list.html", OWN)
    portal.data("GET /api/news/list?channelId=77&page=1&size=2", {"rows": _rows("o", 20, 19), "total": 3})
    portal.data("GET /api/news/list?channelId=77&page=2&size=2", {"rows": _rows("o", 18), "total": 3})
    portal.page(
        "/bare/list.html", "<ul id=l></ul><script>fetch('/api/bare/list?page=' + n).then(d => l.innerHTML = d)</script>"
    )
    for page, days in ((1, (20, 19)), (2, (18,)), (3, ())):
        portal.data(f"GET /api/bare/list?page={page}", {"code": 200, "data": _rows("b", *days)})
    _gkmlpt(portal, 500, 1, [], 0, status=500)
    _gkmlpt(portal, 403, 1, [], 0, status=403)
    portal.data("GET /gkmlpt/api/all/10?page=1&sid=200035", {"total": 0, "articles": []})
    portal.data("GET /gkmlpt/api/all/11?page=1&sid=200035", {"code": 200, "articles": []})
    portal.data("GET /gkmlpt/api/all/12?page=1&sid=200035", {"success": False, "total": 0, "articles": []})
    _gkmlpt(portal, 13, 1, _rows("m", 20, 19), 4)
    _gkmlpt(portal, 13, 2, [], 4)
    two = "$.getJSON('/api/a/list', f); $.getJSON('/api/b/list', f); x.innerHTML = 1"
    portal.page("/two/list.html", f"<ul id=x></ul><script>{two}</script>")
    portal.data("GET /api/a/list", _rows("a", 20))
    portal.data("GET /api/b/list", _rows("b", 20))
    portal.page("/html/list.html", "<ul id=x></ul><script>fetch('/api/html/list').then(d => x.innerHTML = d)</script>")
    portal.page("/api/html/list", "<ul><li><a href=/art/1.html>关于某事的通知公告</a> 2026-03-20</li></ul>" * 3)
    for name, day in [(name, day) for name in "ghpsobm" for day in range(16, 22)]:
        portal.article(f"/art/{name}-{day}.html", f"{name}第{day}号工作动态信息", "<p>正文。</p>")


@pytest.fixture(scope="module")
def portal() -> Iterator[DrawnPortal]:
    with DrawnPortal().serving() as running:
        _fill(running)
        yield running


@pytest.fixture(scope="module")
def home(portal: DrawnPortal, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("drawn")
    return Installation(folder / "home", portal.site(folder / "site", COLUMNS))


@pytest.fixture(scope="module")
def first(home: Installation) -> dict[str, dict[str, Any]]:
    home.night()
    return _visits(home, TODAY)


@pytest.fixture(scope="module")
def second(home: Installation, first: dict[str, dict[str, Any]], portal: DrawnPortal) -> dict[str, dict[str, Any]]:
    """The night after: one list has a row more, one endpoint is gone, one has lost its rows."""
    portal.asked.clear()
    _gkmlpt(portal, 1234, 1, _rows("g", 21, 20), 4)
    _gkmlpt(portal, 1234, 2, _rows("g", 19, 18), 4)
    portal.data(f"POST /fjdzapp/search {FORM.format(1)}", {}, status=503)
    portal.data("GET /api/news/list?channelId=77&page=1&size=2", {"rows": [], "total": 0})
    home.night(TOMORROW)
    return _visits(home, TOMORROW)


def _visits(home: Installation, night: dt.date) -> dict[str, dict[str, Any]]:
    return {visit["column"]: visit for visit in home.rows("visits") if visit["night"] == night.isoformat()}


@pytest.mark.parametrize(
    ("column", "entries"),
    [("平台", 3), ("平台另一类", 1), ("数据代理", 3), ("检索服务", 5), ("自写脚本", 3), ("没有计数", 3)],
)
def test_an_endpoint_is_read_to_its_end(first: dict[str, dict[str, Any]], column: str, entries: int) -> None:
    assert (first[column]["verdict"], first[column]["entries"]) == ("complete", entries), first[column]


@pytest.mark.parametrize(
    ("column", "verdict", "clue"),
    [
        ("打不开", "unreachable", "数据接口没有读到"),
        ("被拦截", "blocked", "403"),
        ("说是零", "partial", "待下一夜复核"),
        ("什么也没说", "layout-changed", ""),
        ("说是出错", "layout-changed", ""),
        ("断在中间", "partial", "第 2 页没有读出条目"),
        ("两个接口", "layout-changed", "脚本"),
        ("不是数据", "layout-changed", "脚本"),
    ],
)
def test_what_an_endpoint_does_not_show_is_no_absence(
    first: dict[str, dict[str, Any]], column: str, verdict: str, clue: str
) -> None:
    assert first[column]["verdict"] == verdict, first[column]
    assert clue in first[column]["reason"]


def test_the_second_night_asks_the_endpoint_whatever_the_shell_says(
    second: dict[str, dict[str, Any]], portal: DrawnPortal
) -> None:
    assert (second["平台"]["verdict"], second["平台"]["entries"]) == ("complete", 4)
    assert "GET /art/g-21.html" in portal.asked
    assert "GET /art/g-20.html" not in portal.asked
    assert second["平台另一类"]["verdict"] == "complete"
    assert second["数据代理"]["verdict"] == "complete"
    assert f"GET {PROXIED.format(2)}" not in portal.asked, "nothing new on its first page"


def test_the_second_night_takes_no_failure_for_a_blank_column(second: dict[str, dict[str, Any]]) -> None:
    assert second["检索服务"]["verdict"] == "unreachable"
    assert second["自写脚本"]["verdict"] == "layout-changed"
    assert (second["说是零"]["verdict"], second["说是零"]["entries"]) == ("complete", 0)
    assert second["什么也没说"]["verdict"] == "layout-changed"


def test_the_archive_holds_what_was_posted(home: Installation, first: dict[str, dict[str, Any]]) -> None:
    [warc] = sorted((home.home / "packs").glob(f"*{TODAY:%Y%m%d}-1/pages-*.warc.gz"))
    with warc.open("rb") as file:
        posted = [
            record.content_stream().read().decode()
            for record in ArchiveIterator(file)
            if record.rec_type == "request" and record.http_headers.protocol == "POST"
        ]
    assert posted == [FORM.format(page) for page in (1, 2, 3)]
    assert Path(warc).exists()
