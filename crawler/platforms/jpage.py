"""大汉 jcms, jpaas and jpage: rows in a datastore, further ones by dataproxy or ?uid=&pageNum=."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlencode, urlsplit, urlunsplit

from county.page import Query
from crawler.platforms.family import Family, family
from crawler.platforms.queries import next_query

if TYPE_CHECKING:
    from crawler.reading.page import Page

_NEXT_GROUP, _NEXT_GROUP_END = re.compile(r"<nextgroup\b[^>]{0,50}>", re.I), re.compile("</nextgroup>", re.I)
_NEXT_GROUP_LENGTH = 3200
"""Characters of a group's element: a link in CDATA, among blanks."""
_ADDRESS = re.compile(r"/module/web/|/col/col\d+/")
_HREF = re.compile(r"""href\s*=\s*["']([^"']{1,1500})["']""", re.I)
_PAGE_NUMBER = "pageNum"
_TOTAL = re.compile(r"""(?:totalPage|pageCount|totalpage|maxPageNum)\s*["']?\s*[=:>]\s*["']?(\d{1,5})""")
_UNIT = re.compile(r"""loadPageData\s*\(\s*\{[^{}]{0,200}?unitid["']?\s*:\s*["']?(\d{1,12})""", re.I)
_MOST = 500
_RECORDS, _GROUPS = re.compile(r"<totalrecord>\s*(\d{1,7})", re.I), re.compile(r"<totalpage>\s*(\d{1,5})", re.I)
_PROXY = re.compile(r"""["'](/[\w./-]{0,100}dataproxy\.(?:jsp|do))["']""")
_PROXY_CALL = re.compile(r"""["'](/[\w./-]{0,100}dataproxy\.(?:jsp|do)\?[^"'\s<>{}+]{1,1500})["'](?!\s*\+)""")
_FIELDS = ("webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
_NEEDED = frozenset({"webid", "columnid", "unitid"})
_CONSTANTS = {"col": 1, "appid": 1}
_FIELD = re.compile(rf"""\b({"|".join(_FIELDS)})["']?\s{{0,5}}[:=]\s{{0,5}}["']?([^"',;&}}\s]{{1,100}})""")


@family
class Jpage(Family):
    """The first group of rows stands in the page itself, as CDATA of a datastore."""

    id = "jpage"
    name = "大汉 jcms/jpage"
    marks = ("<datastore", "jpage", "/module/web/", "ZJEG_RSS", "jpaas", "loadPageData")
    bodies = ("jpaas-article",)

    def recognises(self, page: Page) -> bool:
        """By its datastore, or by its module and column addresses; a link to such a column proves nothing."""
        return super().recognises(page) or _ADDRESS.search(page.url) is not None

    def following(self, page: Page) -> Iterable[str]:
        """The next group its datastore names, else the readable form ?uid=&pageNum= as far as the page counts."""
        groups = [unescape(link[1]) for group in _next_groups(page.html) if (link := _HREF.search(group)) is not None]
        return groups or _numbered(page) or _next_group(page)

    def queries(self, page: Page) -> Iterable[Query]:
        """The first group of dataproxy, else the readable form ?uid=&pageNum= of what loadPageData asks for. A page of
        either names its own next one."""
        if "<record" in page.html or "<datastore" in page.html:
            return []
        return [Query(address) for address in (_proxied(page) or _readable(page))]

    def loader(self, page: Page) -> str:
        """loadPageData draws the rows of the newer portals."""
        return "loadPageData" if "loadPageData" in page.html else ""


def _next_groups(source: str) -> Iterator[str]:
    for start in _NEXT_GROUP.finditer(source) if "<nextgroup" in source else ():
        if end := _NEXT_GROUP_END.search(source, start.end(), start.end() + _NEXT_GROUP_LENGTH):
            yield source[start.end() : end.start()]


def _next_group(page: Page) -> list[str]:
    """The question for the next group where a datastore names none but counts what there is."""
    if "dataproxy" not in page.url:
        return []
    total, pages = _RECORDS.search(page.html), _GROUPS.search(page.html)
    rows = page.html.count("<record>")
    query = next_query(Query(page.url), rows, int(total[1]) if total else 0, int(pages[1]) if pages else 0)
    return [query.url] if query else []


def _proxied(page: Page) -> list[str]:
    """dataproxy with the parameters of the page's own call: its whole address, or its path and the fields beside it."""
    if "dataproxy" not in page.html:
        return []
    if whole := _PROXY_CALL.search(page.html):
        return [unescape(whole[1])]
    proxy, fields = _PROXY.search(page.html), dict(_FIELD.findall(page.html))
    if proxy is None or not fields.keys() >= _NEEDED:
        return []
    given = {name: unquote(fields[name]) for name in _FIELDS if name in fields}
    return [f"{proxy[1]}?{urlencode({'page': 1, **_CONSTANTS, **given})}"]


def _readable(page: Page) -> list[str]:
    """The form in which loadPageData's rows can be read: the same address with the unit and the number of a page."""
    unit = _UNIT.search(page.html) if "loadPageData" in page.html and f"{_PAGE_NUMBER}=" not in page.url else None
    if unit is None:
        return []
    return [f"{page.url.partition('#')[0].partition('?')[0]}?uid={unit[1]}&{_PAGE_NUMBER}=1"]


def _numbered(page: Page) -> list[str]:
    if f"{_PAGE_NUMBER}=" not in page.url:
        return []
    parts = urlsplit(page.url)
    query = parse_qs(parts.query)
    total = _TOTAL.search(page.html)
    if _PAGE_NUMBER not in query or "uid" not in query or total is None or not query[_PAGE_NUMBER][0].isdigit():
        return []
    current = int(query[_PAGE_NUMBER][0])
    return [
        urlunsplit(
            (parts.scheme, parts.netloc, parts.path, urlencode({"uid": query["uid"][0], _PAGE_NUMBER: number}), "")
        )
        for number in range(current + 1, min(int(total[1]), _MOST) + 1)
    ]
