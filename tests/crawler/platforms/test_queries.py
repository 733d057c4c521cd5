"""Questions to data endpoints: what a page's scripts ask, and how the next page is asked for."""

import json

import pytest

from county.page import Query
from crawler.platforms.queries import next_query
from crawler.reading import Page, read_listing
from crawler.reading.answer import read_answer

HOST = "http://www.example.cn"


def _queries(path: str, source: str) -> list[str]:
    listing = read_listing(Page.parse(source.encode(), f"{HOST}{path}"))
    return [query.address.removeprefix(HOST) for query in listing.queries]


def _script(script: str) -> str:
    return f"<ul id=list></ul><script>{script}; list.innerHTML = rows</script>"


@pytest.mark.parametrize(
    ("path", "source", "asked"),
    [
        # 广东：栏目号在 # 之后，平台可能在单位目录之下
        (
            "/zqrsj/gkmlpt/index#21206",
            "<script>window._CONFIG = {SID: '758017'}</script>",
            "/zqrsj/gkmlpt/api/all/21206?page=1&sid=758017",
        ),
        # 大汉：参数在页面的脚本里，或整个地址在脚本里
        (
            "/col/col9/index.html",
            "<script>var proxyurl='/module/web/jpage/dataproxy.jsp', webid=67, columnid=9, unitid='303271'</script>",
            "/module/web/jpage/dataproxy.jsp?page=1&col=1&appid=1&webid=67&columnid=9&unitid=303271",
        ),
        (
            "/col/col9/index.html",
            "<script>load('/module/jpage/dataproxy.jsp?page=1&amp;webid=6&amp;columnid=9&amp;unitid=3')</script>",
            "/module/jpage/dataproxy.jsp?page=1&webid=6&columnid=9&unitid=3",
        ),
        # 福建：检索服务只收表单
        (
            "/zwgk/",
            "<script>var pageChnlInfo={classsql:'chnlid=1780',prepage:15}; listModel({listArgs:{channelid:'200210'},"
            'listApi:{url:"/fjdzapp/search"}})</script>',
            "/fjdzapp/search#!POST channelid=200210&classsql=chnlid%3D1780"
            "&sortfield=-docorderpri%2C-docreltime&page=1&prepage=15",
        ),
        (
            "/a/",
            _script("$.ajax({type: 'post', url:'/getList', data: {cid: 5, pageNo: no}})"),
            "/getList#!POST cid=5&pageNo=1",
        ),
        ("/a/", _script("$.post('/getList', {cid: 5}, function(d) {})"), "/getList#!POST cid=5"),
        ("/a/", _script("fetch('/api/list?cid=7&page=' + page)"), "/api/list?cid=7&page=1"),
        ("/a/", _script("var cid = 'c7';\n$.getJSON('/getList', f)"), "/getList"),
        ("/a/", _script("$.getJSON('/getList', {cid: 5, pageNo: no}, function(d) {})"), "/getList?cid=5&pageNo=1"),
        ("/a/", _script("axios.get('/getList', {params: {cid: 5}}).then(r => 1)"), "/getList?cid=5"),
        ("/a/", _script("fetch('/getList?cid=5', {method: 'GET'}).then(r => 1)"), "/getList?cid=5"),
        (
            "/a/",
            _script("var cid = 'c7';\n$.ajax({url:'/getList', data: {cid: cid, pageNo: no, size: 15}})"),
            "/getList?cid=c7&pageNo=1&size=15",
        ),
    ],
)
def test_what_a_page_asks(path: str, source: str, asked: str) -> None:
    assert _queries(path, source) == [asked]


@pytest.mark.parametrize(
    "script",
    [
        "fetch('/api/list?cid=' + cid)",
        "fetch(`/api/list?cid=${cid}`)",
        "$.ajax({url:'/getList', data: {cid: window.cid}})",
        "$.ajax({url:'/getList', type: 'POST'})",
        "$.ajax({type: 'post', url:'/getList'})",
        "$.ajax({type: 'post', url:'/getList', data: JSON.stringify({cid: 5})})",
        "axios.post('/getList', {cid: 5}, config)",
        "$.ajax({url:'/getList', data: params})",
        "$.ajax({data: {cid: 5}, url:'/getList'})",
        "$.getJSON('/getList', params, f)",
        "$.getJSON('/getList?page=' + no + '&cid=' + cid, f)",
        "axios.get('/getList', config)",
        "$.getJSON('/api/a/list', f); $.getJSON('/api/b/list?cid=' + cid, f)",
        "$.getJSON('http://other.example.com/api/list', f)",
        "$.getJSON('/api/visit/count', f)",
        "$.getJSON('/api/hot/list', f)",
        "$.getJSON('/api/a/list', f); $.getJSON('/api/b/list', f)",
    ],
)
def test_nothing_is_guessed_that_is_not_wholly_known(script: str) -> None:
    assert _queries("/a/", _script(script)) == []


def test_a_service_whose_database_the_page_does_not_name_is_not_asked() -> None:
    script = (
        'var pageChnlInfo={classsql:"chnlid=1"}; m({channelid: SiteInfo.searchId, listApi:{url:"/fjdzapp/search"}})'
    )
    assert _queries("/a/", f"<script>{script}</script>") == []


@pytest.mark.parametrize(
    ("asked", "rows", "total", "pages", "following"),
    [
        ("?page=1&sid=2", 20, 41, 0, "?page=2&sid=2"),
        ("?sid=2&pageNo=3&pageSize=20", 20, 60, 0, ""),
        ("?sid=2&pageNo=2&pageSize=20", 20, 41, 0, "?sid=2&pageNo=3&pageSize=20"),
        ("?page=2", 20, 0, 2, ""),
        ("?page=2", 0, 100, 0, ""),
        ("?page=2", 20, 0, 0, "?page=3"),
        ("?start=0&limit=15", 15, 31, 0, "?start=15&limit=15"),
        ("?start=30&limit=15", 1, 31, 0, ""),
        ("?startrecord=1&endrecord=45&perpage=15", 45, 107, 0, "?startrecord=46&endrecord=90&perpage=15"),
        ("?startrecord=91&endrecord=135&perpage=15", 17, 107, 0, ""),
        ("?cid=5", 20, 100, 5, ""),
        ("?homepage=1", 20, 100, 5, ""),
    ],
)
def test_the_question_for_the_next_page(asked: str, rows: int, total: int, pages: int, following: str) -> None:
    query = next_query(Query(f"/api{asked}"), rows, total, pages)
    assert (query.url.removeprefix("/api") if query else "") == following


def test_a_form_turns_its_own_page() -> None:
    answer = {
        "pageCount": 3,
        "data": [{"doctitle": "关于某事的通知", "docpuburl": "/a/1.html", "pubdate": "2026-03-02"}],
    }
    page = Page.parse(json.dumps(answer).encode(), f"{HOST}/fjdzapp/search")
    listing = read_answer(page, Query(f"{HOST}/fjdzapp/search", "classsql=chnlid%3D1&page=2&prepage=1"))
    assert listing.queries == (Query(f"{HOST}/fjdzapp/search", "classsql=chnlid%3D1&page=3&prepage=1"),)
    assert (listing.next, listing.pages) == ((), 0)


def test_rows_without_an_address_are_left_out() -> None:
    answer = {"total": 1, "rows": [{"title": "关于某事的通知", "docId": 5, "publishDate": "2026-03-02"}]}
    listing = read_answer(Page.parse(json.dumps(answer).encode(), f"{HOST}/api/list"), Query(f"{HOST}/api/list"))
    assert (listing.entries, listing.empty_because) == ((), "")


@pytest.mark.parametrize(
    "answer",
    [
        {"code": 500, "total": 0, "rows": []},
        {"success": False, "total": 0},
        {"status": "-1", "count": 0},
        {"code": 200, "rows": []},
        {"total": 107, "rows": [], "page": {"total": 0}},
    ],
)
def test_no_rows_are_no_emptiness(answer: dict[str, object]) -> None:
    listing = read_listing(Page.parse(json.dumps(answer).encode(), f"{HOST}/api/list?page=1"))
    assert (listing.entries, listing.empty_because) == ((), "")


def test_a_datastore_of_an_endpoint_is_empty_only_by_its_count() -> None:
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?page=1"
    said = [
        read_listing(Page.parse(source.encode(), url)).empty_because != ""
        for source in (
            "<datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>",
            "<datastore><recordset></recordset></datastore>",
            "<datastore><totalrecord>7</totalrecord><recordset></recordset></datastore>",
        )
    ]
    assert said == [True, False, False]


@pytest.mark.parametrize(
    ("asked", "counts", "following"),
    [
        ("page=1&columnid=9", "<totalrecord>3</totalrecord><totalpage>2</totalpage>", "page=2&columnid=9"),
        ("page=2&columnid=9", "<totalrecord>3</totalrecord><totalpage>2</totalpage>", ""),
        ("startrecord=1&endrecord=2", "<totalrecord>3</totalrecord>", "startrecord=3&endrecord=4"),
    ],
)
def test_a_datastore_goes_on_by_its_counts(asked: str, counts: str, following: str) -> None:
    rows = "".join(f"<record><![CDATA[<a href=/art/{n}.html>关于第{n}件事的通知</a>]]></record>" for n in (1, 2))
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?"
    listing = read_listing(
        Page.parse(f"<datastore>{counts}<recordset>{rows}</recordset></datastore>".encode(), url + asked)
    )
    assert [address.removeprefix(url) for address in listing.next] == ([following] if following else [])
