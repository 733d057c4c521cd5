"""Data endpoints that a page's own script names in full (脚本里的接口): asked where no family knows a better way.

Only addresses of the page itself that look like a question for a list, with nothing left open but the page number. What
they answer counts only where it holds rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from county.page import Query
from crawler.reading.addresses import absolute

if TYPE_CHECKING:
    from crawler.reading.page import Page

_SCRIPTS = etree.XPath("//script[not(@src)]/text()", smart_strings=False)
_LITERAL = r"""["'](?P<url>[^"'\s<>{}]{2,300})["']\s{0,9}(?P<more>\+?)"""
_CALLS = (
    re.compile(r"\bfetch\s{0,9}\(\s{0,9}" + _LITERAL),
    re.compile(r"\baxios(?:\.get)?\s{0,9}\(\s{0,9}" + _LITERAL),
    re.compile(r"(?:\$|jQuery)\.(?:get|getJSON)\s{0,9}\(\s{0,9}" + _LITERAL),
    re.compile(r"(?:\$|jQuery)\.ajax\s{0,9}\(\s{0,9}\{[^{}]{0,300}?\burl\s{0,9}:\s{0,9}" + _LITERAL),
)
_POSTED = re.compile(r"(?:type|method)\s{0,9}:\s{0,9}[\"']post", re.I)
_DATA = re.compile(r"\b(?:data|params)\s{0,9}:\s{0,9}\{(?P<fields>[^{}]{0,600})\}")
_FIELD = re.compile(r"[\"']?(?P<name>\w{1,40})[\"']?\s{0,9}:\s{0,9}(?P<value>[^,]{0,200})")
_VALUE = re.compile(r"\s*(?:[\"'](?P<text>[^\"']{0,150})[\"']|(?P<number>\d{1,12})|(?P<name>[A-Za-z_$][\w$]{0,40}))\s*")
_PAGE_NAME = re.compile(r"(?:cur(?:rent)?_?)?page(?:_?(?:no|num|number|index))?|pageindex|current|p", re.I)
_OPEN_PAGE = re.compile(r"[?&](?:(?:cur(?:rent)?_?)?page(?:_?(?:no|num|number|index))?|pageindex|p)=$", re.I)
_LIST = re.compile(
    r"list|query|search|/api/|article|news|getdata|json|infos?\b|content|channel|column|catalog|page", re.I
)
_NOT_LIST = re.compile(
    r"count|hits?\b|click|visit|login|captcha|weather|tongji|stat(?:s|istic)|comment|vote|user|token|suggest|hot|nav|menu"
    r"|banner|config|\.(?:js|css|png|jpe?g|gif|s?html?)(?:$|\?)",
    re.I,
)
_BEHIND = 600
"""Characters after an address in which its call says how it is asked."""


def guessed_queries(page: Page) -> tuple[Query, ...]:
    """The one question of the page; none where there are several: nothing says which of them is the column's."""
    source = "\n".join(_SCRIPTS(page.tree))
    found = {query: None for pattern in _CALLS for query in _asked(pattern, source, page)}
    return tuple(found) if len(found) == 1 else ()


def _asked(pattern: re.Pattern[str], source: str, page: Page) -> Iterator[Query]:
    for match in pattern.finditer(source):
        call = source[match.start() : match.end() + _BEHIND]
        raw = match["url"] + ("1" if match["more"] and _OPEN_PAGE.search(match["url"]) else "")
        is_whole = not match["more"] or raw != match["url"]
        url = absolute(page.base_url, raw)
        if not is_whole or not _is_list_question(page, url) or _POSTED.search(call):
            continue
        fields = _fields(call, source)
        if fields is not None:
            yield Query(url + ("&" if "?" in url and fields else "?" if fields else "") + fields, guessed=True)


def _is_list_question(page: Page, url: str) -> bool:
    host, _, path = url.partition("://")[2].partition("/")
    own = page.url.partition("://")[2].partition("/")[0]
    return host == own and _LIST.search(path) is not None and _NOT_LIST.search(path) is None


def _fields(call: str, source: str) -> str | None:
    """The fields sent along, None where one of them cannot be known."""
    data = _DATA.search(call)
    pairs = []
    for field in _FIELD.finditer(data["fields"]) if data else ():
        value = _known_value(field["value"], source)
        if value is None and _PAGE_NAME.fullmatch(field["name"]):
            value = "1"
        if value is None:
            return None
        pairs.append(f"{field['name']}={quote(value, safe='')}")
    return "&".join(pairs)


def _known_value(written: str, source: str) -> str | None:
    match = _VALUE.fullmatch(written)
    if match is None:
        return None
    if match["name"] is None:
        return match["number"] or match["text"] or ""
    found = re.search(
        rf"\b(?:var|let|const)\s+{re.escape(match['name'])}\s*=\s*[\"']?([\w-]{{1,80}})[\"']?\s*[;,\n]", source
    )
    return found[1] if found else None
