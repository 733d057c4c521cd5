"""A pager that nothing can follow is named, the idle one of a last page is not."""

from __future__ import annotations

import pytest

from crawler.reading import Page
from crawler.reading.pagers import pager_without_address


@pytest.mark.parametrize(
    ("pager", "words"),
    [
        ('<a href="javascript:void(0)" onclick="toPage(2)">下一页</a>', "下一页"),
        ('<div class="more">加载更多</div>', "加载更多"),
        ('<form><input type="submit" value="下一页"></form>', "下一页"),
        ('<select onchange="go(this)"><option>1</option><option>2</option></select>', "页码菜单"),
        (
            "".join(f'<a href="javascript:openNews({n})">某单位第{n}次开展工作现场推进会</a>' for n in range(4)),
            "脚本链接",
        ),
        (
            "".join(f'<div onClick="openNews({n})">某单位第{n}次开展工作现场推进会</div>' for n in range(4)),
            "脚本链接",
        ),
        ('<a href="javascript:;" title="下一页"><img src="/next.gif"></a>', "下一页"),
        ('<a href="javascript:;" class="disabled">下一页</a>', ""),
        ("<span>下一页</span>", ""),
    ],
)
def test_a_pager_that_leads_nowhere_is_named(pager: str, words: str) -> None:
    page = Page.parse(f"<html><body><ul><li>行</li></ul>{pager}</body></html>".encode(), "http://www.example.cn/a/")
    assert pager_without_address(page) == words
