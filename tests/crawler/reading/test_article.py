"""Articles: title, dates by origin, source, body, attachments."""

import datetime as dt

import pytest

from county.page import Article, Entry, Origin
from crawler.reading import Page, read_article

URL = "http://www.example.cn/xw/202604/t20260408_14.html"
_BODY = (
    "<p>4月8日，县<b>政</b><b>府</b>召开会议，研究部署安全生产工作。</p><p>会议要求，各单位要压实责任，确保实效。</p>"
)
DAY = dt.date(2026, 4, 9)


def _read(source: str, url: str = URL, hint: Entry | None = None) -> Article:
    return read_article(Page.parse(source.encode(), url), hint)


def _page(data: str, body: str = _BODY, head: str = "", foot: str = "") -> str:
    return (
        f"<html><head><title>县政府召开会议_某县人民政府网</title>{head}</head><body>"
        "<div class=nav><a href=/>首页</a></div>"
        f"<div class=main><h1>县政府召开会议</h1><div class=info>{data}</div><div id=zoom>{body}</div>{foot}</div>"
        "<div class=footer><p>主办单位：某县人民政府办公室，联系电话：0851-82322114</p></div></body></html>"
    )


@pytest.mark.parametrize(
    "data",
    [
        "发布时间：2026-04-09 10:00 来源：县融媒体中心",
        "<span>发 布 日 期：</span><b>2026/04/09</b><span>信息来源：</span><b>县融媒体中心</b>",
        "2026年04月09日 08:02 <em>来源：县融媒体中心</em> 浏览次数：12",
        "【来源：县融媒体中心】【字体：大 中 小】日期：2026.04.09",
        "成文日期：2026-03-01 | 发布日期：2026-04-09 | 来源：县融媒体中心",
    ],
)
def test_data_line(data: str) -> None:
    article = _read(_page(data))
    assert (article.title, article.published, article.published_origin) == ("县政府召开会议", DAY, Origin.DISPLAYED)
    assert (article.source, article.source_origin) == ("县融媒体中心", Origin.DISPLAYED)


@pytest.mark.parametrize(
    "data",
    ["成文日期：2026-04-01", "实施日期：2026-04-01", "失效日期：2031-04-01", "（2026年4月1日县人民政府第3次会议通过）"],
)
def test_other_dates_are_no_publish_dates(data: str) -> None:
    article = _read(_page(data), "http://www.example.cn/xw/14.html")
    assert article.dates == {}


def test_claims_stand_side_by_side() -> None:
    head = '<meta name="PubDate" content="2026-04-10 22:41">'
    article = _read(_page("", head=head), hint=Entry(URL, "县政府召开会议", dt.date(2026, 4, 11)))
    assert article.dates == {
        Origin.META: dt.date(2026, 4, 10),
        Origin.URL: dt.date(2026, 4, 8),
        Origin.LIST: dt.date(2026, 4, 11),
    }
    assert (article.published, article.published_origin) == (dt.date(2026, 4, 10), Origin.META)


def test_body_is_joined_and_without_furniture() -> None:
    article = _read(_page("发布时间：2026-04-09", foot="<p>【打印本页】</p><p>上一篇：别的新闻标题</p>"))
    assert article.text.content == (
        "4月8日，县政府召开会议，研究部署安全生产工作。\n会议要求，各单位要压实责任，确保实效。\n"
    )


def test_body_without_known_container_is_found_by_density() -> None:
    source = _page("发布时间：2026-04-09").replace("id=zoom", "class=qwerty")
    assert _read(source).text.content.endswith("确保实效。\n")
    assert "主办单位" not in _read(source).text.content


def test_source_after_the_body_and_empty_label() -> None:
    assert _read(_page("2026-04-09", foot="<p>来源：某县日报 编辑：张三</p>")).source == "某县日报"
    assert _read(_page("发布时间：2026-04-09 来源： 浏览次数：3")).source == ""


def test_source_in_meta_only_says_so() -> None:
    article = _read(_page("2026-04-09", head='<meta name="ContentSource" content="县农业农村局">'))
    assert (article.source, article.source_origin) == ("县农业农村局", Origin.META)


def test_attachments_once_each_by_extension_or_store() -> None:
    foot = (
        "<p>附件：<a href='./P020260409.XLS'>1.名单.xls</a><a href='P020260409.XLS'></a>"
        "<a href='/attachment/0/1/2.bin'>申请表</a>"
        "<a href='/system/_content/download.jsp?owner=1&wbfileid=2'>附件【公示.pdf】</a><a href='b.html'>页面</a></p>"
    )
    article = _read(_page("2026-04-09", foot=foot))
    assert [(file.url.rpartition("/")[2], file.name) for file in article.attachments] == [
        ("P020260409.XLS", "1.名单.xls"),
        ("2.bin", "申请表"),
        ("download.jsp?owner=1&wbfileid=2", "公示.pdf"),
    ]


def test_table_header_and_rows() -> None:
    table = (
        "<table><tr><td colspan=3>2026年补贴名单</td></tr><tr><td>序号</td><td>姓名</td><td>电话</td></tr>"
        "<tr><td>1</td><td>张\n三</td><td>138<span>0000</span>0000</td></tr></table>"
    )
    text = _read(_page("2026-04-09", body=f"<p>现将名单公示如下，请监督。</p>{table}")).text
    assert text.tables[0].header == ("序号", "姓名", "电话")
    assert text.content[text.tables[0].start : text.tables[0].end] == "1\t张三\t13800000000\n"


def test_table_spans_keep_columns_in_line() -> None:
    table = (
        "<table><tr><th>村</th><th>姓名</th></tr>"
        "<tr><td rowspan=2>坪上村</td><td>甲</td></tr><tr><td>乙</td></tr></table>"
    )
    text = _read(_page("2026-04-09", body=f"<p>名单如下，请知悉。</p>{table}")).text
    assert text.content[text.tables[0].start : text.tables[0].end] == "坪上村\t甲\n\t乙\n"


def test_title_falls_back_from_site_name_to_heading_to_hint() -> None:
    source = _page("2026-04-09").replace("<title>县政府召开会议_某县人民政府网", "<title>某县人民政府网")
    assert _read(source).title == "县政府召开会议"
    bare = f"<title>某县人民政府</title><div id=zoom>{_BODY}</div>"
    assert _read(bare, hint=Entry(URL, "列表里的标题", None)).title == "列表里的标题"


def test_static_page() -> None:
    body = "<p>张三，主要负责人，主持全面工作。</p><p>李四，副职领导，负责农业农村工作。</p>"
    article = _read(f"<title>领导之窗-某镇</title><div id=vsb_content>{body}</div>", "http://www.example.cn/ldzc.htm")
    assert article.dates == {}
    assert "李四" in article.text.content


def test_json_document() -> None:
    source = (
        '{"data":{"docSubtitle":"关于某事的批复","publishDate":"2026-04-09 10:00",'
        '"docSource":"准入司","docClob":"<p>同意。</p>"}}'
    )
    article = _read(source, "http://www.example.cn/api/1.json")
    assert (article.title, article.published, article.source) == ("关于某事的批复", DAY, "准入司")
    assert article.text.content == "同意。\n"
