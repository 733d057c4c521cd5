"""Lists that look whole and are not: places that wait for rows, headlines set apart, links to more; and the honest
short lists that must not be doubted."""

import datetime as dt

import pytest

from county.page import Listing
from crawler.reading import Page, read_listing

URL = "http://www.example.cn/xw/index.html"
ITEMS = [("全县春耕生产现场会召开", "a"), ("县领导到乡镇调研工作", "b"), ("我县开展安全生产检查", "c")]
ROWS = (
    "".join(
        f"<li><a href=/xw/202604/t20260409_{key}.html>{title}</a><span>2026-04-09</span></li>" for title, key in ITEMS
    )
    .replace("_a", "_1")
    .replace("_b", "_2")
    .replace("_c", "_3")
)
LIST = f"<ul class=list>{ROWS}</ul>"
LIBRARY = "<script src=/js/jquery.js></script>"


def _read(content: str) -> Listing:
    source = f"<html><head><title>要闻_某县政府</title></head><body><div class=w>{content}</div></body></html>"
    return read_listing(Page.parse(source.encode(), URL))


@pytest.mark.parametrize(
    ("content", "loader"),
    [
        ("<ul class=news></ul><div id=pagination></div><script src=/js/app.3f2.js></script>", "app.3f2.js"),
        ("<div id=root></div><script src=/static/main.1.js></script>", "main.1.js"),
        ("<div id=d></div><script>laypage.render({elem:'p',count:9})</script>", "laypage"),
        ("<ul class=list><script>for(i in d)document.write('<li>'+d[i])</script></ul>", "document.write"),
        ("<div class=x>正在加载...</div><script src=/js/a.js></script>", "加载中"),
        ("<iframe src='/was5/web/search?channelid=2'></iframe>", "iframe"),
    ],
)
def test_lists_that_only_their_places_show(content: str, loader: str) -> None:
    listing = _read(content)
    assert (listing.drawn_by_script, listing.empty_because) == (loader, "")


@pytest.mark.parametrize(
    ("beside", "surely"),
    [
        ("<ul><li v-for='i in list'><a :href='i.url'>{{i.title}}</a></li></ul>", True),
        ("<ul class=newsList></ul><script>$.get('/x',function(d){$('.newsList').html(d)})</script>", True),
        ("<div class=list id=x></div><script src=/js/col.js></script>", False),
        ("<iframe src='/module/search.jsp?infotypeId=A01'></iframe>", False),
    ],
)
def test_rows_of_a_side_box_beside_a_place_that_waits(beside: str, surely: bool) -> None:
    listing = _read(f"<div class=l>{LIST}</div><div class=r>{beside}</div>{LIBRARY}")
    assert len(listing.entries) == len(ITEMS)
    assert listing.dead_pager
    assert bool(listing.drawn_by_script) is surely


def test_old_rows_in_a_comment_beside_a_script_that_draws_the_list() -> None:
    script = "<script>$.post('/q',{},function(d){$('#lst').html(d)})</script>"
    listing = _read(f"<!-- {LIST} --><ul id=lst></ul>{LIBRARY}{script}")
    assert len(listing.entries) == len(ITEMS)
    assert (listing.drawn_by_script, listing.dead_pager) == ("$.ajax", "$.ajax")


@pytest.mark.parametrize(
    "beside",
    [
        "",
        LIBRARY + "<script src=/js/col.js></script>",
        LIBRARY + "<div id=weather></div><script>$.get('/tq',function(d){$('#weather').html(d)})</script>",
        LIBRARY + "<ul class=search-list></ul><script>$('.search-list').html(1)</script>",
        "<div class=box><h3>通知公告</h3><a href=/tzgg/>更多</a><p><a href=/tzgg/1.html>关于某事的通知</a></p></div>",
        "<iframe src=//v.example.cn/video.html></iframe>",
    ],
)
def test_honest_short_lists_stay_whole(beside: str) -> None:
    listing = _read(LIST + beside)
    assert len(listing.entries) == len(ITEMS)
    assert (listing.drawn_by_script, listing.dead_pager, listing.next, listing.rivals) == ("", "", (), 0)


def test_more_under_the_rows_is_the_next_page() -> None:
    assert _read(f"{LIST}<div><a href=/xw/old/>查看更多</a></div>").next == ("http://www.example.cn/xw/old/",)
    assert _read(f"{LIST}<div><a href=http://other.cn/>查看更多</a></div>").next == ()


@pytest.mark.parametrize("tag", ["<h2>{}</h2><p>会议传达学习。2026-04-10</p>", "{}<span>2026-04-10</span>"])
def test_a_headline_set_apart_is_the_first_row(tag: str) -> None:
    link = "<a href=/xw/202604/t20260410_9.html>县委召开常委会会议</a>"
    first = _read(f"<div class=top>{tag.format(link)}</div>{LIST}").entries[0]
    assert (first.title, first.date) == ("县委召开常委会会议", dt.date(2026, 4, 10))


def test_what_stands_above_without_a_date_is_no_row() -> None:
    assert len(_read(f"<div><a href=/xw/202604/t20260410_9.html>县委召开常委会会议</a></div>{LIST}").entries) == 3


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href=/tzgg/>通知公告</a><a href=/xw/202604/t20260409_{n}.html>{t}</a><span>{d}</span></li>",
        "<dt>{d}</dt><dd><a href=/xw/202604/t20260409_{n}.html>{t}</a></dd>",
        "<li><a href=/xw/202604/t20260409_{n}.html>{t}</a>{d}<a href=/1.pdf>PDF</a><a href=/1.doc>文件下载</a></li>",
        "<li><a href=/xw/202604/t20260409_{n}.html>{t}</a><a href=/bm/1/>县应急管理局</a><span>{d}</span></li>",
    ],
)
def test_rows_with_more_than_a_title(row: str) -> None:
    rows = "".join(row.format(n=n, t=title, d=f"2026-04-0{9 - n}") for n, (title, _) in enumerate(ITEMS))
    entries = _read(f"<div class=list>{rows}</div>").entries
    assert [(entry.title, entry.date) for entry in entries] == [
        (title, dt.date(2026, 4, 9 - n)) for n, (title, _) in enumerate(ITEMS)
    ]


def test_another_lists_pager_is_not_the_side_boxs() -> None:
    box = "".join(
        f"<li><a href=/tzgg/202604/t20260409_{n}.html>关于做好第{n}项工作的通知公告</a> 2026-04-01</li>"
        for n in range(6)
    )
    right = f"{LIST}<div class=page><a href=index_1.html>下一页</a></div>"
    listing = _read(f"<div class=l><div><h3>通知公告</h3><ul>{box}</ul></div></div><div class=r>{right}</div>")
    assert [entry.title for entry in listing.entries] == [title for title, _ in ITEMS]
