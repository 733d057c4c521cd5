"""What was read of a page: a list of entries or one article. Every value says where it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from county.parcel import Parcel
from county.text import Text
from county.trace import Trace


class Origin(StrEnum):
    """Where a value was read: `displayed` is what a visitor can see on the page itself."""

    DISPLAYED = "displayed"
    META = "meta"
    URL = "url"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Entry(Parcel):
    """A row of a list page (栏目列表行): an absolute address, its title, and the date printed in the row, if any."""

    url: str
    title: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Query(Parcel):
    """What is asked for the rows of a list (数据接口): an address, and the form that is posted to it, "" for a plain
    GET. `guessed` is true where no family documents it: then only an answer with rows says anything."""

    url: str
    form: str = ""
    guessed: bool = False

    @property
    def address(self) -> str:
        """The address that names the answer: what was posted is a part of it, as a route behind `#!`."""
        return f"{self.url.partition('#')[0]}#!POST {self.form}" if self.form else self.url


@dataclass(frozen=True, slots=True)
class Listing(Parcel):
    """A list page. `next` are the addresses of the pages that follow, nearest first.
    `empty_because` says what shows that the list is empty on purpose ("暂无内容", an empty list container); it is ""
    where rows were found and also where nothing at all was recognised: no rows and no witness is an unknown layout.
    `drawn_by_script` names the loader where the rows are fetched by script. `pages` and `total` are how many pages and
    entries the list says it has, 0 where it says nothing: a list that claims more than was read was not read whole.
    `queries` ask the data endpoint behind the page for its rows, or for those that follow, the surest first.
    `dead_pager` are the words of a pager that only a script can follow, `rivals` counts the other dated lists of
    the page."""

    entries: tuple[Entry, ...]
    next: tuple[str, ...] = ()
    empty_because: str = ""
    drawn_by_script: str = ""
    pages: int = 0
    total: int = 0
    dead_pager: str = ""
    rivals: int = 0
    queries: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment(Parcel):
    """A file linked from an article (附件): absolute address and the name a visitor sees."""

    url: str
    name: str


class LinkKind(StrEnum):
    """What a link leads to, as far as its place and its address tell: another page (网页), a picture (图片), a file
    (附件)."""

    PAGE = "page"
    IMAGE = "image"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Link(Parcel):
    """A link or a picture of an article's body (正文链接): absolute address and the text a visitor sees, "" for a
    picture without one. Attachments are kept apart."""

    url: str
    text: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Article(Parcel):
    """An article (文章). `dates` keeps every claim of a publish date by origin; `published` is the best of them:
    displayed, else meta, else URL. Dates of signing, force and repeal (成文、实施、失效日期) are not among them;
    `written` is the first of these (成文日期). `traces` are those of its body."""

    title: str
    text: Text
    published: dt.date | None = None
    published_origin: Origin | None = None
    dates: dict[Origin, dt.date] = field(default_factory=dict)
    source: str = ""
    source_origin: Origin | None = None
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...] = ()
    written: dt.date | None = None
    traces: tuple[Trace, ...] = ()
