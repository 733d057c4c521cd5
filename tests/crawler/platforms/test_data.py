"""Pages that are data, or keep it in a script."""

import datetime as dt
import json

from county.page import Origin
from crawler.reading import Page, read_article, read_listing

API = "http://www.example.cn/gkmlpt/api/all/1234?page=1&sid=200035"
_ROWS = [
    {
        "id": 5,
        "title": "关于某事的通知",
        "url": "http://www.example.cn/gkmlpt/content/9/5/post_5.html",
        "date": 1760457600,
    }
]


def _answer(total: int) -> Page:
    answer = {"classify": {"post_count": total}, "articles": _ROWS}
    return Page.parse(json.dumps(answer).encode(), API)


def test_gkmlpt_list_with_dates_in_seconds() -> None:
    listing = read_listing(_answer(2))
    assert [(entry.title, entry.date) for entry in listing.entries] == [("关于某事的通知", dt.date(2025, 10, 15))]
    assert (listing.total, listing.next) == (2, (API.replace("page=1", "page=2"),))
    assert read_listing(_answer(1)).next == ()


def test_jsonp_and_zero() -> None:
    listing = read_listing(Page.parse(b'callback({"total":0,"rows":[]})', API))
    assert (listing.entries, bool(listing.empty_because)) == ((), True)


def test_document_of_a_shell_comes_from_its_config() -> None:
    detail = {
        "title": "关于某事的通知",
        "content": "<p>各镇：</p><p>请照办。</p>",
        "date": 1760457600,
        "source": "本网",
    }
    config = f"window._CONFIG = {{isMobile: true, SID: '1', DETAIL: {json.dumps(detail)}, X: 1}}"
    page = Page.parse(f"<div id=app></div><script>{config}</script>".encode(), "http://www.example.cn/a/post_5.html")
    article = read_article(page)
    assert (article.title, article.published) == ("关于某事的通知", dt.date(2025, 10, 15))
    assert article.published_origin is Origin.DISPLAYED
    assert article.text.content == "各镇：\n请照办。\n"


def test_a_shown_document_is_read_as_shown() -> None:
    body = "<p>各镇人民政府，县直各部门：现将通知印发给你们，请认真贯彻执行。</p>" * 15
    config = 'window._CONFIG = {DETAIL: {"title": "另一个标题", "content": "<p>另一个正文</p>"}}'
    source = (
        f"<h1>关于某事的通知</h1><p>发布日期：2026-02-01</p><div class=content>{body}</div><script>{config}</script>"
    )
    assert "另一个" not in read_article(Page.parse(source.encode(), "http://www.example.cn/a.html")).text.content
