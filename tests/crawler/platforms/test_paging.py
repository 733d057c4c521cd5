"""Where a list goes on, family by family, on small pages in each family's style."""

import pytest

from crawler.reading import Page, read_listing

HOST = "http://www.example.cn"
_ROWS = "".join(
    f"<li><a href='./202602/t2026020{n}_{n}.html'>某单位开展第{n}次工作的新闻标题</a><span>2026-02-0{n}</span></li>"
    for n in (1, 2, 3)
)


def _next(path: str, pager: str) -> list[str]:
    source = f"<ul>{_ROWS}</ul><div class=page>{pager}</div>"
    return [url.removeprefix(HOST) for url in read_listing(Page.parse(source.encode(), HOST + path)).next]


@pytest.mark.parametrize(
    ("path", "pager", "following"),
    [
        # TRS, also as the counties of Guizhou use it: page 1 bears no number
        ("/xwzx/zwyw/", "<script>createPageHTML(3, 0, 'index', 'html')</script>", ["index_1.html", "index_2.html"]),
        ("/xwzx/zwyw/index_1.html", "<script>createPageHTML(3, 1,'index','html')</script>", ["index_2.html"]),
        ("/xwzx/zwyw/index_2.html", "<script>createPageHTML(3, 2,'index','html')</script>", []),
        ("/xwzx/zwyw/", "<script>Pager({size:3,current:1,prefix:'index',suffix:'htm'})</script>", ["index_2.htm"]),
        ("/xwzx/zwyw/", "<a class=next href=./index_1.html>下一页</a>", ["index_1.html"]),
        ("/xwzx/zwyw/", "<a class='btn-next' href=index_1.html>&gt;&gt;</a>", ["index_1.html"]),
        # 开普: the element comes first
        ("/xwzx/zwyw/", "<script>createPageHTML('page_div',2,1,'zwyw','shtml',35)</script>", ["zwyw_2.shtml"]),
        ("/xwzx/zwyw/", '<script>createPageHTML("#p", "2", "1", "zwyw", "shtml", "35")</script>', ["zwyw_2.shtml"]),
        # 博达: numbers descend, so only the link counts
        ("/xwzx/zwyw/", "共24条 1/3 <a href=2.htm>下页</a><a href=1.htm>尾页</a>", ["2.htm"]),
        ("/xwzx/zwyw/1.htm", "共24条 3/3 <a href=2.htm>上页</a><a href=/xwzx/zwyw.htm>首页</a>", []),
        # 国资委: fragments descend
        ("/xwzx/zwyw/", "<div id=comp_777></div><script>var maxPageNum777=3;</script>", ["index_777_2.html"]),
        ("/xwzx/zwyw/index_777_2.html", "", ["index_777_1.html"]),
        ("/xwzx/zwyw/index_777_1.html", "", []),
        # easysite: the address stands in tagname or in a call
        ("/xwzx/zwyw/", "<a tagname='/xwzx/zwyw/5a-2.html' onclick='q(this)'>下一页</a>", ["5a-2.html"]),
        ("/xwzx/zwyw/", "<a onclick=\"queryArticleByCondition(this,'/xwzx/zwyw/5a-2.html')\">下页</a>", ["5a-2.html"]),
        # 新点: location in a script
        ("/xwzx/zwyw/", "<a href=\"javascript:location.href='/xwzx/zwyw/2.html'\">下页&gt;</a>", ["2.html"]),
        # 泽元: plain links
        ("/xwzx/zwyw/list.shtml", "<a href=list_2.shtml>下一页</a>", ["list_2.shtml"]),
    ],
)
def test_following(path: str, pager: str, following: list[str]) -> None:
    assert [url.removeprefix("/xwzx/zwyw/") for url in _next(path, pager)][: len(following) or None] == following


def test_lonsun_counts_by_page_index() -> None:
    pager = "<script>Ls.pagination({id:'page',pageCount:3,pageIndex:1})</script>"
    column = "/public/column/6591?type=4&catId=7&action=list"
    assert _next(column, pager) == [f"{column}&pageIndex=2", f"{column}&pageIndex=3"]
    assert _next("/content/column/6591?pageIndex=2", pager) == ["/content/column/6591?pageIndex=3"]


def test_loaders_lead_to_their_data() -> None:
    source = "<script>loadPageData({unitid:'380055',webSiteCode:['a'],channelCode:['col42150']})</script>"
    listing = read_listing(Page.parse(source.encode(), f"{HOST}/col/col42150/index.html"))
    assert listing.drawn_by_script == "loadPageData"
    assert listing.next == (f"{HOST}/col/col42150/index.html?uid=380055&pageNum=1",)
    source = "<script>window._CONFIG = {SID: '200035', TREE: []}</script>"
    listing = read_listing(Page.parse(source.encode(), f"{HOST}/gkmlpt/index#1234"))
    assert listing.drawn_by_script == "_CONFIG"
    assert listing.next == (f"{HOST}/gkmlpt/api/all/1234?page=1&sid=200035",)


def test_readable_form_goes_on_by_its_total() -> None:
    here = "/col/col42150/index.html?uid=380055&pageNum=1"
    assert _next(here, "<script>totalPage=3</script>") == [
        f"/col/col42150/index.html?uid=380055&pageNum={number}" for number in (2, 3)
    ]
