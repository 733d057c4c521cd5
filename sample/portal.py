"""The portal put together: every address with its bytes, and the truth about what is planted in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from sample.articles import Newsroom, SampleArticle
from sample.attachments import file_bytes
from sample.columns import Cast, Role, SampleColumn
from sample.families import FAMILIES, Draft, Family, Row
from sample.families.base import Neighbourhood, shows_dates
from sample.families.furniture import footer, header, unit_menu
from sample.inserts import SampleFile, Served
from sample.posts import Post, Posts
from sample.roster import Charset, SampleUnit, roster

HOME = "/"
_OUTSIDE_TITLE = "贵州省人民政府关于进一步做好有关工作的通知（省政府网站）"

_PAGE_INSTEAD = (
    '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>办事大厅-修文县人民政府</title></head>\n<body>'
    '<div class="header"><a href="/">修文县人民政府</a></div>\n<div class="main"><h2>办事大厅</h2>'
    "<p>请从左侧选择要办理的事项，按照提示填写申请信息，提交后可凭回执编号查询办理进度和结果。</p></div></body></html>\n"
)
"""What a portal that has lost a file sends in its place."""


class PageKind(StrEnum):
    """What an address is."""

    LIST = "list"
    ARTICLE = "article"
    STATIC = "static"
    ATTACHMENT = "attachment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ServedPage:
    """An address with what it answers. `container` and `rows` are the spans of a list and of its rows in `body`.
    `modified` is the day of Last-Modified."""

    path: str
    kind: PageKind
    body: bytes = field(repr=False)
    content_type: str
    modified: dt.date
    column: str = ""
    container: tuple[int, int] | None = None
    rows: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A post that stands on the portal, as it stands there."""

    post: Post
    path: str
    article: SampleArticle
    files: tuple[tuple[str, str], ...]
    """Path and visible name of each attachment."""


class Portal:
    """The county's portal on one day."""

    def __init__(self, cast: Cast, posts: Posts, newsroom: Newsroom, today: dt.date) -> None:
        self.cast = cast
        self._newsroom = newsroom
        self._today = today
        self.published = {column: self._publish(posts[column]) for column in cast.columns}
        self._homes = tuple((unit, FAMILIES[unit.family].home(unit)) for unit in roster())
        self._around = {unit: self._neighbourhood(unit) for unit in roster()}

    def pages(self) -> Iterator[ServedPage]:
        """Every address of the portal."""
        yield self._home_page()
        for unit in roster():
            yield self._served(FAMILIES[unit.family].index(self._around[unit]), unit, PageKind.OTHER, self._oldest())
        for column in self.cast.columns:
            yield from self._column_pages(column)
            for published in self.published[column]:
                yield from self._article_pages(published)

    def _publish(self, posts: list[Post]) -> list[Published]:
        """What stands on the portal today, in the order of the list: pinned rows first, then newest first."""
        there = [post for post in posts if post.day <= self._today and (post.until is None or self._today < post.until)]
        there.sort(key=lambda post: (post.pinned, post.date_on(self._today), post.number), reverse=True)
        return [self._one(post) for post in there]

    def _one(self, post: Post) -> Published:
        family = FAMILIES[post.column.unit.family]
        if post.outside:
            return Published(post, post.outside, SampleArticle(_OUTSIDE_TITLE, "", post.day, "", ()), ())
        article = self._newsroom.write(post)
        files = tuple(
            (family.file_path(post, order, file), file.name) for order, file in enumerate(article.files, start=1)
        )
        return Published(post, family.article_path(post), article, files)

    def _neighbourhood(self, unit: SampleUnit) -> Neighbourhood:
        family = FAMILIES[unit.family]
        columns = tuple((column, family.column_path(column)) for column in self.cast.columns if column.unit == unit)
        return Neighbourhood(unit, columns, self._homes)

    def _oldest(self) -> dt.date:
        return dt.date(self._today.year - 1, 6, 1)

    def _home_page(self) -> ServedPage:
        around = self._around[roster()[0]]
        newest = sorted(
            (published for column in self.cast.news() for published in self.published[column]),
            key=lambda published: (published.post.day, published.path),
        )[-12:]
        rows = "".join(
            f'<li><a href="{one.path}">{escape(one.article.title)}</a><span>{one.post.day:%m-%d}</span></li>\n'
            for one in reversed(newest)
        )
        html = (
            '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>修文县人民政府</title>\n</head>\n<body>\n'
            f'{header()}<div class="zwyw"><h2>政务要闻</h2><ul>\n{rows}</ul></div>\n'
            f"{unit_menu(around)}{footer()}</body></html>\n"
        )
        body = html.encode()
        return ServedPage(HOME, PageKind.OTHER, body, f"text/html{Charset.UTF8.header}", self._today)

    def _column_pages(self, column: SampleColumn) -> Iterator[ServedPage]:
        family: Family = FAMILIES[column.unit.family]
        around = self._around[column.unit]
        if column.role is Role.STATIC:
            draft = family.static(column, self._newsroom.static(column), around)
            yield self._served(draft, column.unit, PageKind.STATIC, self._oldest(), column)
            return
        published = self.published[column]
        dated = shows_dates(column)
        rows = [Row(one.path, one.article.title, self._row_date(one.post) if dated else None) for one in published]
        newest = max((one.post.touched_on(self._today) for one in published), default=self._oldest())
        for draft in family.lists(column, rows, around):
            yield self._served(draft, column.unit, PageKind.LIST, newest, column)

    def _row_date(self, post: Post) -> dt.date | None:
        return None if post.undated else post.date_on(self._today)

    def _article_pages(self, published: Published) -> Iterator[ServedPage]:
        post = published.post
        if post.outside:
            return
        unit = post.column.unit
        family = FAMILIES[unit.family]
        draft = family.article(post, published.article, published.files, self._around[unit])
        yield self._served(draft, unit, PageKind.ARTICLE, post.touched_on(self._today), post.column)
        for (path, _), file in zip(published.files, published.article.files, strict=True):
            yield from self._file_page(path, file, post)

    def _file_page(self, path: str, file: SampleFile, post: Post) -> Iterator[ServedPage]:
        """What stands behind the link of an attachment, if anything does."""
        body, media = file_bytes(file), FAMILIES[post.column.unit.family].media_of(file)
        if file.served is Served.PAGE:
            body, media = _PAGE_INSTEAD.encode(), f"text/html{Charset.UTF8.header}"
        if file.served is not Served.NOTHING:
            yield ServedPage(path, PageKind.ATTACHMENT, body, media, post.day, _key(post.column))

    def _served(
        self, draft: Draft, unit: SampleUnit, kind: PageKind, modified: dt.date, column: SampleColumn | None = None
    ) -> ServedPage:
        parts = [part.encode(unit.charset.codec) for part in draft.parts]
        container = rows = None
        if kind is PageKind.LIST:
            start, opening, body, close = (len(part) for part in parts[:4])
            container = (start, start + opening + body + close)
            rows = (start + opening, start + opening + body)
        content_type = f"{draft.media}{unit.charset.header}"
        key = _key(column) if column else ""
        return ServedPage(draft.path, kind, b"".join(parts), content_type, modified, key, container, rows)


def _key(column: SampleColumn) -> str:
    return f"{column.unit.id}/{column.name}"
