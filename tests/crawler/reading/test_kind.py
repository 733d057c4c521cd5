"""Kinds of pages, told by what they show."""

import pytest

from crawler.reading import Kind, Page, read_page

_BODY = "<p>" + "会议要求，各单位要压实责任，抓好安全生产工作。" * 6 + "</p>"
_ROWS = "".join(f"<li><a href=/a/t2026020{n}_{n}.html>某单位第{n}次工作的新闻</a>{{}}</li>" for n in range(1, 6))
_DATED = _ROWS.format(*(f"2026-02-0{n}" for n in range(1, 6)))
_INDEX = "".join(
    f"<tr><td>{n}<td>5200/2025-{n}<td><a href=/a/t202602{n}_{n}.html>县政府召开第{n}次常务会议研究部署工作</a>"
    f"<td>县府办<td>2025-01-{n}<td>2026-02-{n}</tr>"
    for n in range(10, 25)
)
_HEADS = "<tr><th>序号<th>索引号<th>名称<th>发布机构<th>成文日期<th>发布日期</tr>"
_NAMED = "".join(
    f"<dt><a href=/t2026010{n}_{n}.html>某单位第{n}次会议</a></dt><dd>发布时间：2026-02-0{n} 来源：县政府办公室</dd>"
    for n in range(1, 8)
)
_ADJOINED = "".join(
    f"<div><a href=/content/{n}.html>{n}、某单位第{n}次会议召开研究部署重点工作</a>"
    f"<i>【县融媒体中心】</i><i>阅读 2026</i><i>2026/02/0{n}</i></div>"
    for n in range(1, 7)
)
_MENU = "".join(f"<a href=/c{n}/>栏目名称{n}</a>" for n in range(30))


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (f"<ul>{_DATED}</ul>", Kind.LIST),
        (f"<title>信息公开目录</title><table class=gkml>{_HEADS}{_INDEX}</table>", Kind.LIST),
        (f"<h1>通知</h1><p>发布日期：2026-02-01</p><div id=zoom>{_BODY}<table>{_INDEX}</table></div>", Kind.ARTICLE),
        (f"<ul>{_ROWS}</ul><a href=index_1.html>下一页</a>", Kind.LIST),
        (f"<dl>{_NAMED}</dl>", Kind.LIST),
        (f"<div>{_ADJOINED}</div>", Kind.LIST),
        ("<div id=1></div><script>loadPageData({unitid:'1'})</script>", Kind.LIST),
        ("<title>工作动态</title><p>暂无信息</p>", Kind.LIST),
        (f"<h1>某镇召开会议</h1><p>发布时间：2026-02-01</p><div id=zoom>{_BODY}</div>", Kind.ARTICLE),
        (f"<h1>某镇开会</h1><p>发布时间：2026-02-01</p><div id=zoom>{_BODY}</div><ul>{_DATED}</ul>", Kind.ARTICLE),
        (f"<meta name=ArticleTitle content=某镇开会><meta name=PubDate content=2026-01-01>{_BODY}", Kind.ARTICLE),
        (f"<title>领导之窗_某镇</title><div class=nr>{_BODY}</div>", Kind.ARTICLE),
        (f"<title>修文县人民政府</title>{_MENU}", Kind.HOME),
        (f"<title>教育局_某县</title>{_MENU}", Kind.UNIT),
        ("<script>$_ts=window['$_ts'];$_ts.nsd=1;</script>", Kind.CHALLENGE),
        ("<title>404</title><p>页面不存在</p>", Kind.ERROR),
        ("<p>正文很短</p>", Kind.OTHER),
    ],
)
def test_kind(source: str, kind: Kind) -> None:
    assert read_page(Page.parse(source.encode(), "http://www.example.cn/x/y/")).kind is kind
