"""To which other host (外域主机) an address in a page leads."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from county.personal import mask_line
from county.personal.addressed import mask_address
from county.text import clean_text
from crawler.reading.page import Page

_MOST_MASKED = 2000
"""Characters that are masked of what may be a whole page pasted into an address."""
MOST_QUOTED = 100
"""Characters quoted of an address or a tag: enough to find it in the source."""
PARTS = ("script", "iframe", "frame", "img", "embed", "link")
"""What loads something from its address by itself."""


def host_name(url: str) -> str:
    """Host of an absolute or protocol-relative address, lower case, no port; "" for any other."""
    url = url.strip().replace("\\", "/")
    if url[:2] != "//" and url[:7].lower() != "http://" and url[:8].lower() != "https://":
        return ""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=64)
def _cached_name(url: str) -> str:
    return host_name(url)


def other_host(page: Page, url: str) -> str:
    """Host of an address in the page where that is not the page's own, else ""."""
    host = host_name(url)
    return host if host and host not in (_cached_name(page.url), _cached_name(page.base_url)) else ""


def address_of(element: etree._Element) -> str:
    """Where a part of a page comes from."""
    return element.get("src") or element.get("href") or ""


def quoted(text: str) -> str:
    """`text` on one line, its personal numbers masked, cut short: in this order, else half a number might stay."""
    line = mask_line(mask_address(" ".join(clean_text(text[:_MOST_MASKED]).split())))
    return line if len(line) <= MOST_QUOTED else f"{line[:MOST_QUOTED]}…"
