"""One list row: its link, its title and the date printed in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from county.page import Entry
from crawler.reading.addresses import absolute, href_of
from crawler.reading.blanks import fold
from crawler.reading.dates import find_dates, first_date, row_date
from crawler.reading.flow import inline_text

_BLOCKS = frozenset({"div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "dl", "dt", "dd", "table"})
_CUT = re.compile(r"(?:\.{2,}|…+|⋯)\s*$")
_CATEGORY = re.compile(r"^\s*[\[【(（<《][^\]】)）>》]{1,12}[\]】)）>》]\s*$")
_BULLET = re.compile(r"^[\s·•●■▪◆>›»\-－*]+(?=\S)|^\d{1,3}\s*[、.]\s*(?=\D)")
_NOT_TITLES = re.compile(
    r"^\W*(?:详[情细]|更多|查看\S{0,4}|下载|阅读全文|解读|图解|\[?全文\]?|\d{1,5}|上一[页篇]|下一[页篇]|首页|尾页|末页|上页|下页|>>?|<<?)\W*$"
)
_PUBLISHED = re.compile(r"(?:发布|发文|公开|公布|上网)\s*(?:日期|时间)\s*[:：]?\s*$")
_OTHER = re.compile(r"(?:成文|印发|实施|失效|截止|开始|结束|有效期?至?|生效)\s*(?:日期|时间)?\s*[:：]?\s*$")
_SHORT_PIECE = 40
"""A date in a longer piece is part of a summary."""
_LONGEST_TITLE = 300


def read_row(row: HtmlElement, links: Sequence[HtmlElement], base: str) -> Entry | None:
    """The entry of one row, None where none of its links can be an item."""
    link = _main_link(links)
    if link is None:
        return None
    url = absolute(base, href_of(link))
    if not url:
        return None
    inside = list(_pieces(link))
    title = _title(link, inside, links)
    if len(title) < 2 or _NOT_TITLES.match(title):
        return None
    outside = list(_outside(row, link)) or list(_beside(row))
    return Entry(url, title, _date(outside, inside, url, title, row))


def _main_link(links: Sequence[HtmlElement]) -> HtmlElement | None:
    """The first link that names something; a category in brackets or 解读 beside it does not."""
    usable = [link for link in links if href_of(link)]
    for link in usable:
        text = inline_text(link)
        if len(text) >= 4 and not _CATEGORY.match(text) and not _NOT_TITLES.match(text) and not _is_only_date(text):
            return link
    return max(usable, key=lambda link: len(link.get("title") or inline_text(link)), default=None)


def _is_only_date(text: str) -> bool:
    found = next(find_dates(text), None)
    return found is not None and found.end - found.start >= len(text) - 4


def _title(link: HtmlElement, inside: Sequence[str], links: Sequence[HtmlElement]) -> str:
    shown = _shown(link, inside)
    whole = _whole(link.get("title") or "", shown)
    if not shown:
        image = link.find(".//img")
        twin = next(
            (
                text
                for other in links
                if other is not link and other.get("href") == link.get("href") and (text := inline_text(other))
            ),
            "",
        )
        whole = whole or twin or (image.get("alt") or "" if image is not None else "") or (link.get("alt") or "")
    return fold(whole or shown)[:_LONGEST_TITLE]


def _shown(link: HtmlElement, inside: Sequence[str]) -> str:
    """What the link shows without a date box; of a card only its heading."""
    if any(child.tag in _BLOCKS for child in link.iterdescendants()):
        for part in link.iterdescendants("h1", "h2", "h3", "h4", "h5", "h6"):
            if text := inline_text(part):
                return _BULLET.sub("", text)
        for part in link.iterdescendants():
            if isinstance(part.tag, str) and "tit" in (part.get("class") or "").lower() and (text := inline_text(part)):
                return _BULLET.sub("", text)
        return _BULLET.sub("", next((piece for piece in inside if len(piece) >= 4 and not _is_date_box(piece)), ""))
    if len(inside) > 1 and any(_is_date_box(piece) for piece in (inside[0], inside[-1])):
        kept = [piece for piece in inside if not _is_date_box(piece)]
        return _BULLET.sub("", "".join(kept))
    return _BULLET.sub("", inline_text(link))


def _is_date_box(piece: str) -> bool:
    return _is_only_date(piece) or re.fullmatch(r"[\[(（]?[\d\s./年月日:\-\]）)]{1,16}", piece) is not None


def _whole(attribute: str, shown: str) -> str:
    """The title attribute where the text is cut off, or where there is none."""
    whole = fold(attribute)
    if not whole:
        return ""
    if not shown:
        return whole
    cut = _CUT.search(shown)
    head = shown[: cut.start()] if cut else shown
    if cut and re.sub(r"\s", "", whole).startswith(re.sub(r"\s", "", head)[:20]):
        return whole
    return ""


def _pieces(element: HtmlElement) -> Iterator[str]:
    for text in element.xpath(".//text()[not(parent::script or parent::style)]"):
        if piece := fold(text):
            yield piece


def _outside(row: HtmlElement, link: HtmlElement) -> Iterator[str]:
    """Texts of the row outside its link."""
    inner = set(link.iter())
    for node in row.iter():
        if node not in inner and isinstance(node.tag, str) and node.tag not in ("script", "style"):
            if node.text and (piece := fold(node.text)):
                yield piece
        if node is not row and (node not in inner or node is link) and node.tail and (piece := fold(node.tail)):
            yield piece


def _beside(row: HtmlElement) -> Iterator[str]:
    """Texts between this row and the next one, for rows that are bare links."""
    if row.tail and (piece := fold(row.tail)):
        yield piece
    for sibling in row.itersiblings():
        if sibling.tag == row.tag or (isinstance(sibling.tag, str) and sibling.find(".//a") is not None):
            return
        if isinstance(sibling.tag, str):
            yield from _pieces(sibling)
        if sibling.tail and (piece := fold(sibling.tail)):
            yield piece


def _date(outside: Sequence[str], inside: Sequence[str], url: str, title: str, row: HtmlElement) -> dt.date | None:
    """The publish date among the row's short pieces; then one the title attribute or a data attribute tells."""
    short = [piece for piece in outside if len(piece) <= _SHORT_PIECE]
    boxes = [piece for piece in inside if _is_date_box(piece) and piece != title]
    text = "\n".join(short)
    return (
        _labelled(text)
        or row_date(text, url)
        or row_date("\n".join(boxes), url)
        or first_date("\n".join(outside)[:400])
    )


def _labelled(text: str) -> dt.date | None:
    """Of several dates the one labelled as published, else the first that no label forbids."""
    free: dt.date | None = None
    for found in find_dates(text):
        before = text[max(0, found.start - 12) : found.start]
        if _PUBLISHED.search(before):
            return found.date
        if free is None and not _OTHER.search(before):
            free = found.date
    return free
