"""What real portals do to readers: each trap that was met, in small."""

import datetime as dt

import pytest

from county.page import Article, Listing, Origin
from crawler.reading import Page, read_article, read_listing
from crawler.reading.paging import article_pages

URL = "http://www.example.cn/xw/gzdt/"
DAY = dt.date(2026, 4, 9)
_BODY = "<p>4月8日，县政府召开会议，研究部署安全生产工作，会议要求各单位压实责任。</p><p>会议强调，要确保实效。</p>"


def _list(source: str, url: str = URL) -> Listing:
    return read_listing(Page.parse(source.encode(), url))


def _article(data: str, *, head: str = "", body: str = _BODY, foot: str = "", title: str = "县政府召开会议") -> Article:
    source = (
        f"<html><head><title>{title}_某县人民政府网</title>{head}</head><body><div class=main>"
        f"<h1>{title}</h1><div class=info>{data}</div><div id=zoom>{body}</div>{foot}</div></body></html>"
    )
    return read_article(Page.parse(source.encode(), "http://www.example.cn/xw/14.html"))


def _row(number: int, date: str, href: str = "") -> str:
    href = href or f"./202604/t2026040{number}_{number}.html"
    return f"<li><a href='{href}'>某单位开展第{number}次工作的新闻标题</a><span>{date}</span></li>"


def test_rows_after_a_stray_end_of_the_document() -> None:
    rows = "".join(_row(n, f"2026-04-0{n}") for n in (1, 2, 3))
    for end in ("</html>", "</BODY></HTML>", "</Html >"):
        assert len(_list(f"<html><body><p>页眉</p></body>{end}<ul>{rows}</ul></body></html>").entries) == 3


def test_pinned_rows_stand_where_they_stand() -> None:
    dates = ["2019-05-01", "2025-01-14", "2026-04-08", "2026-04-09"]
    listing = _list("<ul>" + "".join(_row(n, date) for n, date in enumerate(dates, 1)) + "</ul>")
    assert [str(entry.date) for entry in listing.entries] == dates


def test_rows_to_other_hosts_are_rows() -> None:
    other = _row(2, "2026-04-02", "https://mp.weixin.qq.com/s/AbC_1")
    entries = _list(f"<ul>{_row(1, '2026-04-01')}{other}{_row(3, '2026-04-03')}</ul>").entries
    assert entries[1].url == "https://mp.weixin.qq.com/s/AbC_1"


def test_separators_and_dates_printed_twice() -> None:
    rows = "<li class=line></li>".join(_row(n, f"2026-04-0{n}</span><span>2026-04-0{n}") for n in (1, 2, 3))
    assert [entry.date for entry in _list(f"<ul>{rows}</ul>").entries] == [dt.date(2026, 4, n) for n in (1, 2, 3)]


def test_last_page_with_one_row() -> None:
    listing = _list(
        f"<ul class=list>{_row(1, '2026-04-01')}</ul><div>共41条 3/3页 <a href=index_1.html>上一页</a></div>"
    )
    assert (len(listing.entries), listing.next, listing.pages, listing.total) == (1, (), 3, 41)


def test_empty_list_above_a_script_that_only_draws_its_pager() -> None:
    pager = "<script>createPageHTML(1, 0, 'index', 'html');</script>"
    source = "<script src=/js/{}.js></script><div class=list><ul class=u-list></ul></div>" + pager
    assert _list(source.format("fenye")).empty_because
    assert _list(source.format("loadlist")).empty_because == ""


def test_numbers_of_pages_and_rows_in_tags_of_their_own() -> None:
    pager = "<div>共<b>41</b>条&nbsp;共 <em class=c>3</em> 页</div>"
    listing = _list(f"<ul>{_row(1, '2026-04-01')}{_row(2, '2026-04-02')}</ul>{pager}")
    assert (listing.pages, listing.total) == (3, 41)


def test_all_pages_in_one_file() -> None:
    blocks = ""
    for block in (1, 6, 11):
        rows = "".join(_row(n, f"2026-04-0{n}", f"a/t{block}_{n}.html") for n in (1, 2, 3))
        blocks += f"<div ms-visible='$showStatic({block})'><ul>{rows}</ul></div>"
    assert len(_list(f"<div class=list>{blocks}</div>").entries) == 9


def test_rows_of_a_table_with_document_numbers() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>某府发〔2026〕{n}号</td><td><a href=t{n}.html>关于印发某某办法第{n}号的通知</a></td>"
        f"<td>2026-03-0{n}</td><td>有效</td></tr>"
        for n in (1, 2, 3)
    )
    head = "<tr><th>序号<th>文号<th>标题<th>发布日期<th>状态</tr>"
    entries = _list(f"<table>{head}{rows}</table>").entries
    assert [(entry.title[-6:], entry.date) for entry in entries] == [
        (f"第{n}号的通知", dt.date(2026, 3, n)) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ("[1] <a href=t1_2.html>[2]</a> <a href=t1_3.html>[3]</a>", ["t1_2.html", "t1_3.html"]),
        ("<a href=t1_2.html>下一页</a><a href=t9.html>下一篇</a>", ["t1_2.html"]),
        ("<script>createPageHTML(3, 0, 't1', 'html')</script>", ["t1_1.html", "t1_2.html"]),
        ("<a href=t9.html>下一篇：别的新闻</a>", []),
        ("<a href=/xw/>下一页</a>", []),
    ],
)
def test_pages_of_one_article(pager: str, following: list[str]) -> None:
    page = Page.parse(f"<h1>某镇召开会议</h1><div id=zoom>{_BODY}</div>{pager}".encode(), f"{URL}t1.html")
    assert [url.removeprefix(URL) for url in article_pages(page)] == following


@pytest.mark.parametrize(
    ("own", "link", "following"),
    [
        ("t1.html", "<a href='t1&#95;2.html'>2</a>", "t1_2.html"),
        ("t1.html", "<a href='t&#49;&lowbar;2.ht\nml'>2</a>", "t1_2.html"),
        ("t1.html", "<a href=' t 1_2.html '>2</a>", "t1_2.html"),
        ("t1.html", "<a href=..\\gzdt\\t1_2.html>2</a>", "t1_2.html"),
        ("t1.html", "<span onclick=\"location.href='t1_2.html'\">2</span>", "t1_2.html"),
        (
            "t1.html",
            "<script>function go(n) { location.href = 't' + '1_' + n + '.html'; }</script><a onclick=go(2)>2</a>",
            "t1_2.html",
        ),
        ("t1_2.html", "<a href=t1_3.html>3</a>", "t1_3.html"),
        ("show?id=7", "<a href='?id=7&amp;page=2'>2</a>", "show?id=7&page=2"),
        ("show?id=7", "<a href='show?id=7&#38;page&equals;2'>2</a>", "show?id=7&page=2"),
        ("show?page=2&id=7", "<a href='/xw/gzdt/show?page=3&amp;id=7'>3</a>", "show?page=3&id=7"),
        ("", "<a href='?page=2'>2</a>", "?page=2"),
    ],
)
def test_further_page_however_its_address_is_written(own: str, link: str, following: str) -> None:
    page = Page.parse(f"<h1>某镇召开会议</h1><div id=zoom>{_BODY}</div>{link}".encode(), f"{URL}{own}")
    assert article_pages(page) == (f"{URL}{following}",)


@pytest.mark.parametrize(
    "data",
    [
        "时间：2026-04-09 10∶08",
        "日期：2026-04-09 来源：某镇",
        "2026-04-09",
        "发表时间：2026年04月09日 13时44分",
        "<span>成文日期</span><span>2026-04-01</span><span>发布日期</span><span>2026-04-09</span>",
        "索引号：2026-02-00018 发布日期：2026-04-09",
        "实施日期：2026-05-01 | 发布日期：2026-04-09 | 失效日期：2031-05-01",
    ],
)
def test_displayed_dates(data: str) -> None:
    assert _article(data).dates == {Origin.DISPLAYED: DAY}


def test_clock_of_twelve_hours_in_meta_changes_no_day() -> None:
    article = _article("发布时间：2026-04-09 22:41", head="<meta name=PubDate content='2026-04-09 10:41'>")
    assert article.dates == {Origin.DISPLAYED: DAY, Origin.META: DAY}


def test_meta_stamp_of_a_migration_stands_beside_the_displayed_date() -> None:
    article = _article("发布时间：2026-04-09", head="<meta name=PubDate content='2039-10-25 00:00'>")
    assert (article.published, article.dates[Origin.META]) == (DAY, dt.date(2039, 10, 25))


def test_dates_of_related_links_are_not_the_articles() -> None:
    related = "<div>相关新闻<ul><li><a href=a.html>另一条新闻</a>2025-01-01</li></ul></div>"
    assert _article("发布时间：2026-04-09", foot=related).published == DAY
    assert _article("", foot=related).dates == {}


def test_data_repeated_below_for_small_screens() -> None:
    article = _article("发布时间：2026-04-09 来源：某镇", foot="<p>发布时间：2026-04-09 来源：某镇</p>")
    assert (article.published, article.source) == (DAY, "某镇")
    assert article.text.content.endswith("要确保实效。\n")


def test_body_that_names_its_own_source() -> None:
    article = _article("发布时间：2026-04-09", body=f"<p>信息来源：县融媒体中心</p>{_BODY}")
    assert article.source == "县融媒体中心"


def test_source_is_given_as_displayed_even_where_it_is_cut_off() -> None:
    head = "<meta name=ContentSource content=县人力资源和社会保障局就业服务中心>"
    article = _article("来源：县人力资源和社会...", head=head)
    assert (article.source, article.source_origin) == ("县人力资源和社会...", Origin.DISPLAYED)


def test_issuer_under_its_name_in_an_index_table() -> None:
    table = (
        "<table><tr><td>索取号</td><td>发布机构</td><td>文件编号</td><td>备注</td></tr>"
        "<tr><td>0764/2026-00112</td><td>县卫生健康局</td><td></td><td></td></tr></table>"
    )
    article = _article("2026-04-09", body=table + _BODY)
    assert (article.source, article.source_origin) == ("县卫生健康局", Origin.DISPLAYED)
    assert article.text.content.startswith("4月8日")


def test_title_with_tags_and_escapes() -> None:
    head = "<meta name=ArticleTitle content='<div>县政府召开会议</div>'>"
    assert _article("2026-04-09", head=head).title == "县政府召开会议"
    assert _article("2026-04-09", title="&lt;b&gt;县政府召开会议&lt;/b&gt;").title == "县政府召开会议"


def test_document_number_under_the_title_and_pointer_above() -> None:
    number, pointer = "<p>某府发〔2026〕1号</p>", "<p>点击查看政策解读：关于某办法的解读</p>"
    assert _article("2026-04-09", body=number + _BODY).text.content.startswith("4月8日")
    assert _article("2026-04-09", body=pointer + _BODY).text.content.startswith("4月8日")
    official = f"{number}<p>某县人民政府关于印发某办法的通知</p>{_BODY}"
    assert _article("2026-04-09", body=official).text.content.startswith("某府发")


def test_signature_and_date_end_the_body() -> None:
    signed = f"{_BODY}<p>某县人民政府</p><p>2026年4月9日</p>"
    article = _article("发布时间：2026-04-09", body=signed, foot="<p>扫一扫在手机打开当前页</p><p>相关链接</p>")
    assert article.text.content.endswith("某县人民政府\n2026年4月9日\n")


def test_hidden_headlines_before_the_body() -> None:
    hidden = "<div style='display: none'><p>发布时间：2020-01-01</p><p>来源：别处</p></div>"
    article = _article(f"{hidden}发布时间：2026-04-09 来源：某镇")
    assert (article.published, article.source) == (DAY, "某镇")


def test_attachments_named_by_their_links_in_any_case() -> None:
    foot = "<p>附件：<a href='/attachment/8/8040/10872346.xls'>申报表</a><a href='P02.PDF'>名册.PDF</a></p>" * 2
    assert [file.name for file in _article("2026-04-09", foot=foot).attachments] == ["申报表", "名册.PDF"]


@pytest.mark.parametrize(("pieces", "day"), [(3, DAY), (500, None)])
def test_only_the_first_pieces_of_a_link_are_its_card(pieces: int, day: dt.date | None) -> None:
    """A link that is never closed holds all that follow: asked in full, each would cost as much as the page."""
    rest = "<i>阅读</i>" * pieces + "<p>发布时间：2026-04-09</p>"
    rows = "".join(f"<a href=/xw/t20260409_{n}.html><p>某单位第{n}次工作的新闻</p>{rest}</a>" for n in range(1, 4))
    assert {entry.date for entry in _list(f"<div>{rows}</div>").entries} == {day}
