"""Addresses: when two of them name the same page (规范网址), and the id of a page within its portal."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

_ROOT = re.compile(r"/?(?:(?:index|default|main)\.\w{2,5})?", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^?#/]*", re.IGNORECASE)


def host_of(url: str) -> str:
    """Host and port of an address, lower case: "www.example.gov.cn:8080"; "" where there is none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def is_web_address(url: str) -> bool:
    """Whether an address that a page names may become a link in what we show: one of the web, with a host and without
    blanks; of another kind (javascript:, file:) it would run or open where it is clicked on."""
    return url.lower().startswith(("http://", "https://")) and bool(host_of(url)) and not any(map(str.isspace, url))


def canonical(url: str, home: str) -> str:
    """`url` as the identity of a page of the portal at `home`: no fragment but the route of a
    single-page site, no session id, and no scheme and host where
    they are the portal's own, so that a portal that moves to https or to another port keeps its history."""
    path, _, fragment = url.partition("#")
    route = f"#{fragment}" if fragment.startswith(("/", "!")) else ""
    bare = _SESSION.sub("", path) + route
    if host_of(bare) != host_of(home):
        return bare
    parts = urlsplit(bare)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "") + route


def is_root(address: str) -> bool:
    """Whether a canonical address is the portal's front page, under whatever name."""
    return _ROOT.fullmatch(address.partition("?")[0]) is not None


def page_id(portal: str, address: str) -> str:
    """Id of the page with that canonical address on that portal: 16 hexadecimal digits."""
    return hashlib.sha256(f"{portal}\n{address}".encode()).hexdigest()[:16]
