"""Each family is told by its own marks."""

import pytest

from crawler.platforms.family import FAMILIES, family_of
from crawler.reading import Page


@pytest.mark.parametrize(
    ("source", "family"),
    [
        ("<div class=TRS_Editor>正文</div>", "trs"),
        ("<script>createPageHTML(9, 0, 'index', 'html')</script>", "trs"),
        ("<script>createPageHTML('page_div',10,1,'a','shtml',200)</script>", "ucap"),
        ("<div id='UCAP-CONTENT'>正文</div>", "ucap"),
        ("<div id=vsb_content>正文</div>", "vsb"),
        ("<datastore></datastore>", "jpage"),
        ('{"a": 1}', "data"),
        ("<p>什么也不是</p>", ""),
    ],
)
def test_recognised(source: str, family: str) -> None:
    assert family_of(Page.parse(source.encode(), "http://www.example.cn/")).id == family


def test_ids_are_unique() -> None:
    assert len({kind.id for kind in FAMILIES}) == len(FAMILIES)
