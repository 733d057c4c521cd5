"""What kind of page it is (页面种类), and all that was read of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit

from county.page import Article, Listing, Origin
from crawler.reading.addresses import is_article_address
from crawler.reading.article import read_article
from crawler.reading.dates import first_date
from crawler.reading.judgement import Effective, Judgement, judge
from crawler.reading.listing import read_listing
from crawler.reading.page import Page
from crawler.reading.title import document_title


class Kind(StrEnum):
    """What a visitor would call the page."""

    LIST = "list"
    ARTICLE = "article"
    UNIT = "unit"
    HOME = "home"
    CHALLENGE = "challenge"
    ERROR = "error"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read as whatever it is: both readers' results, for a page may be a little of both."""

    kind: Kind
    judgement: Judgement
    listing: Listing
    article: Article


_ARTICLE_POINTS, _LIST_POINTS = 3, 3
"""Below these a page is neither; a displayed date or dated rows alone reach them."""
_TEXT = 120
"""Letters from which a page without a list is read for its own text (机构职能、领导之窗)."""
_MANY_LINKS = 8
_ROWS, _MOST_ROWS = 3, 100
_ROWS_SHARE = 0.6
"""Letters of lines with the title or the date of a row among those of a text that is a list."""
_SITE = re.compile(
    r"(?:人民政府|政府(?:信息|门户)?网站?|门户(?:网站?)?|(?:管委会|委员会|局|厅|委|办公室)(?:门户|官方)?网站?|欢迎您)[!！]?$"
)
_UNIT = re.compile(
    r"(?:局|委|委员会|办|办公室|中心|院|厅|镇|乡|街道|办事处|管委会|社区|专栏|专题)(?:网站?|子站|专栏|之窗)?$"
)
_CUT = re.compile(r"[\s_|｜—–-]+")
_FRONT = re.compile(r"/?(?:(?:index|default|main|home)\.\w{3,5})?$", re.I)


def read_page(page: Page, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Reading:
    """The page with its kind. Never raises."""
    judgement = judge(status, headers or {}, page, page.url)
    listing, article = read_listing(page), read_article(page)
    return Reading(_kind(page, judgement, listing, article), judgement, listing, article)


def _kind(page: Page, judgement: Judgement, listing: Listing, article: Article) -> Kind:
    if judgement.effective is Effective.BLOCKED:
        return Kind.CHALLENGE
    if judgement.effective is Effective.EMPTY_SHELL:
        return _of_content(page, listing, article)
    return Kind.ERROR if judgement.effective is not Effective.OK else _of_content(page, listing, article)


def _of_content(page: Page, listing: Listing, article: Article) -> Kind:
    as_article, as_list = _article_points(page, article), _list_points(listing)
    if as_article >= _ARTICLE_POINTS and as_article > as_list and not _is_its_rows(listing, article):
        return Kind.ARTICLE
    if as_list >= _LIST_POINTS:
        return Kind.LIST
    if _is_home(page):
        return Kind.HOME
    if listing.entries or listing.drawn_by_script or listing.empty_because:
        return Kind.LIST
    return _without_rows(page, article)


def _article_points(page: Page, article: Article) -> int:
    """What speaks for an article: its date between title and body, its own meta tags, its address, its text."""
    shown = 5 if article.published_origin is Origin.DISPLAYED else 0
    meta = 2 * ("articletitle" in page.meta) + 2 * ("pubdate" in page.meta)
    return shown + meta + 2 * is_article_address(page.url) + _bulk(article)


def _is_its_rows(listing: Listing, article: Article) -> bool:
    """Whether the text is hardly more than the rows of the list, and the date taken for its own is one of theirs."""
    if len(listing.entries) < _ROWS or any(entry.date is None for entry in listing.entries):
        return False
    text = article.text.content
    if article.published_origin is Origin.DISPLAYED and all(
        entry.date != article.published for entry in listing.entries
    ):
        return False
    titles = [entry.title for entry in listing.entries[:_MOST_ROWS] if entry.title in text]
    lines = (line for line in text.splitlines() if first_date(line) or any(title in line for title in titles))
    of_rows = sum(letter.isalpha() for line in lines for letter in line)
    return len(titles) >= _ROWS and of_rows >= _ROWS_SHARE * _letters(article)


def _bulk(article: Article) -> int:
    """Some text or a file, and some more for a text of several sentences."""
    return bool(article.text.content or article.attachments) + (_letters(article) >= _TEXT)


def _letters(article: Article) -> int:
    return sum(letter.isalpha() for letter in article.text.content)


def _list_points(listing: Listing) -> int:
    """What speaks for a list: rows with dates and a pager."""
    rows = len(listing.entries)
    dated = sum(1 for entry in listing.entries if entry.date)
    points = 3 if rows >= 2 and 2 * dated >= rows else 0
    return points + 3 * (rows >= 5 and dated == rows) + 2 * bool(rows and (listing.next or listing.pages > 1))


def _is_home(page: Page) -> bool:
    """By the address of a host alone, or by a <title> that begins with the name of the site."""
    path = urlsplit(page.url).path if "[" not in page.url else ""
    named = _CUT.split(document_title(page).strip())[0]
    many = len(page.links) >= _MANY_LINKS
    return many and (_SITE.search(named) is not None or (path != "" and _FRONT.fullmatch(path) is not None))


def _without_rows(page: Page, article: Article) -> Kind:
    letters = _letters(article)
    named = _CUT.split(document_title(page).strip())[0]
    if len(page.links) >= _MANY_LINKS and (_UNIT.search(named) or letters < _TEXT):
        return Kind.UNIT
    return Kind.ARTICLE if letters >= _TEXT or article.attachments else Kind.OTHER
