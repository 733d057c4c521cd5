"""Pages that are data (JSON 接口): lists and documents told by the names of their fields, of whatever portal."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from county.page import Article, Entry, Listing, Origin, Query
from crawler.platforms.family import Family, family
from crawler.platforms.queries import paged
from crawler.reading.addresses import absolute
from crawler.reading.attachments import read_attachments
from crawler.reading.blanks import fold
from crawler.reading.dates import first_date
from crawler.reading.flow import TextBuilder, add_element
from crawler.reading.page import Page
from crawler.reading.traces import read_body_traces

_TITLES = ("title", "doctitle", "docsubtitle", "articletitle", "infotitle", "name", "subject", "newstitle", "showtitle")
_DATES = (
    *(
        "publishdate",
        "pubdate",
        "publishtime",
        "publish_time",
        "published_at",
        "docreltime",
        "display_publish_time",
        "releasetime",
    ),
    *(
        "publishedtimestr",
        "publishedtime",
        "publish_date",
        "pubtime",
        "releasedate",
        "docpubtime",
        "showtime",
        "addtime",
    ),
    *("deploytime", "writetime", "createdate", "date", "time"),
)
_ADDRESSES = ("url", "link", "href", "docpuburl", "chnldocurl", "linkurl", "infourl", "titlelink", "pageurl")
_IDENTIFIERS = ("docId", "id", "infoId", "articleId", "iid")
_SOURCES = ("docsource", "source", "docsourcename", "contentsource", "publisher", "puborg", "from")
_BODIES = ("docclob", "content", "doccontent", "docHtmlCon", "body", "text", "htmlcontent", "detail")
_TITLE_ORDER = ("docsubtitle", *_TITLES)
_EPOCH = re.compile(r"[12]\d{9}(?:\d{3})?")
_START = dt.datetime(1970, 1, 1, 8)
"""Midnight in Greenwich, in the time of China."""
_TOTALS = (
    "total",
    "totalcount",
    "recordcount",
    "totalrecord",
    "totalrecords",
    "totalnum",
    "totalelements",
    "post_count",
)
_ALSO_TOTAL = ("count",)
"""Of the rows of one page as often as of all: asked only where nothing else counts."""
_PAGES = ("pagecount", "totalpage", "totalpages", "totalpagenum", "pages", "pagetotal")
_CODES = ("code", "status", "errcode", "errorcode", "statuscode")
_LEAST_FAILURE = 400
_WALKED = 200_000
"""Values looked at in one answer."""
_LONGEST_NUMBER = 7
_LONGEST = 16 * 1024 * 1024
_CALL = re.compile(r"\s*[\w.$]{1,60}\s*\(")
"""JSONP: the answer is the argument of a call."""
Record = Mapping[str, Any]


@family
class Data(Family):
    """An answer of an interface, read like the page its script would draw."""

    id = "data"
    name = "JSON 接口"

    def recognises(self, page: Page) -> bool:
        """By its first character and because it parses."""
        return is_data(page)

    def listing(self, page: Page) -> Listing | None:
        """Rows are the longest array of objects that have a title and an address, an id or a date."""
        data = _parsed(page.html) if _is_data(page.html[:200]) else None
        if not isinstance(data, (dict, list)):
            return None
        entries = entries_of(data, page)
        totals = _counts(data, _TOTALS) or _counts(data, _ALSO_TOTAL)
        is_zero = not (entries or any(totals) or not totals or _says_failed(data))
        pages = max(_counts(data, _PAGES), default=0)
        total = next(filter(None, totals), 0)
        empty = "数据接口返回的记录数为 0" if is_zero else ""
        return paged(Listing(entries, empty_because=empty, total=total, pages=pages), Query(page.url))

    def article(self, page: Page) -> Article | None:
        """The document is the object with the longest body, else the first one with a title and a date."""
        data = _parsed(page.html) if _is_data(page.html[:200]) else None
        record = document_of(data) if isinstance(data, (dict, list)) else None
        return article_of_record(record, page) if record is not None else None


def is_data(page: Page) -> bool:
    """Whether the page is an answer of an interface and no page of text."""
    return _is_data(page.html[:200]) and _parsed(page.html) is not None


def _is_data(head: str) -> bool:
    return head.lstrip()[:1] in ("{", "[") or _CALL.match(head) is not None


@lru_cache(maxsize=4)
def _parsed(source: str) -> Any:  # JSON has no narrower type
    if len(source) > _LONGEST:
        return None
    if call := _CALL.match(source):
        source = source[call.end() : source.rfind(")")]
    try:
        return json.loads(source)
    except (ValueError, RecursionError):
        return None


def _walk(data: Any) -> Iterator[Any]:
    waiting = deque([data])
    seen = 0
    while waiting and seen < _WALKED:
        value = waiting.popleft()
        seen += 1
        yield value
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def entries_of(data: Any, page: Page) -> tuple[Entry, ...]:
    """The rows of the longest array of objects with a title and an address, an id or a date."""
    return tuple(entry for record in _rows(data) if (entry := _entry(record, page)))


def _rows(data: Any) -> list[Record]:
    best: list[Record] = []
    for value in _walk(data):
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            rows = [
                row for row in map(_folded, value) if _text(row, _TITLE_ORDER) and _text(row, (*_ADDRESSES, *_DATES))
            ]
            best = max(best, rows, key=len)
    return best


def _folded(record: Record) -> Record:
    return {str(key).lower(): value for key, value in record.items()}


def _text(record: Record, names: tuple[str, ...]) -> str:
    for name in names:
        value = record.get(name.lower())
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def _entry(record: Record, page: Page) -> Entry | None:
    address = _text(record, _ADDRESSES)
    name = next((name for name in _IDENTIFIERS if _text(record, (name,))), "")
    url = absolute(page.base_url, address or (f"?{name}={_text(record, (name,))}" if name else ""))
    title = fold(_without_tags(_text(record, _TITLE_ORDER)))
    return Entry(url, title, _date(_text(record, _DATES))) if url and title else None


def _date(text: str) -> dt.date | None:
    """A date in words, or the seconds or milliseconds since 1970 that interfaces count in."""
    if _EPOCH.fullmatch(text):
        return (_START + dt.timedelta(seconds=int(text[:10]))).date()
    return first_date(text)


def _without_tags(text: str) -> str:
    return re.sub(r"<[^<>]{1,200}>", "", text)


def _counts(data: Any, names: tuple[str, ...]) -> list[int]:
    """The numbers that fields of these names hold, those nearest the top of the answer first."""
    records = (_folded(value) for value in _walk(data) if isinstance(value, dict))
    numbers = (_text(record, (name,)) for record in records for name in names)
    return [int(number) for number in numbers if number.isdecimal() and len(number) <= _LONGEST_NUMBER]


def _says_failed(data: Any) -> bool:
    """Whether the answer says that it is none: what holds no rows for that reason counts nothing."""
    record = _folded(data) if isinstance(data, dict) else {}
    if record.get("success") is False or record.get("error"):
        return True
    codes = (_text(record, (name,)) for name in _CODES)
    return any(code.startswith("-") or (code.isdecimal() and int(code[:9]) >= _LEAST_FAILURE) for code in codes)


def document_of(data: Any) -> Record | None:
    """The object with the longest body among those with a title and a date, its keys in lower case."""
    records = [_folded(value) for value in _walk(data) if isinstance(value, dict)]
    documents = [record for record in records if _text(record, _TITLE_ORDER) and _text(record, _DATES)]
    return max(documents, key=lambda record: len(_text(record, _BODIES)), default=None)


def article_of_record(record: Record, page: Page) -> Article:
    """A document that some interface describes; its fields are known by their names."""
    record = _folded(record)
    title = fold(_without_tags(_text(record, _TITLE_ORDER)))
    source = fold(_text(record, _SOURCES))
    date = _date(_text(record, _DATES))
    builder = TextBuilder()
    content = _text(record, _BODIES)
    inner = Page.parse(content.encode("utf-8", "replace"), page.url) if content else None
    if inner is not None:
        add_element(builder, inner.tree)
    return Article(
        title=title,
        text=builder.text(),
        published=date,
        published_origin=Origin.DISPLAYED if date else None,
        dates={Origin.DISPLAYED: date} if date else {},
        source=source,
        source_origin=Origin.DISPLAYED if source else None,
        attachments=read_attachments(inner) if inner is not None else (),
        traces=read_body_traces(inner, inner.tree) if inner is not None else (),
    )
