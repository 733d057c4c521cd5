"""Traces of a whole page: where it sends its visitors by itself, and whose scripts and frames it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from county.parcel import Parcel
from county.trace import Trace, TraceKind
from crawler.reading.page import Page
from crawler.reading.traces.at_load import runs_at_load
from crawler.reading.traces.other_hosts import host_name, other_host, quoted

MOST_ELEMENTS = 500
"""Scripts, frames and the like looked at of one page."""
MOST_HOSTS = 100
"""Other hosts kept of one page."""
_MOST_SOURCE = 200_000
"""Characters of one script that are searched."""
_TAGS = ("script", "iframe", "frame", "meta", "body")
_MOST_JUMPS = 30
"""Jumps looked at in one script: each is weighed by all that stands before it."""
_REFRESH = re.compile(r"^\s*[\d.]{0,6}\s*[;,]\s*(?:url\s*=)?\s*[\"']?\s*([^\"'\s]{1,500})", re.I)
_GOES = re.compile(
    r"""location(?:\.href)?\s{0,9}(?:=(?!=)\s{0,9}|\.(?:replace|assign)\s{0,9}\(\s{0,9})["']((?:[hH][tT]{2}[pP][sS]?:)?//[^"'\s]{3,400})"""
)
_LOADS = re.compile(r"""\.src\s{0,9}=\s{0,9}["']((?:https?:)?//[^"'\s]{3,400})""")
_OTHER_NAME = re.compile(r"[\w$-]")


@dataclass(frozen=True, slots=True)
class PageTraces(Parcel):
    """`redirects` are the ways in which the page sends its visitors to another host without their doing, `hosts` the
    other hosts whose scripts and frames it loads, sorted."""

    redirects: tuple[Trace, ...]
    hosts: tuple[str, ...]


def read_page_traces(page: Page) -> PageTraces:
    """What a whole page does by itself, whatever it is: a list, an article, a page without text."""
    redirects: list[Trace] = []
    hosts: set[str] = set()
    for element in islice(page.outline.tagged(*_TAGS), MOST_ELEMENTS):
        tag = element.tag
        if tag == "meta":
            redirects += _refresh(page, element)
        elif tag == "body":
            redirects += _goes(page, (element.get("onload") or "")[:_MOST_SOURCE], "onload 跳转")
        elif url := element.get("src"):
            hosts.add(other_host(page, url))
        elif tag == "script" and (source := element.text):
            source = source[:_MOST_SOURCE]
            hosts.update(other_host(page, url) for url in _LOADS.findall(source))
            redirects += _goes(page, source, "脚本跳转")
    once = {(trace.host, trace.how): trace for trace in reversed(redirects)}
    return PageTraces(tuple(once.values())[::-1], tuple(sorted(hosts - {""}))[:MOST_HOSTS])


def _refresh(page: Page, tag: etree._Element) -> Iterator[Trace]:
    if (tag.get("http-equiv") or "").strip().lower() == "refresh":
        match = _REFRESH.match(tag.get("content") or "")
        if match and (host := other_host(page, match[1])):
            yield Trace(TraceKind.REDIRECT, host, "meta refresh", quoted(match[1]))


def _goes(page: Page, source: str, how: str) -> Iterator[Trace]:
    for match in islice(_GOES.finditer(source), _MOST_JUMPS):
        host = other_host(page, match[1])
        if not host or _is_sister(page, host) or _OTHER_NAME.match(source[match.start() - 1 : match.start()]):
            continue
        if runs_at_load(source, match.start()):
            yield Trace(TraceKind.REDIRECT, host, how, quoted(match[0]))


def _is_sister(page: Page, host: str) -> bool:
    """Whether the host shares all but the first label with the page's: the same site for telephones (m., wap.)."""
    own = host_name(page.url)
    return own.partition(".")[2] == host.partition(".")[2] and host.count(".") > 1
