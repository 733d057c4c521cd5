"""A pager that nothing can follow (无法翻页): a list that goes on where no address leads is not read whole."""

from __future__ import annotations

import re

from lxml import etree

from crawler.reading.addresses import href_of
from crawler.reading.page import Page

_WORDS = re.compile(r"^\W*(?:下一?页|后一?页|加载更多|查看更多|点击加载|显示更多|load\s*more)\W*$", re.I)
_WRITTEN = (
    *("下一页", "下页", "后一页", "后页", "加载更多", "查看更多", "点击加载", "显示更多"),
    *("oad more", "oadmore", "oad More", "oadMore", "OAD MORE"),
)
"""Plain words first: most pages hold none, and a pattern that ignores case costs more than the parse."""
_CANDIDATES = etree.XPath(
    "//a|//button|//input[@type='submit' or @type='button']|//div[@onclick]|//span[@onclick]|//li[@onclick]"
)
_MORE = etree.XPath("//div|//span|//p")
_IDLE = re.compile(r"disabled|current|active|last|nomore|hidden", re.I)
_LOAD = re.compile(r"加载更多|查看更多|点击加载|显示更多|load\s*more", re.I)
_LONGEST = 10
_SCRIPTED = etree.XPath(
    "//a[starts-with(translate(@href, 'JAVSCRIPT', 'javscript'), 'javascript:')"
    " and contains(@href, '(') and not(contains(@href, 'void'))]"
)
_MENUS = etree.XPath("//select[@onchange]")
_ROW_TITLE, _FEW_ROWS = 10, 3


def pager_without_address(page: Page) -> str:
    """The words of a pager, or the name of rows, that only a script or a form can follow, "" where there is none."""
    if scripted := _scripted_rows(page) or _page_menu(page):
        return scripted
    if not any(words in page.html for words in _WRITTEN):
        return ""
    return next((words for element in _CANDIDATES(page.tree) if (words := _dead_end(element))), "") or _bare_more(page)


def _scripted_rows(page: Page) -> str:
    """Rows among the others that only a script can open: they are not read."""
    rows = sum(1 for link in _SCRIPTED(page.tree) if len("".join(link.itertext()).strip()) >= _ROW_TITLE)
    return "脚本链接" if rows >= _FEW_ROWS else ""


def _page_menu(page: Page) -> str:
    """A menu of page numbers that a script listens to."""
    for menu in _MENUS(page.tree):
        numbers = [option.text or "" for option in menu.iter("option")]
        if len(numbers) > 1 and all(number.strip().isdecimal() for number in numbers):
            return "页码菜单"
    return ""


def _dead_end(element: etree._Element) -> str:
    words = "".join(element.itertext()).strip() or element.get("value") or element.get("title") or ""
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
