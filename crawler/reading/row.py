"""One list row: its link, its title and the date printed in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from county.page import Entry
from crawler.reading.addresses import absolute, is_article_address
from crawler.reading.blanks import fold
from crawler.reading.dates import find_dates, row_date
from crawler.reading.flow import inline_text
from crawler.reading.links import NOT_TITLES, Link, is_only_date

_BLOCKS = frozenset({"div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "dl", "dt", "dd", "table"})
_CUT = re.compile(r"(?:\.{2,}|…+|⋯)\s*$")
_BULLET = re.compile(r"^[\s·•●■▪◆>›»\-－*]+(?=\S)|^\d{1,3}\s*[、.]\s*(?=\D)")
_PUBLISHED = re.compile(r"(?:发布|发文|公开|公布|上网)\s*(?:日期|时间)\s*[:：]?\s*$")
_TOLD = re.compile(r"(?<![\u4e00-\u9fff])(?:(?:发布|更新|发表|添加|录入)\s*)?(?:时间|日期)\s*[:：]\s*$")
_OTHER = re.compile(
    r"(?:成文|印发|实施|失效|截止|开始|结束|有效期?至?|生效|起止|征集|报名|公示)\s*(?:日期|时间|期限)?\s*[:：]?\s*$"
    r"|[\d日]\s*(?:至|到|[—–~～-]+)\s*$"
)
"""What stands before a day that is not the day of publishing: a label, or the first day of a span."""
_TEXTS = etree.XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)
_PIECES = 60
"""Pieces of text looked at in one link or beside it: links never closed hold all that follow."""
_SHORT_PIECE = 40
"""A date in a longer piece is part of a summary."""
_COLUMN = 8
"""Characters of a column's name in front of a title (通知公告)."""
_LONGEST_TITLE, _LONGEST_ROW = 300, 400


def read_row(row: etree._Element, links: Sequence[Link], base: str, year: str = "") -> Entry | None:
    """The entry of one row, None where none of its links can be an item. `year` is that of the heading above it."""
    link = _main_link(links)
    if link is None:
        return None
    inside = list(_pieces(link.element)) if len(link.element) else [link.text]
    title = _title(link, inside, links)
    if len(title) < 2 or NOT_TITLES.match(title):
        return None
    url = absolute(base, link.href)
    if not url:
        return None
    outside = list(_outside(row, link.element)) or list(_beside(row))
    date = _date(outside, inside, url, title) or _told(link.element.get("title") or "")
    if date is None and year:
        date = row_date(f"{_short(outside)}\n{year}年", "")
    return Entry(url, title, date)


def _main_link(links: Sequence[Link]) -> Link | None:
    """The first link that names something; a category in brackets or 解读 beside it does not."""
    usable = [link for link in links if link.href]
    titles = [link for link in usable if link.is_title]
    if len(titles) > 1 and _is_column(titles[0]) and is_article_address(titles[1].href):
        return titles[1]
    if titles:
        return titles[0]
    return max(usable, key=lambda link: len(link.element.get("title") or link.text), default=None)


def _is_column(link: Link) -> bool:
    """Whether the first link of a row names the column of the item rather than the item."""
    return len(link.text) <= _COLUMN and not is_article_address(link.href)


def _title(link: Link, inside: Sequence[str], links: Sequence[Link]) -> str:
    shown = _shown(link, inside)
    whole = _whole(link.element.get("title") or "", shown) or (_elsewhere(links, shown) if _CUT.search(shown) else "")
    if not shown and not whole:
        whole = next((other.text for other in links if other.href == link.href and other.text), "") or _alternative(
            link
        )
    return fold(whole or shown)[:_LONGEST_TITLE]


def _elsewhere(links: Sequence[Link], shown: str) -> str:
    """The whole of a title that is cut off, where another link of the row or a picture has it."""
    named = (other.element.get("title") or other.text or _alternative(other) for other in links)
    return next((whole for name in named if (whole := _whole(name, shown)) and not _CUT.search(whole)), "")


def _alternative(link: Link) -> str:
    """What stands for a picture that is a link."""
    image = link.element.find(".//img")
    return (image.get("alt") if image is not None else link.element.get("alt")) or ""


def _shown(link: Link, inside: Sequence[str]) -> str:
    """What the link shows without a date box; of a card only its heading."""
    if any(child.tag in _BLOCKS for child in link.element.iterdescendants()):
        return _BULLET.sub("", _heading(link.element, inside))
    if len(inside) > 1 and any(_is_date_box(piece) for piece in (inside[0], inside[-1])):
        return _BULLET.sub("", "".join(piece for piece in inside if not _is_date_box(piece)))
    return _BULLET.sub("", link.text)


def _heading(card: etree._Element, inside: Sequence[str]) -> str:
    headings = card.iterdescendants("h1", "h2", "h3", "h4", "h5", "h6")
    titled = (part for part in card.iterdescendants("*") if "tit" in (part.get("class") or "").lower())
    for part in (*headings, *titled):
        if text := inline_text(part):
            return text
    return next((piece for piece in inside if len(piece) >= 4 and not _is_date_box(piece)), "")


def _is_date_box(piece: str) -> bool:
    return is_only_date(piece) or re.fullmatch(r"[\[(（]?[\d\s./年月日:\-\]）)]{1,16}", piece) is not None


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


def _pieces(element: etree._Element) -> Iterator[str]:
    scripted = next(element.iterdescendants("script", "style"), None) is not None
    for text in islice(_TEXTS(element) if scripted else element.itertext("*"), _PIECES):
        if piece := fold(text):
            yield piece


def _outside(row: etree._Element, link: etree._Element) -> Iterator[str]:
    """Texts of the row outside its link."""
    inner = set(link.iter())
    for node in row.iter():
        shows = node not in inner and isinstance(node.tag, str) and node.tag not in ("script", "style")
        if shows and node.text and (piece := fold(node.text)):
            yield piece
        if node is not row and (node not in inner or node is link) and node.tail and (piece := fold(node.tail)):
            yield piece


def _beside(row: etree._Element) -> Iterator[str]:
    """Texts between this row and the next one, for rows that are bare links; before it, where a date leads them all."""
    if (date := _leading_date(row)) is not None:
        yield from _pieces(date)
        return
    if row.tail and (piece := fold(row.tail)):
        yield piece
    for sibling in row.itersiblings():
        if isinstance(sibling.tag, str) and _is_row(sibling, row):
            return
        if isinstance(sibling.tag, str):
            yield from _pieces(sibling)
        if sibling.tail and (piece := fold(sibling.tail)):
            yield piece


def _is_row(sibling: etree._Element, row: etree._Element) -> bool:
    """Whether the next row begins; a date may stand in an element of the rows' own tag."""
    if sibling.find(".//a") is not None:
        return True
    return sibling.tag == row.tag and not is_only_date(inline_text(sibling))


def _leading_date(row: etree._Element) -> etree._Element | None:
    """The date before a row, where rows and dates take turns and a date comes first: <dt> before <dd> with the link."""
    before, parent = row.getprevious(), row.getparent()
    if before is None or parent is None or not isinstance(before.tag, str) or before.tag == row.tag:
        return None
    first = next(parent.iterchildren("*"), None)
    led = first is not None and first.tag == before.tag and is_only_date(inline_text(before))
    return before if led else None


def _date(outside: Sequence[str], inside: Sequence[str], url: str, title: str) -> dt.date | None:
    """The publish date among the row's short pieces; then one the title attribute or a data attribute tells."""
    boxes = [piece for piece in inside if _is_date_box(piece) and piece != title]
    text = _short(outside)
    return (
        _labelled(text)
        or row_date(text, url)
        or row_date("\n".join(boxes), url)
        or _labelled("\n".join(outside)[:_LONGEST_ROW])
        or _told(_short(inside))
    )


def _short(outside: Sequence[str]) -> str:
    return "\n".join(piece for piece in outside if len(piece) <= _SHORT_PIECE)


def _told(attribute: str) -> dt.date | None:
    """The date that a link's title attribute, or the card it makes, names by its label: 更新时间：2026-3-5."""
    return next((found.date for found in find_dates(attribute) if _TOLD.search(attribute[: found.start])), None)


def _labelled(text: str) -> dt.date | None:
    """Of several dates the one labelled as published, else the latest that no label forbids: a paper is signed before
    it is posted."""
    free: dt.date | None = None
    for found in find_dates(text):
        before = text[max(0, found.start - 12) : found.start]
        if _PUBLISHED.search(before):
            return found.date
        if not _OTHER.search(before):
            free = max(free, found.date) if free else found.date
    return free
