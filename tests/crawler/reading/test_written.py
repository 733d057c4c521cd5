"""The day of making (成文日期) and the required meta tags, as pages print them."""

from __future__ import annotations

import datetime as dt

import pytest

from county.tags import SITE_TAGS, Tag
from crawler.reading import Page, read_article, read_tags

_BODY = "".join(f"<p>各村居、各科室要按照第{number}项要求，认真组织开展隐患排查整治工作。</p>" for number in range(6))


def written(above: str, body: str = _BODY) -> tuple[dt.date | None, dt.date | None]:
    data = "<h1>关于开展隐患排查的通知</h1><div>发布时间：2026-03-20</div>"
    html = f"<html><body>{above}{data}<div>{body}</div></body></html>"
    article = read_article(Page.parse(html.encode(), "http://www.example.gov.cn/a.html"))
    return article.written, article.published


@pytest.mark.parametrize(
    "above",
    [
        "<table><tr><td>发文机关</td><td>某局</td><td>成文日期：</td><td>2026年03月02日</td></tr></table>",
        "<table><tr><td>成文日期</td><td>2026-03-02</td><td>发布日期</td><td>2026-03-20</td></tr></table>",
        "<ul><li><b>成 文 日 期：</b><span>2026-3-2</span></li></ul>",
        "<div>【成文日期】2026/03/02</div>",
    ],
)
def test_written_is_read_and_is_no_publish_date(above: str) -> None:
    assert written(above) == (dt.date(2026, 3, 2), dt.date(2026, 3, 20))


@pytest.mark.parametrize(
    "above",
    [
        "<table><tr><td>成文日期：</td><td></td><td>发布日期：</td><td>2026-03-20</td></tr></table>",
        "<div>印发日期：2026-03-02</div>",
        "<div>生成日期：2026-03-02</div>",
        "",
    ],
)
def test_no_other_date_is_taken_for_it(above: str) -> None:
    assert written(above)[0] is None


def test_tags_are_those_the_page_has() -> None:
    html = (
        '<html><head><meta name="sitename" content="某县"><META NAME="SiteDomain" CONTENT="www.example.gov.cn">'
        '<meta name="SiteIDCode" content=""><meta name="keywords" content="某县"></head><body>某县</body></html>'
    )
    assert read_tags(Page.parse(html.encode(), "http://www.example.gov.cn/")) == SITE_TAGS
    assert read_tags(Page.parse(b"<html><body>1</body></html>", "http://www.example.gov.cn/")) == Tag(0)


@pytest.mark.parametrize("data", [b'{"rows": []}', b"<datastore><record>1</record></datastore>", b""])
def test_data_is_no_page_that_needs_tags(data: bytes) -> None:
    assert read_tags(Page.parse(data, "http://www.example.gov.cn/data")) is None
