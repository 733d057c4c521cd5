"""The title of an article where no tag, class or meta names it (正文标题): what stands right above the data line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.reading.labels import INDEX_NAME
from crawler.reading.outline import Run
from crawler.reading.page import Page

_DATA = re.compile(
    r"^\W*(?:(?:发布|发表|更新|信息|录入|添加|公开|发文|征集)\s*(?:时间|日期)|发布(?:于|\s*[:：])|(?:信息|文章|稿件|新闻|内容)?\s*来\s*源\s*[:：]|稿\s*源\s*[:：]"
    r"|(?:时间|日期)\s*[:：]|(?:作\s*者|发布[人者]|撰稿人?|供稿(?:人|单位)?|审核人?|录入人?)\s*[:：]|字\s*[号体]|浏览(?:次数|量)|点击(?:数|率|次数)|阅读(?:次数|量)"
    r"|(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)[^，。；]{0,40}$)"
)
"""How the line of time and source under a title begins."""
_NO_TITLE = re.compile(r"[:：>»]\s*$|^\W*$|^\W*(?:您?(?:现在|当前)?所?在?的?位置|首页|正文|返回|打印|关闭|分享)|[>»→]")
_LONGEST_DATA = 120
_LONGEST = 150
"""A longer line is a paragraph."""
_SHORTEST = 4
_COLUMN = 8
"""A name this short that a link of the page bears too is a column's."""
_LINES = 4
"""A title is broken over few lines; further up stands what is above it."""
_LINK_LEVELS = 4
_SUBTITLE = re.compile(r"^\s*(?:[—–―－]|--)")
"""How a subtitle (副标题) begins: ——全县春播面积达40万亩."""
_SPANS = frozenset({"span", "b", "strong", "font", "em", "i", "u", "small"})


def column_names(page: Page) -> frozenset[str]:
    """Short texts of links: menus and paths name the columns of a site."""
    return frozenset(text for link in page.links if len(text := "".join(link.text.split())) <= _COLUMN)


def headline(page: Page) -> str:
    """The text above the first data line of the page, its lines joined, "" where no such line is found."""
    columns = column_names(page)
    for at in range(1, len(page.runs)):
        if _is_data_line(page, page.runs[at]) and (title := _above(page, page.runs[:at], columns)):
            return title
    return ""


def _is_data_line(page: Page, run: Run) -> bool:
    text, at = run
    if len(text) > _LONGEST_DATA or _DATA.match(text) is None:
        return False
    return not page.outline.away[at] and not _in_link(page, at)


def _above(page: Page, runs: Sequence[Run], columns: frozenset[str]) -> str:
    """The last line of `runs` that is no subtitle, with the lines before it that stand in the same element."""
    if len(runs) > 1 and _SUBTITLE.match(runs[-1][0]) and not _in_one_line(page, runs[-2][1], runs[-1][1]):
        runs = runs[:-1]
    if not _may_be_title(page, runs[-1], columns):
        return ""
    line, last = runs[-1]
    lines = [line]
    for line, at in reversed(runs[-_LINES:-1]):
        if not _in_one_line(page, at, last):
            break
        lines.append(line)
    return "".join(reversed(lines))


def _in_one_line(page: Page, one: int, other: int) -> bool:
    """Whether two pieces stand in one element, or one of them in a span or the like among the text of the other's."""
    return one == other or any(
        page.outline.parents[inner] == outer and page.outline.tags[inner] in _SPANS
        for inner, outer in ((one, other), (other, one))
    )


def _may_be_title(page: Page, run: Run, columns: frozenset[str]) -> bool:
    line, at = run
    text = "".join(line.split())
    if INDEX_NAME.fullmatch(text):
        return False
    if not _SHORTEST <= len(text) <= _LONGEST or text in columns or _NO_TITLE.search(line) or text.endswith("。"):
        return False
    return _DATA.match(line) is None and not page.outline.away[at] and not _in_link(page, at)


def _in_link(page: Page, place: int) -> bool:
    for _ in range(_LINK_LEVELS):
        if place < 0:
            return False
        if page.outline.tags[place] == "a":
            return True
        place = page.outline.parents[place]
    return False
