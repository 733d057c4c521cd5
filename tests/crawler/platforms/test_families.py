"""Each family is told by its own marks."""

import pytest

from crawler.platforms.family import FAMILIES, family_of
from crawler.reading import Page

HOST = "http://www.example.cn"


@pytest.mark.parametrize(
    ("source", "path", "family"),
    [
        ("<div class=TRS_Editor>正文</div>", "/", "trs"),
        ("<p>正文</p>", "/gzdt/202604/t20260409_14.html", "trs"),
        ("<script>createPageHTML(9, 0, 'index', 'html')</script>", "/", "trs"),
        ("<script>createPageHTML('page_div',10,1,'a','shtml',200)</script>", "/", "ucap"),
        ("<div id='UCAP-CONTENT'>正文</div>", "/", "ucap"),
        ("<div id=vsb_content>正文</div>", "/", "vsb"),
        ("<datastore></datastore>", "/", "jpage"),
        ("<p>正文</p>", "/col/col42150/index.html", "jpage"),
        ("<script>window._CONFIG = {SID: '1'}</script>", "/gkmlpt/index", "gkmlpt"),
        ("<script>window.NFCMS_SITE_ID=200005;</script>", "/xw/content/post_1.html", "gkmlpt"),
        ("<p>正文</p>", "/n2588035/n2588320/n2588335/c4260392/content.html", "sasac"),
        ("<script>var maxPageNum2603340 = 12;</script>", "/", "sasac"),
        ("<div class=j-fontContent>正文</div>", "/", "lonsun"),
        ("<p>正文</p>", "/content/column/6794821?pageIndex=2", "lonsun"),
        ("<div class='ewb-main'>正文</div>", "/", "epoint"),
        ("<script src=/easysite/a.js></script>", "/", "easysite"),
        ("<script>var pageChnlInfo={recordCount:107}</script>", "/", "trt"),
        ("<!-- ZCMS --><p>正文</p>", "/", "zving"),
        ('{"a": 1}', "/", "data"),
        ("<p>什么也不是</p>", "/", ""),
    ],
)
def test_recognised(source: str, path: str, family: str) -> None:
    assert family_of(Page.parse(source.encode(), HOST + path)).id == family


def test_ids_and_names_are_unique() -> None:
    assert len({kind.id for kind in FAMILIES}) == len(FAMILIES) == len({kind.name for kind in FAMILIES})
