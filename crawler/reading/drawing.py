"""Which script draws the rows of a list (脚本加载): known loaders and templates, named for the record."""

from __future__ import annotations

import re
from typing import NamedTuple

from crawler.platforms.family import loader_of_family
from crawler.reading.page import Page


class _Sign(NamedTuple):
    """How a script shows in a page: by a pattern, and the plain words of which any stands where the pattern fits. They
    are asked for first: one that begins at the edge of a word is tried at every character, and takes forty times as
    long."""

    name: str
    pattern: re.Pattern[str]
    words: tuple[str, ...] = ("",)

    def shows(self, source: str) -> bool:
        return any(word in source for word in self.words) and self.pattern.search(source) is not None


_TEMPLATES = (
    _Sign("loadPageData", re.compile(r"\bloadPageData\s*\("), ("loadPageData",)),
    _Sign("pageChnlInfo", re.compile(r"\bpageChnlInfo\b"), ("pageChnlInfo",)),
    _Sign("_CONFIG", re.compile(r"\bwindow\._CONFIG\s*=|\b_CONFIG\s*=\s*\{"), ("_CONFIG",)),
    _Sign("v-for", re.compile(r"\sv-for\s*=|\s:key\s*=\s*\"item"), ("v-for", ":key")),
    _Sign("ng-repeat", re.compile(r"\bng-repeat\s*="), ("ng-repeat",)),
    _Sign("ms-for", re.compile(r"\s(?:ms|:)-?for\s*=|\bms-repeat"), ("msfor", "ms-for", ":for", ":-for", "ms-repeat")),
    _Sign("dataproxy", re.compile(r"dataproxy\.(?:jsp|do)")),
    _Sign("getFileListByCodeId", re.compile(r"\bgetFileListByCodeId\b"), ("getFileListByCodeId",)),
    _Sign(
        "script-data",
        re.compile(r"type\s*=\s*[\"']text/(?:x-)?(?:template|handlebars|x-jsrender|html)[\"']", re.I),
    ),
)
"""Loaders that draw whole lists; any of them on a page without rows is the reason."""
_CALLS = (
    _Sign("$.ajax", re.compile(r"\$\.(?:ajax|get|post|getJSON)\s*\(|jQuery\.(?:ajax|get|post)\s*\(")),
    _Sign("axios", re.compile(r"\baxios\b"), ("axios",)),
    _Sign("fetch", re.compile(r"\bfetch\s*\(\s*[\"'`/]"), ("fetch",)),
    _Sign("XMLHttpRequest", re.compile(r"\bnew\s+XMLHttpRequest\b"), ("XMLHttpRequest",)),
    _Sign("Vue", re.compile(r"\bnew\s+Vue\s*\(|createApp\s*\("), ("Vue", "createApp")),
)
_WRITES = re.compile(r"""(?:\.append|\.html|\.innerHTML|insertAdjacentHTML|\.prepend|\$data|\.list\s*=)""")
_MANY_PAGES = re.compile(r"\bcreatePageHTML\s*\(\s*(?:[\"'][^\"']*[\"']\s*,\s*)?(\d+)")


def loader_of(page: Page) -> str:
    """Name of a loader that surely draws lists."""
    if own := loader_of_family(page):
        return own
    return next((sign.name for sign in _TEMPLATES if sign.shows(page.html)), "")


def pager_without_rows(page: Page) -> str:
    """createPageHTML that counts pages where the page holds no row."""
    match = _MANY_PAGES.search(page.html) if "createPageHTML" in page.html else None
    return "createPageHTML" if match and int(match[1]) > 1 else ""


def request_by_script(page: Page) -> str:
    """Name of a request by script whose answer is written into the page."""
    if not _WRITES.search(page.html):
        return ""
    return next((sign.name for sign in _CALLS if sign.shows(page.html)), "")
