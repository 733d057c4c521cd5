"""Shells of one script that bring their data along."""

import datetime as dt
import json

import pytest

from crawler.reading import Kind, Page, read_page

_DETAIL = {
    "title": "县政府召开会议",
    "publishTime": "2026-04-09 08:00:00",
    "source": "县融媒体中心",
    "content": "<p>4月8日，县长主持召开县政府常务会议，研究部署防汛工作。</p>",
}
_ROWS = [{"id": n, "title": f"某单位第{n}次工作的新闻", "url": f"/d/{n}", "date": f"2026-04-0{n}"} for n in range(1, 4)]


def _page(script: str, shown: str = "") -> Page:
    source = f"<title>某县</title><body><div id=app>{shown}</div>{script}<script src=/app.js></script></body>"
    return Page.parse(source.encode(), "http://www.example.cn/detail/9")


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.__INITIAL_STATE__={};(function(){})</script>",
        "<script id='__NEXT_DATA__' type='application/json'>{}</script>",
    ],
)
def test_article_and_list_of_a_state(script: str) -> None:
    before, after = script.split("{}", 1)
    article = read_page(_page(f"{before}{json.dumps({'a': {'detail': _DETAIL}, 'hot': _ROWS})}{after}"))
    assert (article.kind, article.article.title) == (Kind.ARTICLE, "县政府召开会议")
    assert (article.article.published, article.article.source) == (dt.date(2026, 4, 9), "县融媒体中心")
    listing = read_page(_page(f"{before}{json.dumps({'list': {'rows': _ROWS}})}{after}"))
    assert listing.kind is Kind.LIST
    assert [entry.date for entry in listing.listing.entries] == [dt.date(2026, 4, n) for n in range(1, 4)]


def test_state_of_a_page_the_server_drew_is_left_alone() -> None:
    drawn = "<h1>县政府召开大会</h1><p>发布时间：2026-04-10</p><p>" + "会议要求抓好安全生产工作。" * 40 + "</p>"
    state = f"<script>window.__INITIAL_STATE__={json.dumps({'detail': _DETAIL})}</script>"
    assert read_page(_page(state, drawn)).article.title == "县政府召开大会"


def test_broken_state_is_none() -> None:
    assert read_page(_page('<script>window.__INITIAL_STATE__={"detail":{</script>')).article.text.content == ""
