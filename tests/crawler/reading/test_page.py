"""A page is parsed once, whatever the bytes are."""

import time

import pytest

from crawler.reading import Page, read_article, read_listing
from crawler.reading.judgement import judge

URL = "http://www.example.cn/a/"
_HOSTILE = [
    b"",
    b"\x00" * 1000,
    bytes(range(256)) * 20,
    b"<div>" * 100_000 + "正文".encode(),
    b"<table>" * 20_000,
    b"<a href='" + b"x" * 100_000 + b"'>",
    b"<?xml version='1.0' encoding='gbk'?><html><body>" + "公告".encode("gbk"),
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;</p>",
    b"<!--" * 20_000,
    b"<record><![CDATA[" * 5_000,
    b"<meta charset=" * 5_000,
    b"<base href='http://[bad'><a href='http://[::1'>" + "很长的标题文字".encode() + b"</a>",
    b'<table><tr><td colspan="999999999" rowspan="999999999">1</td><td>2</td></tr></table>',
    b"{" * 100_000,
    b'{"data":' * 5_000,
    b"<frameset><frame src=a></frameset>",
    "2024年".encode() * 20_000,
    b"<p style='display:none'>x</p>" * 5_000,
]


@pytest.mark.parametrize("number", range(len(_HOSTILE)))
def test_no_bytes_raise_or_hang(number: int) -> None:
    started = time.perf_counter()
    page = Page.parse(_HOSTILE[number], URL, "text/html")
    read_listing(page)
    read_article(page)
    judge(200, {}, page, URL)
    assert time.perf_counter() - started < 3


def test_stray_end_tags_do_not_hide_the_rest() -> None:
    page = Page.parse("<html><body><p>头</p></body></html><div id=zoom>正文</div></body></html>".encode(), URL)
    assert page.visible_text == "头\n正文"
    assert page.tree.xpath("//div[@id='zoom']")


def test_scripts_styles_and_hidden_parts_are_not_visible() -> None:
    source = "<style>a</style><script>b</script><p>看得见的文字</p><p style='DISPLAY : none'>藏</p><p hidden>藏</p>"
    assert Page.parse(source.encode(), URL).visible_text == "看得见的文字"


def test_a_page_shown_by_script_hides_nothing() -> None:
    page = Page.parse("<div style='display:none'>全部正文都由脚本显示出来</div>".encode(), URL)
    assert page.visible_text


def test_base_and_meta() -> None:
    source = "<base href='/b/'><meta name='PubDate' content=' 2026-01-02 '><meta name=pubdate content=2025-01-01>"
    page = Page.parse(source.encode(), URL)
    assert page.base_url == "http://www.example.cn/b/"
    assert page.meta == {"pubdate": "2026-01-02"}
