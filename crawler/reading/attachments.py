"""Files linked from an article (附件)."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from county.page import Attachment
from crawler.reading.addresses import absolute, href_of
from crawler.reading.flow import inline_text
from crawler.reading.page import Page

_EXTENSIONS = "pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|txt|csv|rtf"
_FILE = re.compile(rf"\.(?:{_EXTENSIONS})(?:$|[?#&])", re.I)
_STORE = re.compile(
    r"/attachment/|/attach/|downloadattach|_content/download|downfile|filedownload|download\.(?:jsp|do|aspx)", re.I
)
_ENDINGS = tuple(f".{name}" for name in re.sub(r"(\w*)(\w)\?", r"\1|\1\2", _EXTENSIONS).split("|"))
_NAMED_FILE = re.compile(rf"\.(?:{_EXTENSIONS})\W*$", re.I)
_AWAY = re.compile(r"(?:^|[\s_-])(?:nav\w*|foot\w*|menu|copyright|friend\w*)(?:$|[\s_-])", re.I)
_PREFIX = re.compile(r"^\s*附\s*件\s*[:：]?\s*(?=【|《)|[【】]")
_MOST = 500


def read_attachments(page: Page) -> tuple[Attachment, ...]:
    """Every file the article links, once each, in order; a footer's files are none of the article's."""
    found: dict[str, str] = {}
    outline = page.outline
    for place in [place for place, href in outline.values("href").items() if _may_be_file(href)]:
        if outline.tags[place] != "a":
            continue
        anchor = outline.elements[place]
        raw = href_of(anchor)
        if not _is_file(raw, anchor) or _is_away(anchor):
            continue
        if url := absolute(page.base_url, raw):
            name = _name(anchor, url)
            if len(found) < _MOST or url in found:
                found[url] = found.get(url) or name
    return tuple(Attachment(url, name or url.rpartition("/")[2]) for url, name in found.items())


@lru_cache(maxsize=4096)
def _may_be_file(href: str) -> bool:
    """One question asked of every link first, for most are none; the navigation is the same on every page."""
    href = href.lower()
    if href.endswith(_ENDINGS) or "?" in href or "#" in href or " " in href:
        return True
    return "attach" in href or "down" in href or "javascript" in href


def _is_file(raw: str, anchor: etree._Element) -> bool:
    if _FILE.search(raw):
        return True
    if _STORE.search(raw):
        return True
    return "down" in raw.lower() and _NAMED_FILE.search(inline_text(anchor)) is not None


def _is_away(anchor: etree._Element) -> bool:
    return any(
        element.tag in ("nav", "footer") or _AWAY.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        for element in anchor.iterancestors()
        if element.tag not in ("body", "html")
    )


def _name(anchor: etree._Element, url: str) -> str:
    text = _PREFIX.sub("", inline_text(anchor)).strip()
    return text or (anchor.get("title") or anchor.get("download") or "").strip()
