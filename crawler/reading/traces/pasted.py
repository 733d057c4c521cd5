"""What a paste from Word, WPS or another site leaves in a body (不去格式)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from county.trace import Trace, TraceKind
from crawler.reading.furniture import is_furniture
from crawler.reading.page import Page
from crawler.reading.traces.other_hosts import PARTS, address_of, host_name, other_host, quoted

_OFFICE_MARKS = ("mso-", "<o:", "<v:", "Mso", "[if ", "ksohtml")
_LOCAL_MARKS = ("file:", ":\\", "wps_clip")
"""Looked for first, in the source of the body: fifty times as fast as the patterns."""
_OFFICE = re.compile(
    r"[<cCmMxXkK\u212a](?i:(?P<mso>(?<=m)(?<!\wm)so-[a-z-]{2,40}\s*:)"
    r"|(?P<tag>(?<=<)/?(?:o:p|o:smarttagtype|w:\w{2,40}|v:(?:shape|imagedata|rect|group)\w{0,20}|st1:\w{2,20})\b)"
    r"|(?P<cls>(?<=c)lass=[\"']?(?:Mso[A-Z]|Xl\d)\w{0,40})|(?P<cond>(?<=<)!(?:--)?\[if\s[^\]]{0,40}(?:mso|vml|support(?:Lists|EmptyParas|Fields|MisalignedColumns))[^\]]{0,40}\])"
    r"|(?P<ns>(?<=x)mlns:[owv]\s*=)|(?P<kso>(?<=k)(?<!\wk)sohtml\w{0,20}))"
)
"""It begins with the set of first characters (K is one of kelvin, too) and looks back from there: a pattern of
alternatives that ignores case is tried at every character, which takes seven times as long."""
_NAMES = {
    "mso": "mso- 样式",
    "tag": "Word 专用标签",
    "cls": "MsoNormal 等样式名",
    "cond": "Word 条件注释",
    "ns": "Word 命名空间",
    "kso": "WPS 临时文件名",
}
_LOCAL = re.compile(
    r"file:/{1,3}[^\s\"'<>]{1,300}|(?<![A-Za-z])[A-Za-z]:\\[^\"'<>|*?]{1,300}|wps_clip_image-?\d{0,12}", re.I
)
_PERSON = re.compile(r"((?:Users|Documents and Settings|home)(?:[\\/]|%5C))[^\\/%]{1,100}", re.I)
"""Whose computer it is concerns nobody."""
_LONGEST_SOURCE = 5_000_000
"""Characters of a body that are looked at."""
_QUOTED = 400
"""Characters behind the first mark that a quote is made of."""
_MOST_PARTS = 20
_PATHS = etree.XPath(".//@*[contains(., ':') or contains(., 'wps_clip')]", smart_strings=False)
_COMMENTS = etree.XPath(".//comment()")


def read_leftovers(page: Page, body: etree._Element) -> Iterator[Trace]:
    """One trace that says what Word or WPS left, one with the first path on the author's computer."""
    source = etree.tostring(body, encoding="unicode", with_tail=False)[:_LONGEST_SOURCE]
    if any(mark in source for mark in _OFFICE_MARKS):
        yield from _office(source)
    if any(mark in source for mark in _LOCAL_MARKS):
        yield from _local_paths(body)


def _office(source: str) -> Iterator[Trace]:
    first = ""
    kinds: Counter[str] = Counter()
    for match in _OFFICE.finditer(source):
        first = first or source[match.start() : match.start() + _QUOTED]
        kinds[_NAMES[match.lastgroup or "mso"]] += 1
    if kinds:
        yield Trace(TraceKind.OFFICE, "", "、".join(sorted(kinds)), quoted(first), kinds.total())


def _local_paths(body: etree._Element) -> Iterator[Trace]:
    """What the text itself says of paths is none."""
    values = [*map(str, _PATHS(body)), *(comment.text or "" for comment in _COMMENTS(body))]
    paths = [match[0] for value in values if (match := _LOCAL.search(value[:_LONGEST_SOURCE]))]
    if paths:
        yield Trace(TraceKind.LOCAL_PATH, "", "本机路径", quoted(_PERSON.sub(r"\1***", paths[0])), len(paths))


def read_foreign_parts(page: Page, body: etree._Element) -> Iterator[Trace]:
    """One trace for each other host and tag from which a part of the body is loaded. A host from which the frame of the
    page loads too is the portal's own store of files (CDN)."""
    found: dict[tuple[str, str], list[str]] = {}
    for element in body.iter(*PARTS):
        url = address_of(element)
        if (host := other_host(page, url)) and not is_furniture(page, element, body):
            found.setdefault((host, str(element.tag)), []).append(url)
    if not found:
        return
    frame = _frame_hosts(page, body)
    kept = [(key, urls) for key, urls in found.items() if key[0] not in frame]
    for (host, tag), urls in kept[:_MOST_PARTS]:
        yield Trace(TraceKind.FOREIGN_PART, host, tag, quoted(urls[0]), len(urls))


def _frame_hosts(page: Page, body: etree._Element) -> set[str]:
    inside = set(body.iter(*PARTS))
    return {host_name(address_of(element)) for element in page.tree.iter(*PARTS) if element not in inside}
