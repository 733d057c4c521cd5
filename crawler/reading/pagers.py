"""A pager that nothing can follow (无法翻页): a list that goes on where no address leads is not read whole."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from crawler.reading.addresses import href_of
from crawler.reading.flow import inline_text
from crawler.reading.page import Page

_WORDS = re.compile(r"^\W*(?:下一?页|后一?页|加载更多|查看更多|点击加载|显示更多|load\s*more)\W*$", re.I)
_WRITTEN = (
    *("下一页", "下页", "后一页", "后页", "加载更多", "查看更多", "点击加载", "显示更多"),
    *("oad more", "oadmore", "oad More", "oadMore", "OAD MORE"),
)
"""Plain words first, in what the page says and not in its source, which is five times as long: most pages hold none,
and a pattern that ignores case costs more than the parse."""
_TEXT = etree.XPath("string()", smart_strings=False)
_CANDIDATES = etree.XPath(
    "//a|//button|//input[@type='submit' or @type='button']|//div[@onclick]|//span[@onclick]|//li[@onclick]"
)
_MORE = etree.XPath("//div|//span|//p")
_SAYING = ("value", "title")
"""Attributes that say what an element without text is for."""
_IDLE = re.compile(r"disabled|current|active|last|nomore|hidden", re.I)
_LOAD = re.compile(r"加载更多|查看更多|点击加载|显示更多|load\s*more", re.I)
_LONGEST = 10
_CALLED = re.compile(r"\w\s*\((?!\s*0?\s*\)\s*;?\s*$)")
"""A call that says something: void(0) says nothing."""
_ROW_TAGS = frozenset({"li", "tr", "div", "p", "dl"})
_TURNS = re.compile(r"__doPostBack|page|pager?no|turn|fenye|goto|jump", re.I)
"""What a script that turns pages is called, or told: a row of numbers may also switch pictures."""
_PAGER_NAMES = re.compile(r"pager|pagination|fenye|laypage|page-?(?:num|list|bar|box|item)", re.I)
_SECOND = "2"
_MOST_ROWS, _INSIDE = 1000, 100
"""Rows that are looked at, and elements inside each: they may be nested without end."""
_ROW_TITLE, _FEW_ROWS = 10, 3


def pager_without_address(page: Page) -> str:
    """The words of a pager, or the name of rows, that only a script or a form can follow, "" where there is none."""
    if scripted := _scripted_rows(page) or _page_menu(page) or _scripted_numbers(page):
        return scripted
    said = "\n".join((_TEXT(page.tree), *(value for name in _SAYING for value in page.outline.values(name).values())))
    if not any(words in said for words in _WRITTEN):
        return ""
    return next((words for element in _CANDIDATES(page.tree) if (words := _dead_end(element))), "") or _bare_more(page)


def _scripted_rows(page: Page) -> str:
    """Rows among the others that only a script can open: they are not read."""
    rows = sum(1 for link in page.links if not link.href and len(link.text) >= _ROW_TITLE and _calls(link.element))
    outline = page.outline
    called = [outline.elements[place] for place in outline.values("onclick") if outline.tags[place] in _ROW_TAGS]
    if rows < _FEW_ROWS and called:
        opened = {link.element for link in page.links if link.href}
        rows += sum(1 for row in called[:_MOST_ROWS] if _is_unopened(row, opened))
    return "脚本链接" if rows >= _FEW_ROWS else ""


def _calls(element: etree._Element) -> bool:
    return _CALLED.search(f"{element.get('onclick') or ''};{element.get('href') or ''}") is not None


def _is_unopened(row: etree._Element, opened: set[etree._Element]) -> bool:
    if row in opened or not _calls(row) or any(inner in opened for inner in islice(row.iterdescendants(), _INSIDE)):
        return False
    return len(inline_text(row)) >= _ROW_TITLE


def _scripted_numbers(page: Page) -> str:
    """The number of a second page that a script turns to, by a link or by a bare item of a pager."""
    for link in page.links:
        if link.text == _SECOND and not link.href and _calls(link.element):
            call = f"{link.element.get('onclick') or ''}{link.element.get('href') or ''}"
            if _TURNS.search(call):
                return "页码"
    items = (item for item in page.outline.tagged("li", "button") if (item.text or "").strip() == _SECOND)
    return "页码" if any(_is_bare(item) and _stands_in_pager(item) for item in items) else ""


def _is_bare(item: etree._Element) -> bool:
    return item.tag == "button" or item.find(".//a") is None


def _stands_in_pager(item: etree._Element) -> bool:
    around = (item, *islice(item.iterancestors(), 2))
    return any(_PAGER_NAMES.search(f"{node.get('class') or ''} {node.get('id') or ''}") for node in around)


def _page_menu(page: Page) -> str:
    """A menu of page numbers that a script listens to."""
    for menu in page.outline.tagged("select"):
        if menu.get("onchange") is None:
            continue
        numbers = [option.text or "" for option in menu.iter("option")]
        if len(numbers) > 1 and all(number.strip().isdecimal() for number in numbers):
            return "页码菜单"
    return ""


def _dead_end(element: etree._Element) -> str:
    words = "".join(element.itertext()).strip() or next(filter(None, map(element.get, _SAYING)), "")
    if len(words) > _LONGEST or not _WORDS.match(words) or _is_idle(element):
        return ""
    if element.tag == "a" and href_of(element):
        return ""
    acts = element.tag != "a" or element.get("onclick") or "javascript" in (element.get("href") or "").lower()
    return words if acts or _LOAD.search(words) else ""


def _bare_more(page: Page) -> str:
    """加载更多 as plain text that a script listens to; 下一页 as plain text is the end of the list."""
    for element in _MORE(page.tree):
        words = (element.text or "").strip()
        if len(element) == 0 and len(words) <= _LONGEST and _WORDS.match(words) and _LOAD.search(words):
            return words if not _is_idle(element) else ""
    return ""


def _is_idle(element: etree._Element) -> bool:
    parent = element.getparent()
    names = f"{element.get('class') or ''} {(parent.get('class') or '') if parent is not None else ''}"
    return (
        element.get("disabled") is not None
        or _IDLE.search(names) is not None
        or "display:none" in (element.get("style") or "").replace(" ", "")
    )
