"""Data endpoints that a page's own script names in full (脚本里的接口): asked where no family knows a better way.

Only addresses of the page's own host that look like a question for a list, with nothing left open but the page number:
a question that lost a field would be answered with another list. What they answer counts only where it holds rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from lxml import etree

from county.page import Query
from crawler.reading.addresses import absolute
from crawler.reading.page import Page

_SCRIPTS = etree.XPath("//script[not(@src)]/text()", smart_strings=False)
_LITERAL = r"""["'](?P<url>[^"'\s<>{}]{2,300})["']"""
_CALL = re.compile(
    r"(?P<how>\bfetch|\baxios(?:\.get)?|(?:\$|jQuery)\.(?:getJSON|get|post|ajax))\s{0,9}\(\s{0,9}"
    r"(?P<options>\{[^{}]{0,300}?\burl\s{0,9}:\s{0,9})?" + _LITERAL
)
_NUMBERED = re.compile(r"\s{0,9}\+\s{0,9}[\w$.]{1,40}\s{0,9}(?=[,)}])")
"""The page number put behind an address that ends in its field, and nothing behind that."""
_JOINED = re.compile(r"\s{0,9}\+")
_POSTED = re.compile(r"(?:type|method)[\"']?\s{0,9}:\s{0,9}[\"'](?!get)", re.I)
_NO_FORM = re.compile(r"JSON\.stringify|application/json|multipart/|FormData|processData", re.I)
"""Posted, but not as the fields of a form."""
_SENT = re.compile(r"\b(?:data|params)[\"']?\s{0,9}:\s{0,9}")
_OBJECT = re.compile(r"\s{0,9},?\s{0,9}\{(?P<fields>[^{}]{0,600})\}")
_SECOND = re.compile(r"\s{0,9},(?!\s{0,9}(?:function\b|\(|[\w$.]{1,40}\s{0,9}(?:\)|=>)))")
"""A second argument that is no callback: what is sent along."""
_ANY_SECOND = re.compile(r"\s{0,9},")
"""axios takes no callback."""
_HANDLED = re.compile(r"\bfunction\b|=>|\bsuccess\b|\.then\b|\.done\b")
"""From here on the call is about its answer."""
_FIELD = re.compile(r"[\"']?(?P<name>\w{1,40})[\"']?\s{0,9}:\s{0,9}(?P<value>[^,]{0,200})")
_VALUE = re.compile(r"\s*(?:[\"'](?P<text>[^\"']{0,150})[\"']|(?P<number>\d{1,12})|(?P<name>[A-Za-z_$][\w$]{0,40}))\s*")
_VARIABLE = re.compile(
    r"\b(?:var|let|const)\s{1,9}([A-Za-z_$][\w$]{0,40})\s{0,9}=\s{0,9}[\"']?([\w-]{1,80})[\"']?\s{0,9}[;,\n]"
)
_PAGE = r"(?:cur(?:rent)?_?)?page(?:_?(?:no|num|number|index))?|pageindex|p"
_PAGE_NAME, _OPEN_PAGE = re.compile(_PAGE, re.I), re.compile(rf"[?&](?:{_PAGE})=$", re.I)
_LIST = re.compile(r"list|query|search|/api/|article|news|getdata|json|infos?\b|content|channel|column|catalog", re.I)
_NOT_LIST = re.compile(
    r"count|hits?\b|click|visit|login|captcha|weather|tongji|stat(?:s|istic)|comment|vote|user|token|suggest|hot|nav|menu"
    r"|banner|config|\.(?:js|css|png|jpe?g|gif|s?html?)(?:$|\?)",
    re.I,
)
_BEHIND = 600
"""Characters behind an address in which its call says what is sent along."""
_MOST_CALLS = 50
"""Calls looked at in one page."""


def guessed_queries(page: Page) -> tuple[Query, ...]:
    """The one question of the page; none where there are several: nothing says which of them is the column's."""
    source = "\n".join(_SCRIPTS(page.tree))
    calls = islice(_CALL.finditer(source), _MOST_CALLS)
    found = dict.fromkeys(_questions(calls, dict(_VARIABLE.findall(source)), page))
    return tuple(query for query in found if query) if len(found) == 1 else ()


def _questions(calls: Iterator[re.Match[str]], variables: Mapping[str, str], page: Page) -> Iterator[Query | None]:
    """Every question for a list, None for one that the page does not tell in full."""
    for call in calls:
        url = absolute(page.base_url, call["url"])
        if not _is_list_question(page, url):
            continue
        behind = call.string[call.end() : call.end() + _BEHIND]
        is_open = _OPEN_PAGE.search(url) is not None
        if is_open and (number := _NUMBERED.match(behind)):
            url, behind = f"{url}1", behind[number.end() :]
        sent = None if _JOINED.match(behind) else _sent(call, behind, variables)
        yield None if sent is None else _question(url, sent)


def _is_list_question(page: Page, url: str) -> bool:
    host, _, path = url.partition("://")[2].partition("/")
    own = page.url.partition("://")[2].partition("/")[0]
    return host == own and _LIST.search(path) is not None and _NOT_LIST.search(path) is None


class _Sent(NamedTuple):
    """The fields that a call sends along, and whether it posts them."""

    fields: str
    posted: bool = False


def _question(url: str, sent: _Sent) -> Query | None:
    if sent.posted:
        return Query(url, sent.fields, guessed=True) if sent.fields else None
    return Query(f"{url}{'&' if '?' in url else '?'}{sent.fields}" if sent.fields else url, guessed=True)


def _sent(call: re.Match[str], behind: str, variables: Mapping[str, str]) -> _Sent | None:
    """What the call sends along, None where that cannot be known."""
    handled = _HANDLED.search(behind)
    options = behind[: handled.start()] if handled else behind
    posted = call["how"].endswith(".post") or _POSTED.search((call["options"] or "") + options) is not None
    if posted and (_NO_FORM.search(options) or not call["how"].endswith(("ajax", "post"))):
        return None
    fields = _sent_fields(call, behind, options, variables)
    return None if fields is None else _Sent(fields, posted)


def _sent_fields(call: re.Match[str], behind: str, options: str, variables: Mapping[str, str]) -> str | None:
    if _SENT.search(call["options"] or ""):
        return None
    if named := _SENT.search(options):
        given = _OBJECT.match(options, named.end())
        return _fields(given["fields"], variables) if given else None
    second = _ANY_SECOND if call["how"].startswith("axios") else _SECOND
    if call["options"] or call["how"] == "fetch" or not second.match(behind):
        return ""
    given = _OBJECT.match(behind)
    takes_fields = call["how"].endswith((".get", "getJSON", ".post"))
    return _fields(given["fields"], variables) if given and takes_fields else None


def _fields(written: str, variables: Mapping[str, str]) -> str | None:
    pairs = []
    for field in _FIELD.finditer(written):
        value = _value(field["value"], variables)
        if _PAGE_NAME.fullmatch(field["name"]):
            value = "1"
        if value is None:
            return None
        pairs.append(f"{field['name']}={quote(value, safe='')}")
    return "&".join(pairs)


def _value(written: str, variables: Mapping[str, str]) -> str | None:
    match = _VALUE.fullmatch(written)
    if match is None:
        return None
    return variables.get(match["name"]) if match["name"] else match["number"] or match["text"] or ""
