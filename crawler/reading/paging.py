"""Where a list goes on (翻页): what links and pagers in the page say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

from crawler.platforms.family import FAMILIES
from crawler.reading.addresses import absolute
from crawler.reading.blanks import squeezed
from crawler.reading.page import Page

_NEXT = re.compile(r"^\W*(?:下一?页|后一?页|下一頁|next(?:\s*page)?)\W*$|^[>›»]{1,2}$", re.I)
_NUMBERED = re.compile(r"^(?P<stem>.*?)[_-]?(?P<number>\d{1,4})(?P<ending>\.(?:s?html?|jhtml))$", re.I)
_PART = re.compile(r"^(?P<stem>.{1,500})[_-](?P<number>\d{1,3})(?P<ending>\.(?:s?html?|jhtml))$", re.I)
_ENDING = re.compile(r"\.(?:s?html?|jhtml)$", re.I)
_PAGE_FIELD = re.compile(r"[?&](?:page|pageNo|pageNum|pageIndex|curPage|p)=(?P<number>\d{1,4})(?=&|$)", re.I)
_PAGE_NUMBER = re.compile(r"^\W*(\d{1,4})\W*$")
_LONGEST_NEXT = 9
_MOST = 500


def following_pages(page: Page) -> tuple[str, ...]:
    """Addresses of the pages that follow, nearest first: the 下一页 link, then what a family's pager tells, whatever
    family the rest of the page is of, else the numbered links of the page."""
    here = absolute(page.url, page.url)
    found = _elsewhere(page, (*_next_links(page), *_pagers(page)), here)
    return found or tuple(dict.fromkeys(_numbered_links(page, here)))[:_MOST]


def _pagers(page: Page) -> Iterator[str]:
    """What the pagers of all families tell."""
    return (address for family in FAMILIES for address in family.following(page))


def _elsewhere(page: Page, written: Iterable[str], here: str) -> tuple[str, ...]:
    urls = dict.fromkeys(absolute(page.base_url, raw) for raw in written)
    return tuple(url for url in urls if url and url != here)[:_MOST]


def article_pages(page: Page) -> tuple[str, ...]:
    """The further pages of one article ([1] … [6]): only addresses that differ from its own in a number."""
    here = absolute(page.url, page.url)
    if _may_link_parts(page, here):
        numbered = (absolute(page.base_url, link.href) for link in page.links if _page_number(link.text))
        addresses = (*following_pages(page), *numbered)
    else:
        addresses = _elsewhere(page, _pagers(page), here)
    parts = (address for address in addresses if _is_part(here, address))
    return tuple(dict.fromkeys(address for address in parts if _place(address) > _place(here)))


def _may_link_parts(page: Page, here: str) -> bool:
    """Whether any link may lead to a further page of the article: then its address holds the article's own name, or is
    a query alone. Most articles have one page: the words of all their links are not read for the question, a tenth of
    what such a page costs. Addresses are rid of blanks; what else cannot be seen may hide it."""
    written = squeezed(f"|{'|'.join([href for _, href in page.leads])}")
    return not written.isprintable() or "|?" in written or squeezed(_own_name(here)) in written


def _own_name(here: str) -> str:
    """The part of an address that those of all its further pages hold: its file's name without number and ending; ""
    where that cannot be told."""
    path = re.split("[?&]", here, maxsplit=1)[0]
    if _ENDING.search(here):
        own = _PART.match(here)
        path = "" if path != here else own["stem"] if own else _ENDING.sub("", here)
    return path.rpartition("/")[2]


def _place(address: str) -> int:
    """The number of a page of an article, 0 where its address bears none."""
    match = _PAGE_FIELD.search(address) or _PART.match(address)
    return int(match["number"]) if match else 0


def _is_part(here: str, url: str) -> bool:
    """Whether `url` is another page of the article at `here`: t1.html and t1_2.html, ?id=1 and ?id=1&page=2."""
    if _PAGE_FIELD.search(url):
        return _PAGE_FIELD.sub("", url) == _PAGE_FIELD.sub("", here)
    part, own = _PART.match(url), _PART.match(here)
    stem = part["stem"] + part["ending"] if part else ""
    return stem != "" and stem in (here, own["stem"] + own["ending"] if own else here)


def _next_links(page: Page) -> Iterator[str]:
    for link in page.links:
        if len(link.text) <= _LONGEST_NEXT and link.href and _says_next(link.text or _unwritten(link.element)):
            yield link.href
            return


@lru_cache(maxsize=4096)
def _says_next(text: str) -> bool:
    return _NEXT.match(text) is not None


@lru_cache(maxsize=4096)
def _page_number(text: str) -> str:
    """The number of the page that a link leads to, "" for any other link."""
    match = _PAGE_NUMBER.match(text)
    return match[1] if match else ""


def _unwritten(element: etree._Element) -> str:
    """What a link without words says: its title, or what its picture stands for."""
    picture = element.find(".//img")
    return element.get("title") or (picture.get("alt") if picture is not None else None) or ""


def _numbered_links(page: Page, here: str) -> Iterator[str]:
    """Links "2", "3" … whose addresses differ from this page's only in a number that counts on."""
    numbered: dict[int, str] = {}
    for link in page.links:
        shown = _page_number(link.text) if len(link.text) <= _LONGEST_NEXT else ""
        url = absolute(page.base_url, link.href) if shown else ""
        if url and _same_list(here, url):
            numbered.setdefault(int(shown), url)
    current = next((number for number, url in numbered.items() if url == here), 1)
    for number in sorted(numbered):
        if number > current:
            yield numbered[number]


def _same_list(here: str, url: str) -> bool:
    """Whether `url` is this list with another page number: index.html and index_2.html, ?page=2."""
    if here.partition("?")[0] == url.partition("?")[0] and "?" in url:
        return True
    match = _NUMBERED.match(url)
    if match is None:
        return False
    stem = match["stem"].rstrip("_-")
    own = _NUMBERED.match(here)
    own_stem = own["stem"].rstrip("_-") if own else _ENDING.sub("", here)
    return stem == own_stem or (own_stem.endswith("/") and stem == own_stem + "index")
