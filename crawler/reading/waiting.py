"""Places that wait for rows (待填列表): the empty container or the template a script fills where no call to draw is
seen in the page itself. Beside rows that were read they say that the list may be another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from county.page import Listing
from crawler.reading.areas import names_of
from crawler.reading.emptiness import Scripts, empty_list_containers, unknown_scripts
from crawler.reading.page import Page

_TEMPLATE_WORDS = ("v-for", "ng-repeat", "ms-for", "ms-repeat", ":for", "x-for")
"""Attributes by which a template repeats an element."""
_ROW_TAGS = frozenset({"li", "tr", "dl", "dd", "div", "a", "p"})
_FRAME_OF_LIST = re.compile(
    r"list|search|channel|column|lanmu|catalog|xxgk|tree|news|was5|jsp|action|index|[?&]\w+=", re.I
)
_FRAME_OF_ROWS = re.compile(r"list|search\.|channelid|columnid|infotype|catalog", re.I)
_LOADING = re.compile(r"^\W*(?:正在|数据|努力|页面|内容|列表)*\s*加载中?\W*(?:请稍[候等后]\W*)?$")
_ROOTS = etree.XPath("//div[@id='app' or @id='root' or @id='__nuxt' or @id='__next' or @id='main-app']")
_PAGERS = re.compile(
    r"(?:^|[\s_-])(?:pages?|pager|pagination|page[-_]?(?:box|bar|div|list|nav|con)|fenye|laypage)(?:$|[\s_-])", re.I
)
_PAGER_PLACES = etree.XPath("//div[@id or @class]|//ul[@id or @class]")
_WRITES_ROWS = re.compile(r"document\.write(?:ln)?\s*\([^)]{0,80}<\s*(?:li|tr|a|dd|div)\b", re.I)
_DRAWS_PAGER = re.compile(
    r"laypage\.render\s*\(|laypage\s*\(\s*\{|\)\.(?:pagination|jqPaginator|paging|pager|createPage|twbsPagination)\s*\("
)
_LIST_SCRIPTS = etree.XPath("//*[self::ul or self::ol or self::tbody or self::dl or self::table or self::div]/script")
_ASIDE = re.compile(
    r"hot|rank|paihang|recommend|about|relat|xg|search|tips?|share|weather|tag|nav|menu|friend|pic|img|slide|swiper|banner|file"
    r"|attach|fj|comment|pop|layer|history|page|city|link|select|sub|child|lang|msg|message|login|user",
    re.I,
)
"""Boxes beside a list that scripts fill as well."""
_LITTLE_TEXT = 120
"""Characters outside links and menus from which a page without rows is one of text, whatever waits on it."""
EMPTY = "空列表"
"""Begins what is said of an empty place that may wait for rows."""
_MOST, _FEW = 300, 30
"""Elements looked at: each is asked for all that stands above it, or for all scripts."""


def waiting_rows(page: Page) -> tuple[str, bool]:
    """What of the page waits for rows, and whether it surely does: a template of rows, or a list's empty container that
    a script names; an empty container beside a script nobody knows may wait. ("", False) where nothing does."""
    if name := _row_template(page):
        return name, True
    empty = islice(empty_list_containers(page), _FEW)
    if containers := [element for element in empty if not _ASIDE.search(names_of(element))]:
        scripts = Scripts(page)
        for container in containers:
            if scripts.name(container):
                return f"#{container.get('id') or names_of(container)}", True
        if any(unknown_scripts(page)):
            return f"{EMPTY} {names_of(containers[0])[:30]}", False
    return ("内嵌框架", False) if _framed(page, _FRAME_OF_ROWS) else ("", False)


def only_waits(listing: Listing) -> bool:
    """Whether all that was said against a list is an empty place a script might fill. In a page that a browser has
    drawn it had its time to do so; a frame keeps its rows to itself even there."""
    said = listing.dead_pager
    return said != "" and (said == listing.drawn_by_script or said.startswith(EMPTY))


def unseen_loader(page: Page) -> str:
    """What draws a page on which neither rows nor much text stand: "" where nothing speaks for a script."""
    return (
        _row_writer(page)
        or ("laypage" if _DRAWS_PAGER.search(page.html) and _has_little_text(page) else "")
        or (_shell(page) if _has_little_text(page) else "")
    )


def _row_template(page: Page) -> str:
    """A row of a template: it holds a link, and its text or address comes from a script."""
    outline = page.outline
    places = sorted({place for word in _TEMPLATE_WORDS for place in outline.values(word)})
    for element in (outline.elements[place] for place in islice(places, _MOST)):
        aside = _ASIDE.search(names_of(element.getparent())) or _stands_away(page, element)
        if element.tag in _ROW_TAGS and next(element.iter("a"), None) is not None and not aside:
            return next(word for word in _TEMPLATE_WORDS if word in " ".join(map(str, element.attrib)))
    return ""


def _row_writer(page: Page) -> str:
    """A script inside a list's container that writes rows."""
    if "document.write" not in page.html:
        return ""
    scripts = islice(_LIST_SCRIPTS(page.tree), _MOST)
    found = any(
        _WRITES_ROWS.search((script.text or "")[:5000]) and not _stands_away(page, script) for script in scripts
    )
    return "document.write" if found and _has_little_text(page) else ""


def _shell(page: Page) -> str:
    """An empty root, an empty list or pager beside a script, a frame that holds the list."""
    script = next(unknown_scripts(page), "").rpartition("/")[2][:40]
    if script and any(_is_empty(element) for element in (*_ROOTS(page.tree), *_waiting_pagers(page))):
        return script
    if script and next(empty_list_containers(page), None) is not None:
        return script
    if any(_LOADING.match(text) and not page.outline.away[at] for text, at in page.runs):
        return "加载中"
    return "iframe" if _framed(page, _FRAME_OF_LIST) else ""


def _framed(page: Page, address: re.Pattern[str]) -> bool:
    """Whether a frame of the page has such an address."""
    frames = page.outline.tagged("iframe")
    return any(address.search(frame.get("src") or "") and not _stands_away(page, frame) for frame in frames)


def _waiting_pagers(page: Page) -> Iterator[etree._Element]:
    for element in islice(_PAGER_PLACES(page.tree), _MOST * 10):
        if _PAGERS.search(names_of(element)) and not _stands_away(page, element):
            yield element


def _is_empty(element: etree._Element) -> bool:
    return next(element.iterchildren("*"), None) is None and not "".join(element.itertext()).strip()


def _has_little_text(page: Page) -> bool:
    length = 0
    for text, at in page.runs:
        if page.outline.tags[at] != "a" and not page.outline.away[at]:
            length += len(text)
            if length > _LITTLE_TEXT:
                return False
    return True


def _stands_away(page: Page, element: etree._Element) -> bool:
    return page.outline.away[page.outline.places[element]]
