"""What a page hides: found where it is surely hidden, silent on what portals and editors do every day."""

from __future__ import annotations

import time

import pytest

from county.trace import Trace, TraceKind
from crawler.reading import Page, read_article
from crawler.reading.traces import read_page_traces

URL = "http://www.example.gov.cn/xw/202604/t20260408_14.html"
SPAM = "http://www.yule.example/a/"
_SENTENCE = "4月8日，县政府召开会议，研究部署安全生产工作，会议要求各单位压实责任，确保取得实效。"
_LONG = _SENTENCE * 3


def _page(body: str, head: str = "", around: str = "", attributes: str = "") -> Page:
    source = (
        f"<html><head><title>县政府召开会议_某县人民政府网</title>{head}</head><body {attributes}>"
        '<div class="nav"><a href="/zwgk/">政务公开</a></div><div class="main"><h1>县政府召开会议</h1>'
        f'<div id="zoom"><p>{_SENTENCE}</p>{body}<p>{_SENTENCE}会后，各单位作了发言。</p></div>{around}</div>'
        "</body></html>"
    )
    return Page.parse(source.encode(), URL)


def _traces(body: str, head: str = "", around: str = "") -> tuple[Trace, ...]:
    return read_article(_page(body, head, around)).traces


def _link(style: str) -> str:
    return f'<p>会议<span style="{style}"><a href="{SPAM}">在线娱乐</a></span>强调</p>'


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE !important",
        "color:red; visibility: hidden",
        "font-size:0",
        "font-size: 0px; color: red",
        "font-size:1px",
        "opacity:0",
        "opacity: 0.0",
        "position:absolute;left:-9999px",
        "position: fixed; top: -1000px",
        "text-indent:-9999px;display:block",
        "position:absolute;left:-200em",
        "width:0;height:0;overflow:hidden",
        "height:1px;overflow:hidden;display:block",
        "max-height:0px;overflow-y:hidden",
        "position:absolute;clip:rect(0,0,0,0)",
        "color:#fff",
        "color:white;",
        "color: rgb(255, 255, 255)",
        "background:#eee;color:#EEEEEE",
        "background-color:rgba(250,250,250,1);color:#fafafa",
    ],
)
def test_a_link_that_a_style_hides(style: str) -> None:
    [trace] = _traces(_link(style))
    assert (trace.kind, trace.host) == (TraceKind.HIDDEN_LINK, "www.yule.example")
    assert trace.quote == f"“在线娱乐” {SPAM}"
    assert trace.how


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="{SPAM}"></a>',
        f'<a href="{SPAM}">&nbsp;&#8203;</a>',
        f'<a href="{SPAM}"><span></span></a>',
        f'<div hidden><a href="{SPAM}">在线娱乐</a></div>',
        f'<marquee height="1" width="4"><a href="{SPAM}">在线娱乐</a></marquee>',
        f'<font color="#ffffff"><a href="{SPAM}"><font color="#FFF">在线娱乐</font></a></font>',
        f'<table bgcolor="#cccccc"><tr><td><a href="{SPAM}" style="color:#ccc">在线娱乐</a></td></tr></table>',
        '<p style="display:none"><a href="//WWW.Yule.example:8080/a/">在线娱乐</a></p>',
        f'<map name="m"><div style="display:none"><area href="{SPAM}" alt="x"></div></map>',
    ],
)
def test_a_link_that_its_markup_hides(markup: str) -> None:
    assert [trace.host for trace in _traces(f"<p>会议强调{markup}安全</p>")] == ["www.yule.example"]


def test_a_style_sheet_hides_by_class() -> None:
    head = "<style>.xkl {position:absolute; left:-5000px} @font-face {font-family:x}</style>"
    assert [trace.how for trace in _traces(f'<div class="b xkl"><a href="{SPAM}">娱乐</a></div>', head)] == ["移出屏幕"]
    printed = "<style>@media print {.xkl {display:none}}</style>"
    assert _traces(f'<div class="b xkl"><a href="{SPAM}">娱乐</a></div>', printed) == ()


@pytest.mark.parametrize(
    "body",
    [
        f'<p>详见<a href="{SPAM}">有关报道</a></p>',
        f'<p><a href="{SPAM}"><img src="/a.png"></a></p>',
        f'<p><a href="{SPAM}" class="icon-wx"></a></p>',
        f'<p><a href="{SPAM}"><i class="ico"></i></a></p>',
        f'<p><a href="{SPAM}" style="background:url(/b.png)"></a></p>',
        '<p style="display:none"><a href="/zwgk/1.html">本站链接</a></p>',
        f'<p style="display:none"><a href="{URL}">本页</a></p>',
        '<p><a name="_GoBack"></a><a id="top"></a></p>',
        f'<div class="social-share" style="display:none"><a href="{SPAM}">分享</a></div>',
        f'<div id="print-tpl" style="display:none"><a href="{SPAM}">打印</a></div>',
        f'<p style="text-indent:-21pt;margin-left:-36pt;left:-5px"><a href="{SPAM}">有关报道</a></p>',
        f'<p style="font-size:10px;line-height:0;opacity:0.9"><a href="{SPAM}">有关报道</a></p>',
        f'<p style="font-size:0.9em;height:0"><a href="{SPAM}">有关报道</a></p>',
        f'<p style="font-size:1em;width:100px;overflow:hidden"><a href="{SPAM}">有关报道</a></p>',
        f'<p style="border-left:none;text-decoration:none"><a href="{SPAM}">有关报道</a></p>',
        f'<table><tr><td style="background:#c00"><a href="{SPAM}" style="color:#fff">报道</a></td></tr></table>',
        f'<div class="banner"><a href="{SPAM}" style="color:#fff">报道</a></div>',
        f'<div style="background-image:url(/b.png)"><a href="{SPAM}" style="color:#fff">报道</a></div>',
        f'<marquee height="60"><a href="{SPAM}">滚动公告</a></marquee>',
        f'<div style="display:none"><p>{_LONG}<a href="{SPAM}">有关报道</a></p></div>',
        '<p style="display:none">本文由系统生成</p>',
        '<p style="display:none"><a href="javascript:void(0)">关闭</a><a href="mailto:a@b.example">信箱</a></p>',
        '<p style="display:none"><a href="http://[/">坏网址</a></p>',
    ],
)
def test_what_portals_do_every_day_hides_nothing(body: str) -> None:
    assert _traces(body) == ()


def test_the_frame_of_the_page_is_not_looked_at() -> None:
    around = f'<div style="display:none"><a href="{SPAM}">友情链接</a></div><div class="MsoNormal"></div>'
    assert _traces("", around=around) == ()


def test_a_hidden_link_is_not_among_the_links_of_the_body() -> None:
    article = read_article(_page(_link("display:none") + f'<p>详见<a href="{SPAM}b">有关的报道</a></p>'))
    assert [link.url for link in article.links] == [f"{SPAM}b"]


@pytest.mark.parametrize(
    ("body", "how"),
    [
        ('<p style="mso-pagination:widow-orphan">特此通知</p>', "mso- 样式"),
        ("<p>特此通知<o:p></o:p></p>", "Word 专用标签"),
        ('<p class="MsoNormal">特此通知</p>', "MsoNormal 等样式名"),
        ("<p><!--[if gte mso 9]><xml></xml><![endif]-->特此通知</p>", "Word 条件注释"),
        ("<p><!--[if !supportLists]-->1、<!--[endif]-->特此通知</p>", "Word 条件注释"),
        ('<p><span xmlns:o="urn:schemas-microsoft-com:office:office">特此<o:p/></span></p>', "Word"),
        ('<p><img src="/ksohtml1/wps_1.png">特此通知</p>', "WPS 临时文件名"),
        ("<style>p.MsoNormal {mso-style-parent:''}</style><p>特此通知</p>", "mso- 样式"),
    ],
)
def test_what_word_and_wps_leave(body: str, how: str) -> None:
    [trace] = _traces(body)
    assert trace.kind is TraceKind.OFFICE
    assert how in trace.how
    assert trace.count >= 1


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ('<img src="file:///C:/Users/zhangsan/Desktop/1.png">', "file:///C:/Users/***/Desktop/1.png"),
        (r'<img src="/a.png" alt="C:\Users\zhangsan\Pictures\1.png">', r"C:\Users\***\Pictures\1.png"),
        (r'<a href="D:\公文\通知.doc">附件</a>', r"D:\公文\通知.doc"),
        ('<img src="/a.png" title="wps_clip_image-12345">', "wps_clip_image-12345"),
        ("<!--<v:imagedata src='file:///C:/Users/lisi/1.png'/>-->", "file:///C:/Users/***/1.png"),
    ],
)
def test_paths_on_the_authors_computer(body: str, quote: str) -> None:
    found = [trace.quote for trace in _traces(f"<p>会议{body}</p>") if trace.kind is TraceKind.LOCAL_PATH]
    assert found == [quote]


@pytest.mark.parametrize(
    "body",
    [
        r"<p>打开 C:\Users\Public 文件夹，或在地址栏输入 file:///C:/，选择 mso 文件。</p>",
        '<p><a href="http://www.example.gov.cn/a?p=1:2" title="时间：9:00">通知</a></p>',
        "<p><!--[if lt IE 9]><script src='/h.js'></script><![endif]-->会议</p>",
        '<p class="Mobile xlarge" style="color:#111">会议</p>',
        '<p><img src="data:image/png;base64,AAAA"></p>',
    ],
)
def test_what_only_looks_like_it(body: str) -> None:
    assert _traces(body) == ()


@pytest.mark.parametrize(
    ("tag", "how"),
    [
        ("<img src='http://img.tuku.example/1.png'>", "img"),
        ("<script src='//img.tuku.example/1.js'></script>", "script"),
        ("<iframe src='https://img.tuku.example/v'></iframe>", "iframe"),
        ("<link rel='stylesheet' href='http://img.tuku.example/1.css'>", "link"),
    ],
)
def test_parts_of_the_body_from_another_host(tag: str, how: str) -> None:
    [trace] = _traces(f"<p>会议{tag}{tag}</p>")
    assert (trace.kind, trace.host, trace.how, trace.count) == (TraceKind.FOREIGN_PART, "img.tuku.example", how, 2)


def test_the_portals_own_store_of_files_is_no_other_host() -> None:
    body = "<p><img src='http://img.tuku.example/1.png'></p>"
    assert _traces(body, head="<script src='http://img.tuku.example/jq.js'></script>") == ()
    assert _traces("<p><img src='/1.png'><img src='http://www.example.gov.cn/1.png'></p>") == ()


@pytest.mark.parametrize(
    ("head", "attributes", "how"),
    [
        (f'<meta http-equiv="Refresh" content="0; url={SPAM}">', "", "meta refresh"),
        (f"<meta http-equiv=refresh content=\"5;URL='{SPAM}'\">", "", "meta refresh"),
        (f'<script>window.location.href="{SPAM}";</script>', "", "脚本跳转"),
        (f"<script>if(/Mobile/.test(navigator.userAgent)){{top.location='{SPAM}'}}</script>", "", "脚本跳转"),
        (f"<script>(function(){{ location.replace('{SPAM}') }})();</script>", "", "脚本跳转"),
        (f"<script>window.onload = function () {{ location.assign('{SPAM}') }};</script>", "", "脚本跳转"),
        (f"<script>setTimeout(function(){{self.location='{SPAM}'}}, 900)</script>", "", "脚本跳转"),
        (f"<script>$(document).ready(function(){{location.href='{SPAM}'}})</script>", "", "脚本跳转"),
        ("", f"onload=\"location.href='{SPAM}'\"", "onload 跳转"),
    ],
)
def test_pages_that_send_their_visitors_away(head: str, attributes: str, how: str) -> None:
    [trace] = read_page_traces(_page("", head, attributes=attributes)).redirects
    assert (trace.kind, trace.host, trace.how) == (TraceKind.REDIRECT, "www.yule.example", how)


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="300">',
        '<meta http-equiv="refresh" content="0;url=/index.html">',
        '<meta http-equiv="refresh" content="0;url=http://www.example.gov.cn/a">',
        '<script>location.href="/m/"; window.location="http://www.example.gov.cn/"</script>',
        '<script>if (mobile) { location.href = "http://m.example.gov.cn/" }</script>',
        f"<script>function go() {{ if (a) {{ window.location.href = '{SPAM}' }} }}</script>",
        f"<script>var go = function () {{ location.href = '{SPAM}' }}</script>",
        f"<script>$('#b').click(function(){{ location.href='{SPAM}' }})</script>",
        f"<script>$(function(){{ $('#b').on('click', function(){{ location.href='{SPAM}' }}) }})</script>",
        f"<script>b.addEventListener('click', () => {{ location.href='{SPAM}' }})</script>",
        f"<script>if (location.href == '{SPAM}') {{ a() }} var mylocation='{SPAM}'</script>",
        f"<script>$.get('/a', function(r){{ location.href='{SPAM}' }})</script>",
    ],
)
def test_what_sends_nobody_away(head: str) -> None:
    assert read_page_traces(_page("", head)).redirects == ()


def test_hosts_of_scripts_and_frames() -> None:
    head = (
        '<script src="/jq.js"></script><script src="//S.Tongji.example/a.js"></script>'
        "<script>var s=document.createElement('script');s.src = 'https://js.evil.example/x.js';</script>"
    )
    body = '<iframe src="http://v.shipin.example/1"></iframe><img src="http://img.example/1.png">'
    hosts = read_page_traces(_page(body, head)).hosts
    assert hosts == ("js.evil.example", "s.tongji.example", "v.shipin.example")


def test_an_article_that_is_data_has_traces_too() -> None:
    source = '{"title":"通知","publishDate":"2026-04-08","content":"<p class=\\"MsoNormal\\">特此通知，请遵照执行</p>"}'
    article = read_article(Page.parse(source.encode(), URL, "application/json"))
    assert [trace.kind for trace in article.traces] == [TraceKind.OFFICE]


def test_no_quote_holds_a_number_nor_half_of_one() -> None:
    number = "11010119900307109X"
    for before in range(60, 110):
        [trace] = _traces(f'<p><a href="{SPAM}{"x" * before}/{number}"></a></p>')
        assert not any(number[:length] in trace.quote for length in (10, 14, 17))


@pytest.mark.parametrize(
    "body",
    [
        f'<span style="display:none"><a href="{SPAM}">x</a></span>' * 5000,
        "<p style='" + "a" * 200_000 + "'>x</p>" + f'<a href="{SPAM}" style="' + "left:" * 50_000 + '">x</a>',
        "<script>" + "function(" * 20_000 + f"location.href='{SPAM}'" + "</script>",
        "<script>" + f"location.href='{SPAM}';{{" * 3000 + "</script>",
        "<div>" * 2000 + f'<a href="{SPAM}"></a>',
        "<p>" + "mso-" * 100_000 + "</p>" + "<!--[if " * 20_000,
        "<style>" + ".a{" * 20_000 + "</style>" + f'<a href="{SPAM}">x</a>',
    ],
)
def test_a_hostile_page_costs_little(body: str) -> None:
    page = _page(body)
    began = time.process_time()
    article, traces = read_article(page), read_page_traces(page)
    assert time.process_time() - began < 5
    assert len(article.traces) + len(traces.redirects) < 100
