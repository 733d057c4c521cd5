"""The page as it stood: safe, masked, and opened at the hit."""

from __future__ import annotations

import re

import pytest

from county.finding import Finding, Level
from county.hits import Hit, find_words, hit_of
from county.personal import Redactor
from county.text import Text
from desk.frame.page_view import page_view

URL = "http://www.county.gov.cn/news/1.html"
ID = "520123190301010037"


def _marked(html: str) -> list[str]:
    return re.findall(r"<mark[^>]*>(.*?)</mark>", html)


@pytest.mark.parametrize(
    "source",
    [
        "<p>召开<b>工作</b>会议</p>",
        "<p>召 开<span>\n工</span><!-- x -->作会议</p>",
        "<p>召开<font color=red>工作会</font>议</p>",
        "<div>召开工作<br>会议</div>",
    ],
)
def test_a_hit_is_marked_across_inline_tags_and_blanks(source: str) -> None:
    view = page_view(f"<html><body><div>导航</div>{source}</body></html>", URL, Hit("工作会议", "召开"))
    assert view.marks == 1
    assert re.sub(r"\s", "", "".join(_marked(view.html))) == "工作会议"
    assert view.html.count('id="hit-1"') == 1


def test_the_place_with_the_same_surroundings_is_the_first_mark() -> None:
    source = "<ul><li>通知：放假安排</li></ul><p>关于印发的通知。请各单位</p><p>另一份通知</p>"
    view = page_view(source, URL, Hit("通知", "关于印发的", "。请各单位"))
    assert view.marks == 3
    assert '印发的<mark id="hit-1">通知</mark>' in view.html


def test_full_width_and_small_letters_are_found_again() -> None:
    assert page_view("<p>ＧＤＰ增长</p>", URL, Hit("gdp")).marks == 1


def test_a_hidden_hit_is_shown() -> None:
    view = page_view('<div style="display:none"><p>暗藏的词</p></div>', URL, Hit("暗藏的词"))
    assert re.search(r"<div [^>]*data-hit>\s*<p data-hit><mark", view.html)


def test_a_link_is_marked_by_its_address_or_its_host() -> None:
    source = '<p><a href="/gone.html">旧闻</a><a href="http://bad.example/x">看</a></p>'
    assert _marked(page_view(source, URL, Hit("http://www.county.gov.cn/gone.html")).html) == [
        "链接 http://www.county.gov.cn/gone.html"
    ]
    assert _marked(page_view(source, URL, Hit("bad.example")).html) == ["链接 http://bad.example/x"]


def test_what_is_not_on_the_page_is_said_not_to_be() -> None:
    assert page_view("<p>正文</p>", URL, Hit("别处的词")).marks == 0


@pytest.mark.parametrize(
    "source",
    [
        f"<p>身份证号{ID}</p>",
        f"<p>身份证号{ID[:6]}<b>{ID[6:14]}</b>{ID[14:]}</p>",
        f'<p title="{ID}">张三</p>',
        f"<!-- {ID} --><p>张三</p>",
        f"<p style=\"content:'{ID}'\">张三</p>",
        f'<input value="{ID}">',
        f'<img src="/x.png" alt="{ID}">',
        f"<title>{ID}</title>",
        f"<style>/* {ID} */ p {{ color: red }}</style>",
    ],
)
def test_no_whole_number_is_shown(source: str) -> None:
    html = page_view(source, URL, None).html
    assert ID not in re.sub(r"<[^>]*>", "", html)
    assert ID not in html


def test_numbers_that_only_a_table_tells_are_masked_by_what_the_crawler_read() -> None:
    number = "6217003810012345678"
    known = Redactor(b"k" * 32).redact(Text(f"银行卡号：{number}\n")).numbers
    assert known
    assert number not in page_view(f"<table><tr><td>{number[:4]} {number[4:]}</td></tr></table>", URL, None, known).html


def test_a_masked_hit_is_found_by_its_stars() -> None:
    text = Redactor(b"k" * 32).redact(Text(f"联系人张三，身份证号{ID}，地址\n")).text
    start = text.content.index("520123")
    hit = hit_of(Finding("personal-id", Level.SERIOUS, "", "", start=start, end=start + 18), "", text)
    view = page_view(f"<p>联系人张三，身份证号{ID}，地址</p>", URL, hit)
    assert _marked(view.html) == ["520123********0037"]


def test_only_known_markup_is_written_again() -> None:
    source = (
        '<script>x</script><p onclick="x()" id="hit-1" title="t">文<a href="javascript:x()" ping="/p">链</a></p>'
        '<svg><a href="/s">图</a></svg><math><mtext><style><img src=x onerror=x></style></mtext></math>'
        '<form action="/post"><button formaction="/b">交</button></form><base href="//evil/"><o:p>词</o:p>'
        '<meta http-equiv="refresh" content="0;url=/away">'
        '<style>@import "/i.css"; p { background: u\\72l(/b.png) }</style>'
        '<style></style ><img src=x onerror=x></style><noscript><p title="</noscript><img src=x onerror=x>"></noscript>'
    )
    html = page_view(source, URL, None).html
    tags = set(re.findall(r"<([a-z0-9:]+)", html)) - {"html", "head", "meta", "title", "body", "style", "mark"}
    assert tags <= {"p", "a", "span"}
    for forbidden in ("href", "onerror", "onclick", "action", "ping", "url(", "@import", "refresh", 'id="hit', "src="):
        assert forbidden not in html


@pytest.mark.parametrize("tag", ["embed", "link", "param", "bgsound", "track", "frame", "input", "area"])
def test_a_tag_that_holds_nothing_hides_nothing(tag: str) -> None:
    assert page_view(f"<div><{tag} src='/x'><p>正文还在</p></div>", URL, Hit("正文还在")).marks == 1


def test_a_deep_page_and_an_empty_one_are_drawn() -> None:
    assert page_view("<div>" * 20_000 + "底" + "</div>" * 20_000, URL, None).html
    assert page_view("", URL, Hit("词")).marks == 0


def test_find_words_gives_places_in_the_text_as_it_is() -> None:
    text = "甲 乙\n丙丁甲乙丙"
    assert [text[start:end] for start, end in find_words(text, Hit("甲乙丙", "丁"))] == ["甲乙丙", "甲 乙\n丙"]
