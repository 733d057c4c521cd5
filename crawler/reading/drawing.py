"""Which script draws the rows of a list (脚本加载): known loaders and templates, named for the record."""

from __future__ import annotations

import re

from crawler.platforms.family import loader_of_family
from crawler.reading.page import Page

_TEMPLATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("loadPageData", re.compile(r"\bloadPageData\s*\(")),
    ("pageChnlInfo", re.compile(r"\bpageChnlInfo\b")),
    ("_CONFIG", re.compile(r"\bwindow\._CONFIG\s*=|\b_CONFIG\s*=\s*\{")),
    ("v-for", re.compile(r"\sv-for\s*=|\s:key\s*=\s*\"item")),
    ("ng-repeat", re.compile(r"\bng-repeat\s*=")),
    ("ms-for", re.compile(r"\s(?:ms|:)-?for\s*=|\bms-repeat")),
    ("dataproxy", re.compile(r"dataproxy\.(?:jsp|do)")),
    ("getFileListByCodeId", re.compile(r"\bgetFileListByCodeId\b")),
    ("script-data", re.compile(r"type\s*=\s*[\"']text/(?:x-)?(?:template|handlebars|x-jsrender|html)[\"']", re.I)),
)
"""Loaders that draw whole lists; any of them on a page without rows is the reason."""
_CALLS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("$.ajax", re.compile(r"\$\.(?:ajax|get|post|getJSON)\s*\(|jQuery\.(?:ajax|get|post)\s*\(")),
    ("axios", re.compile(r"\baxios\b")),
    ("fetch", re.compile(r"\bfetch\s*\(\s*[\"'`/]")),
    ("XMLHttpRequest", re.compile(r"\bnew\s+XMLHttpRequest\b")),
    ("Vue", re.compile(r"\bnew\s+Vue\s*\(|createApp\s*\(")),
)
_WRITES = re.compile(r"""(?:\.append|\.html|\.innerHTML|insertAdjacentHTML|\.prepend|\$data|\.list\s*=)""")
_MANY_PAGES = re.compile(r"\bcreatePageHTML\s*\(\s*(?:[\"'][^\"']*[\"']\s*,\s*)?(\d+)")


def loader_of(page: Page) -> str:
    """Name of a loader that surely draws lists."""
    if own := loader_of_family(page):
        return own
    return next((name for name, pattern in _TEMPLATES if pattern.search(page.html)), "")


def pager_without_rows(page: Page) -> str:
    """createPageHTML that counts pages where the page holds no row."""
    match = _MANY_PAGES.search(page.html)
    return "createPageHTML" if match and int(match[1]) > 1 else ""


def request_by_script(page: Page) -> str:
    """Name of a request by script whose answer is written into the page."""
    if not _WRITES.search(page.html):
        return ""
    return next((name for name, pattern in _CALLS if pattern.search(page.html)), "")
