"""博达 VSB: `/unit/gzdt.htm` is the first page and the others count down: `/unit/gzdt/1.htm` is the last. Rows are
`<li id="line_u5_0">` never closed, articles `/info/tree/number.htm`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from sample.articles import SampleArticle
from sample.columns import SampleColumn
from sample.families.base import Draft, Family, Neighbourhood, Row, blocks_html, opaque, relative, sheets
from sample.families.furniture import charset_meta, column_menu, crumbs, footer, header, side_box, unit_menu
from sample.inserts import SampleFile
from sample.posts import Post
from sample.roster import FamilyName, SampleUnit

_DIGITS = re.compile(r"[0-9]{2,}")


class Vsb(Family):
    """博达 Visual SiteBuilder."""

    name = FamilyName.VSB
    page_size = 12

    def home(self, unit: SampleUnit) -> str:
        return f"/{unit.id}/index.htm"

    def column_path(self, column: SampleColumn) -> str:
        return f"/{column.unit.id}/{column.slug}.htm"

    def article_path(self, post: Post) -> str:
        return f"/info/{_tree(post.column)}/{post.number - 58_000_000}.htm"

    def file_path(self, post: Post, order: int, file: SampleFile) -> str:
        if post.number % 2:
            name = opaque("vsb", post.number, order).upper()
            return f"/__local/{name[0]}/{name[1:3]}/{name[3:6]}/{name}.{file.kind.value}"
        number = (post.number - 58_000_000) * 10 + order
        return f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1326541694&wbfileid={number}"

    def media_of(self, file: SampleFile) -> str:
        return "application/octet-stream"

    def lists(self, column: SampleColumn, rows: Sequence[Row], around: Neighbourhood) -> Iterator[Draft]:
        pages = sheets(rows, self.page_size)
        first = self.column_path(column)
        for number, page in enumerate(pages, start=1):
            path = _page_path(first, number, len(pages))
            if rows:
                opening, close = "<UL>\n", "</UL>\n"
            else:
                opening, close = (
                    "<UL>\n",
                    f'</UL>\n<p class="nodata">{column.blank_words}</p>\n' * bool(column.blank_words),
                )
            parts = (
                self._head(f"{column.name}-{column.unit.name}", "", around)
                + crumbs(around, self.home(column.unit), column.name, sign="&gt;&gt;")
                + f'{column_menu(around)}<DIV class="right"><DIV class="list">\n',
                opening,
                "".join(_item(row, path) for row in page),
                (close or "</UL>\n") + _pager(path, first, number, len(pages), len(rows)),
                f"</DIV></DIV>\n{self._tail(around)}",
            )
            yield Draft(path, parts)

    def article(
        self, post: Post, article: SampleArticle, files: Sequence[tuple[str, str]], around: Neighbourhood
    ) -> Draft:
        path = self.article_path(post)
        when = str(article.day) if article.day else ""
        links = "".join(
            f'<li>附件【<a href="{escape(relative(href, path))}" target="_blank">{escape(name)}</a>】</li>\n'
            for href, name in files
        )
        keywords = f'<META Name="keywords" Content="{post.column.unit.name},{post.column.name}" />\n'
        return Draft(
            path,
            (
                self._head(f"{escape(article.title)}-{post.column.unit.name}", keywords, around),
                crumbs(around, self.home(post.column.unit), post.column.name, "正文", sign="&gt;&gt;"),
                '<DIV class="content"><form name="_newscontent_fromname">\n<div>\n'
                f'<div class="title">{escape(article.title)}</div>\n'
                f'<div class="time">{when}<em>来源：{article.source}</em>浏览次数：'
                '<span><script>_showDynClicks("wbnews", 1676231333, 1840)</script></span></div>\n'
                '<div class="text"><div id="vsb_content"><div class="v_news_content">\n',
                f"{_body(article)}\n</div></div></div>\n"
                f'<UL style="list-style-type:none;">\n{links}</UL></div></form></DIV>\n',
                self._tail(around),
            ),
        )

    def static(self, column: SampleColumn, article: SampleArticle, around: Neighbourhood) -> Draft:
        return Draft(
            self.column_path(column),
            (
                self._head(f"{column.name}-{column.unit.name}", "", around),
                crumbs(around, self.home(column.unit), column.name, sign="&gt;&gt;") + column_menu(around),
                f'<DIV class="content"><H1>{column.name}</H1>\n<div id="vsb_content"><div class="v_news_content">\n',
                f"{_body(article)}\n</div></div></DIV>\n",
                self._tail(around),
            ),
        )

    def index(self, around: Neighbourhood) -> Draft:
        return Draft(
            self.home(around.unit),
            (self._head(around.unit.name, "", around), column_menu(around), self._tail(around)),
        )

    def _head(self, title: str, tags: str, around: Neighbourhood) -> str:
        return (
            f"<!DOCTYPE html><HTML><HEAD><TITLE>{title}</TITLE>{tags}\n{charset_meta(around)}"
            "<!--Announced by Visual SiteBuilder 9-->\n"
            '<LINK rel="stylesheet" type="text/css" href="/_sitegray/_sitegray_d.css" />\n'
            '<script language="javascript" src="/_sitegray/_sitegray.js"></script>\n'
            f'</HEAD>\n<BODY>\n{header()}<DIV class="container frame">\n'
        )

    def _tail(self, around: Neighbourhood) -> str:
        return f"{side_box(dated=False)}</DIV>\n{unit_menu(around)}{footer()}</BODY></HTML>\n"


def _tree(column: SampleColumn) -> int:
    return column.number - 5_659_000


def _page_path(first: str, number: int, pages: int) -> str:
    return first if number == 1 else f"{first.removesuffix('.htm')}/{pages - number + 1}.htm"


def _item(row: Row, page: str) -> str:
    day = f"<span>{row.day:%Y年%m月%d日}</span>" if row.day else ""
    title = escape(row.title)
    return (
        f'<li id="line_u5_0">\n<div><a href="{relative(row.href, page)}" title="{title}">{title}</a> </div>{day}'
        f' <span id="section_u5_0" style="display: none">\n<hr></span>\n\n'
    )


def _pager(path: str, first: str, number: int, pages: int, total: int) -> str:
    def link(target: int, css: str, text: str) -> str:
        if not 1 <= target <= pages or target == number:
            return f'<span class="{css}Disabled">{text}</span>'
        return f'<a href="{relative(_page_path(first, target, pages), path)}" class="{css}">{text}</a>'

    steps = link(1, "Prev", "首页") + link(number - 1, "Prev", "上页") + link(number + 1, "Next", "下页")
    return (
        f'<div align="center"><table><tr><td id="fanye203020">共{total}条&nbsp;&nbsp;{number}/{pages}&nbsp;</td>'
        f"<td><div>{steps}{link(pages, 'Next', '尾页')}</div></td></tr></table></div>\n"
    )


def _body(article: SampleArticle) -> str:
    return blocks_html(article.blocks, lambda text: f'<p style="line-height: 2em;">{_text(text)}</p>')


def _text(text: str) -> str:
    """Text with each number in a span of its own, long ones in two, as pasted from Word."""
    return _DIGITS.sub(lambda found: _spans(found.group()), escape(text))


def _spans(number: str) -> str:
    middle = len(number) if len(number) < 8 else 4
    parts = (part for part in (number[:middle], number[middle:]) if part)
    return "".join(f'<span lang="EN-US" style="font-family: times new roman;">{part}</span>' for part in parts)
