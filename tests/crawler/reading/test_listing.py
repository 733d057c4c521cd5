"""Lists: rows by shape, where they go on, and why there are none."""

import datetime as dt

import pytest

from county.page import Listing
from crawler.reading import Page, read_listing

URL = "http://www.example.cn/xw/gzdt/"
_MENU = "<ul class=menu>" + "".join(f"<li><a href=/c{n}/>栏目名称{n}</a></li>" for n in range(12)) + "</ul>"
_HOT = (
    "<div class=side><h3>热点文章</h3><ul>"
    + "".join(
        f"<li><a href=/hot/t2026010{n}_{n}.html>一条很长很长的热点文章标题{n}</a><span>2026-01-0{n}</span></li>"
        for n in range(1, 9)
    )
    + "</ul></div>"
)


def _list(content: str, url: str = URL) -> Listing:
    source = (
        f"<html><body>{_MENU}<div class=main>{content}</div>{_HOT}<div class=footer>主办单位：某县</div></body></html>"
    )
    return read_listing(Page.parse(source.encode(), url))


def _rows(count: int, date: str = "<span>2026-02-0{n}</span>", tag: str = "li") -> str:
    return "".join(
        f"<{tag}><a href='./202602/t2026020{n}_{n}.html'>某单位开展第{n}次工作的新闻标题</a>{date.format(n=n)}</{tag}>"
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize(
    "content",
    [
        f"<ul>{_rows(5)}</ul>",
        f"<ul>{_rows(5, '<b>[2026/2/{n}]</b>')}</ul>",
        f"<div>{_rows(5, '<span>2026年02月0{n}日</span>', 'p')}</div>",
        f"<ul>{_rows(2)}<li class=empty></li></ul><ul>{_rows(5)[len(_rows(2)) :]}</ul>",
        f"<ul>{_rows(5, '<em><i>0{n}</i><u>2026-02</u></em>')}</ul>",
        f"<ul>{_rows(5, '<span>02-0{n}</span>')}</ul>",
        "<table><tr><th>序号<th>标题<th>发布日期</tr>"
        + "".join(
            f"<tr><td>{n}<td><a href=./202602/t2026020{n}_{n}.html>某单位开展第{n}次工作的新闻标题</a>"
            f"<td>2026-02-0{n}</tr>"
            for n in range(1, 6)
        )
        + "</table>",
        "".join(
            f"<a href=./202602/t2026020{n}_{n}.html>某单位开展第{n}次工作的新闻标题</a> 2026-02-0{n}<br>"
            for n in range(1, 6)
        ),
        f"<!-- <ul>{_rows(5)}</ul> -->",
        "<script type='text/xml'><datastore><recordset>"
        + "".join(
            f"<record><![CDATA[<li><a href=./202602/t2026020{n}_{n}.html>某单位开展第{n}次工作的新闻标题</a>"
            f"<b>2026-02-0{n}</b></li>]]></record>"
            for n in range(1, 6)
        )
        + "</recordset></datastore></script>",
    ],
)
def test_rows(content: str) -> None:
    entries = _list(content).entries
    assert [entry.date for entry in entries] == [dt.date(2026, 2, n) for n in range(1, 6)]
    assert entries[0].url == "http://www.example.cn/xw/gzdt/202602/t20260201_1.html"
    assert entries[4].title == "某单位开展第5次工作的新闻标题"


def test_undated_rows_are_found_and_menus_are_not() -> None:
    listing = _list(f"<ul>{_rows(4, '')}</ul>")
    assert [entry.date for entry in listing.entries] == [None] * 4
    assert _list("<p>正在开发的版面</p>").entries == ()


def test_cut_title_is_completed_and_sublinks_are_no_rows() -> None:
    row = (
        "<li><a href=/c/>[通知]</a>"
        "<a href=t20260201_1.html title='关于做好二〇二六年春节期间工作的通知'>关于做好二〇二六年…</a>"
        "<div><a href=jd.html>关于该通知的一篇更长更长更长更长更长更长的解读</a></div><span>2026-02-01</span></li>"
    )
    entries = _list(f"<ul>{row}{row.replace('0201', '0202')}</ul>").entries
    assert [entry.title for entry in entries] == ["关于做好二〇二六年春节期间工作的通知"] * 2


def test_date_in_title_is_not_the_row_date() -> None:
    rows = "".join(
        f"<li><a href=t{n}.html>2025年3月1日第{n}号公告发布情况</a><span>2026-02-0{n}</span></li>" for n in (1, 2)
    )
    assert [entry.date for entry in _list(f"<ul>{rows}</ul>").entries] == [dt.date(2026, 2, 1), dt.date(2026, 2, 2)]


@pytest.mark.parametrize(
    "span", ["起止时间：2026-02-01 至 2026-03-01", "2026-02-01—2026-03-01", "2026-02-01 ~ 2026-03-01"]
)
def test_the_last_day_of_a_span_is_no_publish_date(span: str) -> None:
    read = _list("".join(f"<li><a href=/a/{n}.html>关于征求某办法意见的公告{n}</a>{span}</li>" for n in range(3)))
    assert {entry.date for entry in read.entries} == {dt.date(2026, 2, 1)}


def test_signing_date_beside_publish_date() -> None:
    rows = "".join(
        f"<li><a href=t{n}.html>关于印发某某办法第{n}号的通知</a>"
        f"<p>成文日期：2026-01-0{n}</p><p>发布日期：2026-02-0{n}</p></li>"
        for n in (1, 2)
    )
    assert [entry.date for entry in _list(f"<ul>{rows}</ul>").entries] == [dt.date(2026, 2, 1), dt.date(2026, 2, 2)]


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ("<a href=index_1.html>下一页</a>", ("index_1.html",)),
        ("<a href=index_1.html>&gt;</a>", ("index_1.html",)),
        ("<a href=javascript:;>下一页</a>", ()),
        ("<b>1</b><a href=index_1.html>2</a><a href=index_2.html>3</a>", ("index_1.html", "index_2.html")),
        ("<script>createPageHTML(3, 0, 'index', 'html');</script>", ("index_1.html", "index_2.html")),
        ("<script>createPageHTML(3, 2, 'index', 'html');</script>", ()),
        ("<script>createPageHTML('page_div',3,1,'gzdt','shtml',55)</script>", ("gzdt_2.shtml", "gzdt_3.shtml")),
        ("<script>Pager({size:3,current:0,prefix:'index',suffix:'htm'})</script>", ("index_1.htm", "index_2.htm")),
    ],
)
def test_following_pages(pager: str, following: tuple[str, ...]) -> None:
    assert _list(f"<ul>{_rows(3)}</ul><div>{pager}</div>").next == tuple(URL + name for name in following)


def test_next_group_of_a_datastore() -> None:
    store = (
        '<datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;col=1"></a>]]></nextgroup>'
        f"<recordset><record><![CDATA[{_rows(1)}]]></record></recordset></datastore>"
    )
    assert _list(store).next == ("http://www.example.cn/module/web/jpage/dataproxy.jsp?page=1&col=1",)


@pytest.mark.parametrize(
    "content",
    [
        "<p>暂无信息</p>",
        "<div>抱歉，该栏目下没有相关内容！</div>",
        "<p>共0条</p>",
        "<ul class=news-list></ul>",
        "<script type='text/xml'><datastore><recordset></recordset></datastore></script>",
    ],
)
def test_emptiness_needs_and_has_a_witness(content: str) -> None:
    listing = _list(content)
    assert listing.entries == ()
    assert listing.empty_because
    assert listing.drawn_by_script == ""


@pytest.mark.parametrize(
    ("content", "loader"),
    [
        ("<div id=1></div><script>loadPageData({unitid:'1'})</script>", "loadPageData"),
        ("<script>createPageHTML('page_div',10,1,'a','shtml',200)</script>", "createPageHTML"),
        ("<script>var pageChnlInfo={recordCount:9}</script>", "pageChnlInfo"),
        ("<script>window._CONFIG={TREE:[]}</script>", "_CONFIG"),
        ("<ul id=box class=list></ul><script>mount('#box')</script>", "#box"),
        ("<ul><li v-for='x in list'>{{x.title}}</li></ul>", "v-for"),
    ],
)
def test_loaders_are_named(content: str, loader: str) -> None:
    listing = _list(content)
    assert (listing.entries, listing.empty_because, listing.drawn_by_script) == ((), "", loader)


def test_unknown_layout_has_no_witness() -> None:
    listing = _list("<section><h2>工作动态</h2></section>")
    assert listing == Listing(())


def test_image_map_and_other_hosts() -> None:
    rows = "".join(f"<area href=http://b.cn/202601/t2026010{n}_1.html alt=图片上的文章标题{n}>" for n in (1, 2, 3))
    assert [entry.title for entry in _list(f"<map>{rows}</map>").entries] == [f"图片上的文章标题{n}" for n in (1, 2, 3)]


def test_json_list() -> None:
    source = (
        '{"total":2,"list":[{"title":"第一条通知","url":"/a/1.html","pubDate":"2026-02-01"},'
        '{"title":"第二条","url":"/a/2.html","pubDate":"2026-02-02"}]}'
    )
    listing = read_listing(Page.parse(source.encode(), URL))
    assert [(entry.url, entry.date) for entry in listing.entries] == [
        ("http://www.example.cn/a/1.html", dt.date(2026, 2, 1)),
        ("http://www.example.cn/a/2.html", dt.date(2026, 2, 2)),
    ]
    assert read_listing(Page.parse(b'{"total":0,"list":[]}', URL)).empty_because


def _five(row: str) -> str:
    """Five rows with their numbers n in place."""
    return "".join(row.replace("{n}", str(n)) for n in range(1, 6))


_LINK = "<a href='/show/{n}.html'>某单位开展第{n}次工作的新闻标题</a>"
_FIVE_DAYS = [dt.date(2026, 2, n) for n in range(1, 6)]


@pytest.mark.parametrize(
    "content",
    [
        "<div class=xxgk_nav_con>"
        + _five(f"<div class=xxgk_navli><ul><li>{{n}}<li>{_LINK}<li>2026-02-0{{n}}</ul></div>")
        + "</div>",
        f"<h3>2026年</h3><ul>{_five(f'<li>{_LINK}<span>02-0{{n}}</span>')}</ul>",
        f"<ul><li>2026年度</li>{_five(f'<li><i>2月{{n}}日</i>{_LINK}')}</ul>",
        _five(
            "<p><a href=/show/{n}.html title='标题：某&#10;发布时间：2026-02-0{n}'>某单位开展第{n}次工作的新闻</a></p>"
        ),
        "<table><tr><th>名称<th>发布日期<th>施行日期</tr>"
        + _five(f"<tr><td>{_LINK}<td>2026-02-0{{n}}<td>2026-07-01</tr>")
        + "</table>",
        _five("<a href=/show/{n}.html><p>某单位开展第{n}次工作的新闻</p><p>发布时间：2026-02-0{n} 浏览：2{n}</p></a>"),
    ],
)
def test_days_of_rows_where_templates_put_them(content: str) -> None:
    assert [entry.date for entry in _list(content).entries] == _FIVE_DAYS


def test_no_year_where_no_heading_names_one() -> None:
    for heading in ("", "<h3>2026年第一批</h3>", "<h3>全部共2026条</h3>"):
        listing = _list(f"{heading}<ul>{_five(f'<li>{_LINK}<span>02-0{{n}}</span>')}</ul>")
        assert not any(entry.date for entry in listing.entries)


def test_effective_day_alone_names_no_column_of_publishing() -> None:
    rows = _five(f"<tr><td>{_LINK}<td>2026-02-0{{n}}<td>某政办〔2026〕{{n}}号</tr>")
    listing = _list(f"<table><tr><th>名称<th>日期<th>文号</tr>{rows}</table>")
    assert [entry.date for entry in listing.entries] == _FIVE_DAYS


def test_dated_rows_of_a_menu_yield_to_the_list_beside_them() -> None:
    menu = (
        f"<div class=nav_news>{_five('<p><a href=/m/t2026010{n}_{n}.html>导航里的新闻{n}</a>2026-01-0{n}</p>')}</div>"
    )
    listing = _list(f"{menu}<ul>{_rows(5)}</ul>")
    assert [entry.date for entry in listing.entries] == _FIVE_DAYS
