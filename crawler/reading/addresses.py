"""Addresses as they stand in a page, made absolute, and what their shape tells."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree

_NOT_HTTP = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.I)
_KEPT = ("data-href", "data-url", "tppabs", "tagname")
STRAIGHT = frozenset("/.?hH")
"""First characters of an address that is neither script nor anchor: nearly all of them."""
_BLANKS = re.compile(r"[\x00-\x20]+")
_SCRIPTED = re.compile(
    r"""(?:window\.open|location(?:\.href)?\s*=|location\.(?:assign|replace)|openurl|gourl)\s*\(?\s*["']([^"'\s]{2,500})["'](?!\s*\+)""",
    re.I,
)
_QUOTED = re.compile(
    r"""["'](/?[\w./%-]{1,300}\.(?:s?html?|jhtml|jspx?|do|aspx?|php)(?:\?[^"'\s]{0,300})?|/[\w./%-]{1,200}\?[^"'\s]{1,300})["']"""
)
"""An address among the arguments of whatever function a pager calls."""
_ARTICLE = re.compile(
    r"""/t?\d{6,8}_\d+\.s?html?$        # TRS t20260409_1404577.html
    |/art/\d{4}/|/art_\d|[/_]content[_/]|content\.s?html?$|/post_\d|/info/\d+/\d+|ARTI\d{6,}
    |/\d{4}[-/]?\d{1,2}(?:[-/]?\d{1,2})?/[^/]+$
    |[/_=-][0-9a-f]{8}-?[0-9a-f-]{8,}(?:\.\w+)?(?:/c)?(?:$|[/.])
    |[?&](?:wbnewsid|newsid|articleid|docid|infoid|id|aid|contentid)=[\w-]+
    |/\d{4,}\.(?:s?html?|jhtml|aspx?|jsp)$|/\d{4,}/index\.s?html?$
    |detail|/show[-_/]|/view[-_/]|newsinfo|xxgk_?content|/article[-_/]
    |\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z)$""",
    re.I | re.X,
)
_PLAIN = re.compile(r"(?:\./|/)?[^./?;:](?:[^;:/]|/(?!\.))*$")
"""Relative, and nothing in it that joining would have to resolve."""
_UPWARD = re.compile(r"((?:\.\./){1,9})([^./?;:](?:[^./?;:#]|[.](?![./])|/(?![./]))*)$")
_LONGEST = 2000
"""A longer address is no address but a page pasted into one."""


def absolute(base: str, href: str) -> str:
    """`href` as an absolute http(s) address without fragment, "" where it is none (script, mail, anchor)."""
    href = _BLANKS.sub("", href) if len(href) <= _LONGEST else ""
    path, _, fragment = href.partition("#")
    href = (href if path and fragment.startswith(("/", "!")) else path).replace("\\", "/")
    if not href or _NOT_HTTP.match(href):
        return ""
    if _is_http(href):
        return href
    if _PLAIN.match(href) and (stem := _stems(base)[href[0] == "/"]):
        return stem + href.removeprefix("./")
    if (up := _UPWARD.match(href)) and (folder := _above(base, len(up[1]) // 3)):
        return folder + up[2]
    try:
        address = urljoin(base, href)
    except ValueError:
        return ""
    return address if _is_http(address) else ""


@lru_cache(maxsize=64)
def _stems(base: str) -> tuple[str, str]:
    """(folder, origin) of a page's address: most of its links need no more than to be put behind one of them."""
    try:
        return urljoin(base, "x").removesuffix("x"), urljoin(base, "/").removesuffix("/")
    except ValueError:
        return "", ""


@lru_cache(maxsize=256)
def _above(base: str, levels: int) -> str:
    """The folder so many levels above that of a page, "" where there are not as many."""
    folder, origin = _stems(base)
    inside = folder.removeprefix(f"{origin}/").split("/")[:-1]
    return "/".join([origin, *inside[: len(inside) - levels], ""]) if origin and levels <= len(inside) else ""


def _is_http(address: str) -> bool:
    return address[:7].lower() == "http://" or address[:8].lower() == "https://"


def href_of(anchor: etree._Element) -> str:
    """Where a link leads: its href, else what its script opens, else what a mirror tool kept of the original."""
    href = anchor.get("href") or ""
    if href[:1] in STRAIGHT:
        return href
    if href and not href.lstrip().lower().startswith("javascript") and not href.startswith("#"):
        return href
    for source in (anchor.get("onclick") or "", href):
        if match := _SCRIPTED.search(source):
            return match[1]
    kept = next(filter(None, (anchor.get(name) for name in _KEPT)), "")
    if kept or not (script := anchor.get("onclick") or href):
        return kept
    return match[1] if anchor.tag == "a" and (match := _QUOTED.search(script[:_LONGEST])) else ""


def is_article_address(url: str) -> bool:
    """Whether the address has the shape of a single article or file and not of a column."""
    return _ARTICLE.search(url) is not None
