"""Rows that a script opens, newest items under a heading, pagers of bare numbers, rows of forms nobody has named."""

from __future__ import annotations

import datetime as dt

import pytest

from county.page import Listing
from crawler.reading import Page, read_listing

URL = "http://www.example.cn/xw/gzdt/"
COUNT = 12
PAGER = "<div><a href=index_1.html>下一页</a></div>"


def _read(content: str) -> Listing:
    return read_listing(Page.parse(f"<html><body>{content}</body></html>".encode(), URL))


def _rows(row: str, count: int = COUNT) -> str:
    """`row` for each number, T standing for its title and D for its date."""
    return "".join(
        row.replace("T", f"某单位第{n}次召开工作推进会").replace("D", f"2026-02-{28 - n:02}").replace("N", str(100 + n))
        for n in range(count)
    )


OPENED = (
    """<li onclick="window.open('/i/N.html')"><p>T</p><span>D</span></li>""",
    """<li data-href="/i/N.html"><span>D</span><b>T</b></li>""",
    """<li><a href="javascript:;" onclick="show(N)">T</a><i>D</i></li>""",
    """<li onclick="open_any('i', 'N')"><p>T</p><i>D</i></li>""",
)
SCRIPTS = """<script>function show(id){ window.open('/i/' + id + '.html'); }
var open_any = function (kind, id) { location.href = '/' + kind + '/' + id + '.html'; }</script>"""


@pytest.mark.parametrize("row", OPENED)
def test_rows_that_a_script_opens_at_a_known_address_are_links(row: str) -> None:
    listing = _read(f"<ul>{_rows(row)}</ul>{PAGER}{SCRIPTS}")
    assert [entry.url for entry in listing.entries] == [f"http://www.example.cn/i/{100 + n}.html" for n in range(COUNT)]
    assert listing.entries[1].title == "某单位第1次召开工作推进会"
    assert listing.entries[1].date == dt.date(2026, 2, 27)


def test_rows_of_a_table_that_a_script_opens() -> None:
    row = """<tr onclick="location.href='/i/N.html'"><td>T</td><td>D</td></tr>"""
    assert _read(f"<table>{_rows(row)}</table>{PAGER}").entries[11].date == dt.date(2026, 2, 17)


@pytest.mark.parametrize(
    "script",
    [
        "function show(id){ window.open('/i/' + id + token); }",
        "function show(id){ if (id) { window.open('/i/' + id); } }",
        "function show(id){ $.get('/i/' + id); }",
        "",
    ],
)
def test_rows_that_nobody_can_open_make_the_list_doubtful(script: str) -> None:
    plain = _rows("<li><a href=/i/N.html>T</a><i>D</i></li>", 3)
    opened = _rows('<li onclick="show(N)"><b>T</b><i>D</i></li>', 9)
    listing = _read(f"<ul>{plain}</ul><ul>{opened}</ul><script>{script}</script>")
    assert (len(listing.entries), listing.dead_pager) == (3, "脚本链接")


@pytest.mark.parametrize(
    ("heading", "following"),
    [
        ("<h3>工作动态 <a href=/xw/all/>更多&gt;&gt;</a></h3>", ("http://www.example.cn/xw/all/",)),
        (
            "<div><b>工作动态</b><a href=/xw/all/ title=更多><img src=m.gif></a></div>",
            ("http://www.example.cn/xw/all/",),
        ),
        ("<h3>工作动态 <a href=./>更多&gt;&gt;</a></h3>", ()),
        ("<h3>工作动态 <a href=http://www.example.com/>更多</a></h3>", ()),
        ("<div><a href=/a/>更多</a><a href=/b/>更多</a></div>", ()),
        ("<h3>工作动态</h3>", ()),
    ],
)
def test_newest_items_go_on_where_their_heading_leads(heading: str, following: tuple[str, ...]) -> None:
    rows = _rows("<li><a href=/i/N.html>T</a><i>D</i></li>", 8)
    assert _read(f"<div>{heading}<ul>{rows}</ul></div>").next == following


@pytest.mark.parametrize(
    ("pager", "words"),
    [
        ("<a href=\"javascript:__doPostBack('GridView1','Page$2')\">2</a>", "页码"),
        ("<ul class=el-pager><li class='number active'>1</li><li class=number>2</li></ul>", "页码"),
        ('<div class=layui-laypage><button onclick="go()">2</button></div>', "页码"),
        ("<div class=slide><ul class=num><li>1</li><li>2</li></ul></div>", ""),
        ('<div class=focus><a href="javascript:;" onclick="tab(2)">2</a></div>', ""),
    ],
)
def test_numbers_that_only_a_script_turns_to(pager: str, words: str) -> None:
    assert _read(f"<ul>{_rows('<li><a href=/i/N.html>T</a><i>D</i></li>')}</ul>{pager}").dead_pager == words


def test_a_link_that_most_rows_share_is_none_of_their_items() -> None:
    column = "[<b><a href=/xw/>工作动态</a></b>]"
    row = f"<li><a href=/i/N.html><img src=N.jpg></a>{column}<a href=/i/N.html>T</a><i>D</i></li>"
    listing = _read(f"<ul>{_rows(row)}</ul>")
    assert [entry.url for entry in listing.entries][:2] == [
        "http://www.example.cn/i/100.html",
        "http://www.example.cn/i/101.html",
    ]


def test_articles_with_a_header_of_their_own_are_rows() -> None:
    head = "<header class=entry-header><h2><a href=/N>T</a></h2><time>D</time></header>"
    row = f"<article>{head}<a href=/N>继续阅读</a></article>"
    listing = _read(f"<main>{_rows(row)}</main>")
    assert listing.entries[0].title == "某单位第0次召开工作推进会"


def test_pinned_rows_in_a_list_of_their_own_belong_to_the_list() -> None:
    row = "<li><a href=/i/N.html>T</a><i>D</i></li>"
    listing = _read(f"<div><ul class=top>{_rows(row.replace('/i/', '/zd/'), 3)}</ul><ul>{_rows(row)}</ul>{PAGER}</div>")
    assert len(listing.entries) == COUNT + 3


def test_a_title_cut_off_stands_whole_beside_it() -> None:
    row = "<li><a href=/i/N.html><img alt=T src=N.jpg></a><a href=/i/N.html>某单位第...</a><i>D</i></li>"
    assert _read(f"<ul>{_rows(row)}</ul>").entries[3].title == "某单位第3次召开工作推进会"


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href=/i/2026N.html title='文章标题：T 更新时间：D'>T</a></li>",
        "<li><a href=/i/2026N.html>T</a><p>文号：某府〔2026〕N号　成文日期：2026-01-05　发布日期：D</p></li>",
        "<span class=t><a href=/i/2026N.html>T</a></span><span class=d>D</span><br>",
    ],
)
def test_dates_of_rows(row: str) -> None:
    assert [entry.date for entry in _read(f"<div>{_rows(row)}</div>{PAGER}").entries] == [
        dt.date(2026, 2, 28 - n) for n in range(COUNT)
    ]


def test_a_year_of_two_digits() -> None:
    listing = _read(f"<ul>{_rows('<li><a href=/i/2026N.html>T</a>(D)</li>').replace('(2026', '(26')}</ul>{PAGER}")
    assert listing.entries[2].date == dt.date(2026, 2, 26)


def test_a_date_of_signature_is_no_date_of_a_row() -> None:
    row = "<li><a href=/i/2026N.html>T</a><p>县政府办公室文件，文号：某府〔2026〕N号，　有效，　成文日期：D</p></li>"
    assert {entry.date for entry in _read(f"<ul>{_rows(row)}</ul>{PAGER}").entries} == {None}


SCRIPT = "<script src=/js/x7.js></script>"
PLACE = "<div class=r><h2>工作动态</h2><div id=x7></div></div>"


@pytest.mark.parametrize(
    ("around", "doubt"),
    [
        (f"<div class=l>BOX</div>{PLACE}{SCRIPT}", "空列表 工作动态"),
        (f"{PLACE}<div class=l>BOX</div>{SCRIPT}", "空列表 工作动态"),
        (f"<div class=l>BOX</div>{PLACE}", ""),
        (f"<div class=r><div class=t><h2>工作动态</h2></div>BOX<div id=x7></div></div>{SCRIPT}", ""),
        (f"<div class=r><div class=t><h2>工作动态</h2><div class=line></div></div>BOX</div>{SCRIPT}", ""),
        (f"<div class=l>BOX</div><div class=r><h2>人事任免</h2><div id=x7></div></div>{SCRIPT}", ""),
    ],
)
def test_rows_outside_the_empty_place_of_the_column_are_doubted(around: str, doubt: str) -> None:
    box = f"<h3>信息公开</h3><ul>{_rows('<li><a href=/i/N.html>T</a><i>D</i></li>', 6)}</ul>"
    page = f"<html><head><title>工作动态_某县人民政府</title></head><body>{around.replace('BOX', box)}</body></html>"
    listing = read_listing(Page.parse(page.encode(), URL))
    assert (len(listing.entries), listing.dead_pager) == (6, doubt)


def test_tabs_beside_each_other_are_two_lists() -> None:
    row = "<li><a href=/i/N.html>T</a><i>D</i></li>"
    tabs = f"<div><ul>{_rows(row)}</ul><ul>{_rows(row.replace('/i/', '/gg/'), 5)}</ul></div>"
    listing = _read(tabs.replace("<ul>", "<ul class=a>", 1))
    assert (len(listing.entries), listing.rivals) == (COUNT, 1)


@pytest.mark.parametrize(("month", "count"), [("2026-02", COUNT), ("2026-01", 2 * COUNT)])
def test_hidden_blocks_are_pages_where_they_go_on_and_tabs_where_they_do_not(month: str, count: int) -> None:
    row = "<li><a href=/i/N.html>T</a><i>D</i></li>"
    hidden = _rows(row.replace("/i/", "/gg/")).replace("2026-02", month)
    blocks = f"<div class=b><ul>{_rows(row)}</ul></div><div class=b style='display: none'><ul>{hidden}</ul></div>"
    assert len(_read(f"<div>{blocks}</div>").entries) == count
