"""Links of a body: the author's, not the page's."""

from __future__ import annotations

import time

from county.page import Link, LinkKind
from crawler.reading import Page, read_article
from crawler.reading.body_links import MOST_LINKS

URL = "http://www.example.gov.cn/xw/202604/t20260408_14.html"
_SENTENCE = "4月8日，县政府召开会议，研究部署安全生产工作，会议要求各单位压实责任，确保取得实效。"


def _links(body: str, around: str = "") -> tuple[Link, ...]:
    source = (
        "<html><head><title>县政府召开会议_某县人民政府网</title></head><body>"
        '<div class="nav"><a href="/zwgk/">政务公开</a></div><div class="main"><h1>县政府召开会议</h1>'
        f'<div id="zoom"><p>{_SENTENCE}</p>{body}</div>{around}</div>'
        '<div class="footer"><a href="https://beian.miit.gov.cn/">黔ICP备00000000号</a></div></body></html>'
    )
    return read_article(Page.parse(source.encode(), URL)).links


def _urls(body: str, around: str = "") -> list[str]:
    return [link.url for link in _links(body, around)]


def test_a_link_and_a_picture_of_the_body() -> None:
    links = _links('<p>详见<a href="../zt/1.html">专题报道</a>。</p><p><img src="./W01.jpg" alt="会场"></p>')
    assert links == (
        Link("http://www.example.gov.cn/xw/zt/1.html", "专题报道", LinkKind.PAGE),
        Link("http://www.example.gov.cn/xw/202604/W01.jpg", "会场", LinkKind.IMAGE),
    )


def test_a_picture_that_is_linked_and_one_that_is_loaded_late() -> None:
    body = '<p><a href="/big.png"><img src="data:image/gif;base64,R0lG" data-original="/small.png"></a></p>'
    assert [(link.url[-9:], link.kind) for link in _links(body)] == [
        ("n/big.png", LinkKind.IMAGE),
        ("small.png", LinkKind.IMAGE),
    ]


def test_what_leads_nowhere_is_no_link() -> None:
    body = "".join(
        f'<p><a href="{href}">点击此处办理业务</a></p>'
        for href in ("javascript:void(0)", "mailto:a@example.com", "#top", "file:///C:/a.doc", "tel:12345", URL)
    )
    assert _urls(body) == []


def test_furniture_is_not_the_body() -> None:
    around = '<p>上一篇：<a href="/xw/1.html">另一条新闻的标题</a></p>'
    share = '<div class="bdsharebuttonbox"><a href="https://share.example.com/">分享到某平台</a></div>'
    printing = '<p><a href="/print.jsp?id=1">打印</a></p>'
    assert _urls(f"{share}{printing}", around) == []


def test_attachments_are_kept_apart() -> None:
    assert _urls('<p>附件：<a href="/a/1.xls">名单公示表</a></p>') == []


def test_each_link_once_and_no_more_than_the_cap() -> None:
    body = "".join(f'<p><a href="/{number % 900}.html">第{number}号专题页面</a></p>' for number in range(1800))
    assert len(_urls(body)) == MOST_LINKS


def test_ten_thousand_links_cost_little() -> None:
    body = "".join(f'<p><a href="/same.html">第{number}号专题页面</a></p>' for number in range(10_000))
    began = time.process_time()
    _links(body)
    assert time.process_time() - began < 3
