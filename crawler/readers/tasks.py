"""What a reader is asked (读取任务): pure functions from what was sent to what it says."""

from __future__ import annotations

from dataclasses import dataclass

from county.page import Article, Entry, Listing, Query
from county.parcel import Parcel
from county.tags import Tag
from crawler.reading import Effective, Judgement, Page, judge, read_article, read_listing, read_tags
from crawler.reading.answer import read_answer
from crawler.reading.jumps import jump_target
from crawler.reading.paging import article_pages
from crawler.reading.traces import PageTraces, read_page_traces


@dataclass(frozen=True, slots=True)
class Sent(Parcel):
    """A page as it was sent. `asked` is the address that was asked for, `url` the one that answered."""

    body: bytes
    url: str
    content_type: str
    status: int
    headers: dict[str, str]
    asked: str


@dataclass(frozen=True, slots=True)
class PageRead(Parcel):
    """What any page says. `tags` are the required meta tags that it has, None where it is no web page."""

    encoding: str
    judgement: Judgement
    tags: Tag | None
    traces: PageTraces


@dataclass(frozen=True, slots=True)
class ArticleRead(Parcel):
    """A page read as an article, with the addresses of its further pages; no article where the page is no witness."""

    page: PageRead
    article: Article | None
    following: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRead(Parcel):
    """A page read as a list page. `article` is what it says as an article where no row has a date: it may be all there
    is of its column. No rows where the page is no witness, but for a shell that a script fills; where it only
    leads on (跳转页), the address that it leads to comes next."""

    page: PageRead
    listing: Listing
    article: Article | None = None


def read_sent(sent: Sent) -> tuple[PageRead, Page]:
    """What the page says whatever it is, and the page for further questions."""
    page = Page.parse(sent.body, sent.url, sent.content_type)
    judgement = judge(sent.status, sent.headers, page, sent.asked)
    return PageRead(page.decoded.encoding, judgement, read_tags(page), read_page_traces(page)), page


def read_plain_page(sent: Sent) -> PageRead:
    """What the page says whatever it is."""
    return read_sent(sent)[0]


def read_article_page(sent: Sent, hint: Entry | None) -> ArticleRead:
    """The page as an article; `hint` is the list row that led to it."""
    read, page = read_sent(sent)
    if read.judgement.effective is not Effective.OK:
        return ArticleRead(read, None)
    return ArticleRead(read, read_article(page, hint), article_pages(page))


def read_list_page(sent: Sent, query: Query) -> ListRead:
    """The page as the answer to `query`."""
    read, page = read_sent(sent)
    if read.judgement.effective is Effective.EMPTY_SHELL:
        return ListRead(read, read_listing(page))
    if read.judgement.effective is not Effective.OK:
        onward = jump_target(page) if read.judgement.effective is Effective.STUB else ""
        return ListRead(read, Listing((), (onward,) if onward else ()))
    listing = read_answer(page, query)
    dated = any(entry.date for entry in listing.entries)
    return ListRead(read, listing, None if dated else read_article(page))
