"""开普 ucap: `/xw/cN/gzdt.shtml`, `gzdt_2.shtml` …;
`createPageHTML('page_div', pages, current, 'gzdt', 'shtml', total)` draws the pager. A stray `</html>` stands in the
middle of every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

from sample.articles import SampleArticle
from sample.columns import SampleColumn
from sample.families.base import (
    Draft,
    Family,
    Neighbourhood,
    Row,
    article_metas,
    blocks_html,
    column_metas,
    metas,
    opaque,
    sheets,
    site_pairs,
    table_html,
)
from sample.families.furniture import charset_meta, column_menu, crumbs, footer, header, side_box, unit_menu
from sample.inserts import SampleFile
from sample.posts import Post
from sample.roster import FamilyName, SampleUnit


class Ucap(Family):
    """开普云 ucap."""

    name = FamilyName.UCAP
    page_size = 20

    def home(self, unit: SampleUnit) -> str:
        return f"/xw/c{5_660_000 + unit.number * 20 + 19}/index.shtml"

    def column_path(self, column: SampleColumn) -> str:
        return f"/xw/c{column.number}/{column.slug}.shtml"

    def article_path(self, post: Post) -> str:
        return f"/xw/c{post.column.number}/{post.day:%Y%m}/{post.number}.shtml"

    def file_path(self, post: Post, order: int, file: SampleFile) -> str:
        name = opaque("ucap", post.number, order)
        return f"/xw/c{post.column.number}/{post.day:%Y%m}/{post.number}/files/{name}.{file.kind.value}"

    def lists(self, column: SampleColumn, rows: Sequence[Row], around: Neighbourhood) -> Iterator[Draft]:
        pages = sheets(rows, self.page_size)
        first = self.column_path(column)
        empty = f'<div class="empty-tips">{column.blank_words}</div>\n' if column.blank_words else ""
        for number, page in enumerate(pages, start=1):
            script = (
                '<div class="page"><div id="page_div"></div></div>\n<script type="text/javascript">'
                f"createPageHTML('page_div',{len(pages)}, {number},'{column.slug}','shtml',{len(rows)});</script>\n"
            )
            parts = (
                self._head(f"{column.name} - 修文县人民政府", column_metas(column), around)
                + crumbs(around, self.home(column.unit), column.name)
                + f'{column_menu(around)}<div class="gl_list d float">\n',
                '<div class="gl_list2">\n<ul>\n',
                "".join(_item(row) for row in page),
                f"</ul>\n{empty}</div>\n{script}",
                f"</div>\n{self._tail(around)}",
            )
            path = first if number == 1 else f"{first.removesuffix('.shtml')}_{number}.shtml"
            yield Draft(path, parts)

    def article(
        self, post: Post, article: SampleArticle, files: Sequence[tuple[str, str]], around: Neighbourhood
    ) -> Draft:
        when = f"<span>{article.day:%Y年%m月%d日} {article.clock}</span>" if article.day else ""
        links = "".join(f'<p>附件：<a href="{href}">{escape(name)}</a></p>\n' for href, name in files)
        return Draft(
            self.article_path(post),
            (
                self._head(f"{escape(article.title)}_修文县人民政府", article_metas(article, post.column), around),
                crumbs(around, self.home(post.column.unit), post.column.name),
                f'<div class="main-content"><h1 class="title">{escape(article.title)}</h1>\n'
                f'<div class="pages-date">{when}<span class="font">来源：{article.source}</span>'
                '<div class="share">【字体：<a href="#">大</a> <a href="#">小</a>】</div></div>\n',
                f'<div class="pages_content" id="UCAP-CONTENT">\n{_body(article)}\n{links}</div></div>\n',
                self._tail(around),
            ),
        )

    def static(self, column: SampleColumn, article: SampleArticle, around: Neighbourhood) -> Draft:
        return Draft(
            self.column_path(column),
            (
                self._head(f"{column.name} - 修文县人民政府", column_metas(column), around),
                crumbs(around, self.home(column.unit), column.name) + column_menu(around),
                f'<div class="main-content"><h1 class="title">{column.unit.name}{column.name}</h1>\n',
                f'<div class="pages_content" id="UCAP-CONTENT">\n{_body(article)}\n</div></div>\n',
                self._tail(around),
            ),
        )

    def index(self, around: Neighbourhood) -> Draft:
        head = self._head(f"{around.unit.name} - 修文县人民政府", metas(site_pairs()), around)
        return Draft(self.home(around.unit), (head, column_menu(around), self._tail(around)))

    def _head(self, title: str, tags: str, around: Neighbourhood) -> str:
        return (
            f'<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n{charset_meta(around)}{tags}'
            f"<title>{title}</title>\n"
            '<script language="javascript" src="/xw/xhtml/static/js/jquery.min.js"></script>\n'
            '<script type="text/javascript" src="/xw/xhtml/js/page.js"></script>\n</head>\n<body>\n'
            # the header is a page of its own, pasted in whole
            f"{header()}</body>\n</html>\n"
        )

    def _tail(self, around: Neighbourhood) -> str:
        return f"{side_box(dated=True)}{unit_menu(around)}{footer()}</body>\n</html>\n"


def _item(row: Row) -> str:
    day = f"\n<b>{row.day}</b>" if row.day else ""
    title = escape(row.title)
    return f'<li>\n<a target="_blank" href="{row.href}" title="{title}">\n    {title}\n</a>{day}\n</li>\n\n'


def _body(article: SampleArticle) -> str:
    table = partial(table_html, attributes='border="1" style="width: 100%;"')
    return blocks_html(article.blocks, lambda text: f"<p>　　{escape(text)}</p>", table)
