"""What shows that a list is empty on purpose (空白栏目): words or an empty container, never the lack of rows alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.reading.areas import names_of
from crawler.reading.page import Page

_WORDS = re.compile(
    r"^\W*(?:(?:对不起|抱歉|很抱歉)\W*)?(?:(?:该|本|此|当前)?(?:栏目|目录|分类|列表|页面?)(?:下)?)?(?:目前|暂时)?(?:还)?"
    r"(?:暂无|没有|尚无|暂没有|无|未找到|查无|没有找到|暂未发布|未发布)(?:任何|相关|您要的|符合条件的|更多)*的?"
    r"(?:信息|数据|内容|记录|文章|文件|资料|结果|公开内容|公开信息|新闻|公告|稿件|资讯)?(?:可供?显示|发布)?[\s!！。.…～~]*$"
    r"|^\W*(?:内容|栏目|页面|网页|信息)?(?:正在)?(?:建设|完善|整理|更新|维护)中[\s!！。.…]*(?:敬请(?:期待|关注)\W*)?$"
)
_ZERO = re.compile(r"(?:共|总计|合计|总数[:：]?|记录数[:：]?)\s*0\s*(?:条|篇|个|页|项)(?:记录|信息|数据|内容)?")
_BARE = frozenset({"没有", "无", "未发布", "无内容中"})
_LONGEST = 40
_CONTAINERS = ("ul", "ol", "tbody", "table", "dl", "div")
_HEADS = etree.XPath("./thead//*[self::th or self::td][normalize-space()]|./tr/th[normalize-space()]")
_SCRIPTS = etree.XPath("//script/text()", smart_strings=False)
_LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|superslide|slick|html5|respond|analytics|tongji|hm\.js|cnzz|share|print|barrier|wza|zoom"
    r"|conac|jiucuo|base64|cookie|polyfill|nav|menu|top|foot|head|weather|date|search|fenye|pager|paging|pagination",
    re.I,
)
"""Scripts that are known to draw no lists (分页: only the numbers under them); any other one may fill the container."""
_LIST_NAME = re.compile(r"list|news|xxgk|lb|zxlb|items?|rows?|results?|article|content|con_|main", re.I)
_SURE_NAME = re.compile(r"list|liebiao|lb(?:$|[\s_-])|newsl|items|results", re.I)
_OWN_CLASS = 4
"""Characters from which a class is one element's own."""
_MOST = 300
"""Empty containers looked at: a page of more is an attack."""
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})", re.I)
_ENDPOINT = "dataproxy"
"""An endpoint's answer counts nothing unless it says so: it may have been asked the wrong way."""
_RECORD = re.compile(r"<record[\s>]", re.I)


def words_of_emptiness(page: Page) -> str:
    """The words by which the content area says that there is nothing, "" where it does not."""
    for text, at in page.runs:
        if len(text) > _LONGEST or text.strip("。.!！ ") in _BARE:
            continue
        if (_WORDS.match(text) or _ZERO.search(text)) and not page.outline.away[at]:
            return f"页面写明“{text}”"
    return ""


def empty_store(page: Page) -> str:
    """Names a data island that holds no record."""
    source = page.html
    if "<datastore" not in source and "<recordset" not in source:
        return ""
    if (total := _TOTAL.search(source)) and int(total[1]):
        return ""
    if _ENDPOINT in page.url and total is None:
        return ""
    closed = "</datastore>" in source or "</recordset>" in source
    return "列表数据区（datastore）中没有记录" if closed and not _RECORD.search(source) else ""


def empty_container(page: Page) -> str:
    """Names a list container without anything in it, which no script of the page mentions or may know unseen."""
    if next(unknown_scripts(page), ""):
        return ""
    scripts = Scripts(page)
    return next((_named(element) for element in empty_list_containers(page) if not _is_scripted(element, scripts)), "")


def container_filled_by_script(page: Page) -> str:
    """Names an empty list container that a script of the page mentions by its id."""
    scripts = Scripts(page)
    filled = (element for element in empty_list_containers(page) if _is_scripted(element, scripts))
    return next((f"#{element.get('id') or names_of(element)}" for element in filled), "")


def unknown_scripts(page: Page) -> Iterator[str]:
    """Addresses of the page's scripts that may draw a list for all that is known."""
    sources = (script.get("src") for script in page.outline.tagged("script"))
    return (source for source in sources if source is not None and not _LIBRARY.search(source.rpartition("/")[2]))


def empty_list_containers(page: Page) -> Iterator[etree._Element]:
    """Containers named like a list that hold nothing, outside menus and side boxes. A div must have a name."""
    outline = page.outline
    found = 0
    for place in outline.places_tagged(*_CONTAINERS):
        element = outline.elements[place]
        if outline.away[place] or not _is_list_named(element):
            continue
        if next(element.iterchildren("*"), None) is None and not "".join(element.itertext()).strip():
            found += 1
            if found > _MOST:
                return
            yield element


def _is_list_named(element: etree._Element) -> bool:
    """By its own class or id; a bare list by the box round it, which must say list for sure; a table's body by a head
    that names its columns."""
    own, parent = names_of(element), element.getparent()
    if element.tag == "tbody" and parent is not None and _HEADS(parent):
        return True
    if own:
        return (_SURE_NAME if element.tag == "div" else _LIST_NAME).search(own) is not None
    return element.tag != "div" and parent is not None and _SURE_NAME.search(names_of(parent)) is not None


def _is_scripted(element: etree._Element, scripts: Scripts) -> bool:
    """A div with data attributes, or any container whose id stands in a script too, waits for its rows."""
    if element.tag == "div" and any(name.startswith("data-") for name in element.attrib):
        return True
    return scripts.name(element)


class Scripts:
    """The scripts of a page as one text, asked once for each name."""

    def __init__(self, page: Page) -> None:
        self._text = " ".join(_SCRIPTS(page.tree))
        self._known: dict[str, bool] = {"": False}

    def name(self, element: etree._Element) -> bool:
        """Whether a script names the element by its id, or by its only class."""
        identifier = element.get("id") or _only_class(element)
        if identifier not in self._known:
            mentioned = rf"""["'# ]{re.escape(identifier)}["'\s)]"""
            self._known[identifier] = identifier in self._text and re.search(mentioned, self._text) is not None
        return self._known[identifier]


def _only_class(element: etree._Element) -> str:
    """The class, where it is one long enough to be nobody else's."""
    names = (element.get("class") or "").split()
    return f".{names[0]}" if len(names) == 1 and len(names[0]) >= _OWN_CLASS else ""


def _named(element: etree._Element) -> str:
    return f"列表容器 <{element.tag!s} {names_of(element)[:40]}".rstrip() + "> 是空的"
