"""What every family can draw, and the helpers they share."""

from __future__ import annotations

import datetime as dt
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from posixpath import relpath

from sample.articles import Block, SampleArticle
from sample.columns import Role, SampleColumn
from sample.inserts import LinkBlock, SampleFile, SourceBlock, TableBlock
from sample.posts import Post
from sample.roster import FamilyName, SampleUnit

CUT_AFTER = 28
"""Characters of a title that a list shows before it cuts the rest off with …"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: where it leads, its whole title, the date printed beside it."""

    href: str
    title: str
    day: dt.date | None

    @property
    def short_title(self) -> str:
        """The title as the list shows it."""
        return self.title if len(self.title) <= CUT_AFTER else self.title[:CUT_AFTER] + "…"


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before it is encoded. A list page has five parts: what stands before the list, the opening of its
    container, its rows, the close of the container with the pager, and what comes after."""

    path: str
    parts: tuple[str, ...]
    media: str = "text/html"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the furniture of a unit's pages links to: its own columns, and the homes of all units."""

    unit: SampleUnit
    columns: tuple[tuple[SampleColumn, str], ...]
    homes: tuple[tuple[SampleUnit, str], ...]


class Family(ABC):
    """One content management system. Paths begin with a slash and may hold a query."""

    name: FamilyName
    page_size: int

    @abstractmethod
    def home(self, unit: SampleUnit) -> str:
        """Path of the unit's own home page."""

    @abstractmethod
    def column_path(self, column: SampleColumn) -> str:
        """Path of the column's first page."""

    @abstractmethod
    def article_path(self, post: Post) -> str:
        """Path of an article."""

    @abstractmethod
    def file_path(self, post: Post, order: int, file: SampleFile) -> str:
        """Path of an attachment."""

    @abstractmethod
    def lists(self, column: SampleColumn, rows: Sequence[Row], around: Neighbourhood) -> Iterator[Draft]:
        """The list pages of a column."""

    @abstractmethod
    def article(
        self, post: Post, article: SampleArticle, files: Sequence[tuple[str, str]], around: Neighbourhood
    ) -> Draft:
        """The page of an article; `files` are paths and names of its attachments."""

    @abstractmethod
    def static(self, column: SampleColumn, article: SampleArticle, around: Neighbourhood) -> Draft:
        """The one page of a column without a list."""

    @abstractmethod
    def index(self, around: Neighbourhood) -> Draft:
        """The unit's home page."""

    def media_of(self, file: SampleFile) -> str:
        """Content-Type of an attachment."""
        return MEDIA[file.kind.value]


MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def shows_dates(column: SampleColumn) -> bool:
    """Whether the column's rows carry dates."""
    return column.role not in (Role.UNDATED, Role.DATES_ON_ARTICLES_ONLY)


def sheets(rows: Sequence[Row], size: int) -> list[Sequence[Row]]:
    """The rows of each list page; an empty column has one page."""
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [()]


def relative(target: str, page: str) -> str:
    """`target` as an address relative to the page at path `page`; other hosts' addresses stay."""
    if "://" in target:
        return target
    folder = page.split("?")[0].rsplit("/", 1)[0] or "/"
    path = relpath(target, folder)
    path = path + "/" if target.endswith("/") and path != "." else path
    return {".": "./"}.get(path, path)


def opaque(*parts: object, length: int = 32) -> str:
    """A hexadecimal name without meaning."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:length]


def table_html(table: TableBlock, head: str = "td", attributes: str = 'border="1" cellspacing="0"') -> str:
    """A table as editors paste it, its header in cells of kind `head`."""

    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f'<{tag} align="center">{escape(cell)}</{tag}>' for cell in cells) + "</tr>\n"

    rows = "".join(line(row, "td") for row in table.rows)
    return f"<table {attributes}><tbody>\n{line(table.header, head)}{rows}</tbody></table>\n"


def blocks_html(
    blocks: Sequence[Block], paragraph: Callable[[str], str], table: Callable[[TableBlock], str] = table_html
) -> str:
    """A body: each paragraph, table, link, picture and pasted piece in its family's way."""
    return "\n".join(
        link_html(block)
        if isinstance(block, LinkBlock)
        else block.html
        if isinstance(block, SourceBlock)
        else table(block)
        if isinstance(block, TableBlock)
        else paragraph(block)
        for block in blocks
    )


def link_html(link: LinkBlock) -> str:
    """A paragraph that ends in a link, or a picture."""
    href = escape(link.href)
    if link.picture:
        return f'<p style="text-align: center;"><img src="{href}" alt="{escape(link.text)}"></p>'
    return f'<p>{escape(link.lead)}<a href="{href}" target="_blank">{escape(link.text)}</a>。</p>'


def metas(pairs: Sequence[tuple[str, str]]) -> str:
    """Meta tags of the national list (政府网站发展指引, 网页标签)."""
    return "".join(f'<meta name="{name}" content="{escape(content)}">\n' for name, content in pairs)


def article_metas(article: SampleArticle, column: SampleColumn) -> str:
    """Site, column and article tags. An undated article has no PubDate."""
    pairs = [*site_pairs(), ("ColumnName", column.name), ("ColumnType", "政务公开"), ("ArticleTitle", article.title)]
    if article.day is not None:
        pairs.append(("PubDate", f"{article.day} {article.clock}"))
    return metas([*pairs, ("ContentSource", article.source), ("Keywords", ""), ("Author", "")])


def column_metas(column: SampleColumn) -> str:
    """Site and column tags."""
    description = f"{column.name}栏目为您提供{column.unit.name}{column.name}相关信息。"
    pairs = (("ColumnName", column.name), ("ColumnDescription", description), ("ColumnType", "政务公开"))
    return metas((*site_pairs(), *pairs))


def site_pairs() -> tuple[tuple[str, str], ...]:
    """SiteName, SiteDomain, SiteIDCode."""
    return (("SiteName", "修文县人民政府"), ("SiteDomain", "www.xiuwen.example"), ("SiteIDCode", "5201230001"))
