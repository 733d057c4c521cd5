"""TRS WCM: columns are folders, `index_1.html` is the second page, `createPageHTML(pages, current, "index", "html")`
draws the pager, addresses in the list are relative to the folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

from county.units import ColumnKind
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
    relative,
    sheets,
    site_pairs,
    table_html,
)
from sample.families.furniture import charset_meta, column_menu, crumbs, footer, header, side_box, unit_menu
from sample.inserts import SampleFile
from sample.posts import Post
from sample.roster import FamilyName, SampleUnit

_SPAN = 46
"""Characters after which the editor opened a new span for no reason."""
_GROUP = 5


class Trs(Family):
    """拓尔思 TRS WCM."""

    name = FamilyName.TRS
    page_size = 15

    def home(self, unit: SampleUnit) -> str:
        return f"/bmxz/{unit.id}_{5_660_000 + unit.number * 20 + 19}/"

    def column_path(self, column: SampleColumn) -> str:
        return f"{self.home(column.unit)}{column.slug}_{column.number}/"

    def article_path(self, post: Post) -> str:
        return f"{self.column_path(post.column)}{post.day:%Y%m}/t{post.day:%Y%m%d}_{post.number}.html"

    def file_path(self, post: Post, order: int, file: SampleFile) -> str:
        serial = int(opaque("trs", post.number, order, length=10), 16) % 10**12
        return f"{self.column_path(post.column)}{post.day:%Y%m}/P0{post.day:%Y%m%d}{serial:012d}.{file.kind.value}"

    def lists(self, column: SampleColumn, rows: Sequence[Row], around: Neighbourhood) -> Iterator[Draft]:
        pages = sheets(rows, self.page_size)
        folder = self.column_path(column)
        as_table = column.unit.number % 3 == 0 and column.kind is not ColumnKind.NEWS
        for current, page in enumerate(pages):
            path = folder if current == 0 else f"{folder}index_{current}.html"
            before = (
                self._head(f"{column.name}-修文县人民政府", column_metas(column), around)
                + crumbs(around, self.home(column.unit), column.name)
                + f'{column_menu(around)}<div class="list">\n'
            )
            pager = (
                '<div class="page" id="pagination"><script type="text/javascript">\n'
                f'createPageHTML({len(pages)}, {current}, "index", "html");\n</script></div>\n'
            )
            opening, body, close = (_table_list if as_table else _plain_list)(page, folder)
            yield Draft(path, (before, opening, body, f"{close}{pager}", f"</div>\n{self._tail(around)}"))

    def article(
        self, post: Post, article: SampleArticle, files: Sequence[tuple[str, str]], around: Neighbourhood
    ) -> Draft:
        path = self.article_path(post)
        when = f"发布时间：{article.day} {article.clock}" if article.day else ""
        if article.day and post.column.unit.number % 2:
            when = f"发布时间：{article.day:%Y/%m/%d}"
        source = f'<div class="ly laiyuantext">来源：<span>{article.source}</span></div>'
        links = "<br>\n".join(f'<a href="{relative(href, path)}">{escape(name)}</a>' for href, name in files)
        attached = f'<div class="attachment"><div class="attachment_l">附件：</div>{links}</div>\n' if files else ""
        return Draft(
            path,
            (
                self._head(f"{escape(article.title)}-修文县人民政府", article_metas(article, post.column), around),
                crumbs(around, self.home(post.column.unit), post.column.name, "正文"),
                f'<div class="article">\n<!--startprint-->\n<h2 class="article_title">{escape(article.title)}</h2>\n'
                f'<div class="shezhi"><div class="time">{when}</div>{source}'
                '<div class="dy"><div class="dy_btn" onclick="doPrint()">[ 打印 ]</div></div></div>\n',
                f'<div class="article_con"><div class="TRS_Editor">{_body(article)}</div></div>\n{attached}',
                f"<!--endprint-->\n</div>\n{self._tail(around)}",
            ),
        )

    def static(self, column: SampleColumn, article: SampleArticle, around: Neighbourhood) -> Draft:
        return Draft(
            self.column_path(column),
            (
                self._head(f"{column.name}-修文县人民政府", column_metas(column), around),
                crumbs(around, self.home(column.unit), column.name) + column_menu(around),
                f'<div class="content"><h2>{column.unit.name}{column.name}</h2>\n',
                f'<div class="TRS_UEDITOR trs_paper_default trs_web">{_body(article)}</div></div>\n',
                self._tail(around),
            ),
        )

    def index(self, around: Neighbourhood) -> Draft:
        head = self._head(f"{around.unit.name}-修文县人民政府", metas(site_pairs()), around)
        return Draft(self.home(around.unit), (head, column_menu(around), self._tail(around)))

    def _head(self, title: str, tags: str, around: Neighbourhood) -> str:
        return (
            f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n{charset_meta(around)}<title>{title}</title>\n{tags}'
            '<link href="/images/common.css" rel="stylesheet" type="text/css">\n'
            '<script src="/images/jquery.min.js"></script>\n<script src="/jslm/fenye/fenye.js"></script>\n'
            f'</head>\n<body>\n{header()}<div class="container">\n'
        )

    def _tail(self, around: Neighbourhood) -> str:
        right = f'<div class="article_r">{side_box(dated=True)}</div>\n</div>\n'
        return f"{right}{unit_menu(around)}{footer()}</body>\n</html>\n"


def _plain_list(rows: Sequence[Row], folder: str) -> tuple[str, str, str]:
    items = []
    for order, row in enumerate(rows, start=1):
        day = f"<span>{row.day:%Y/%m/%d}</span>" if row.day else ""
        items.append(
            f'<li><a href="{_local(row, folder)}" target="_blank" title="{escape(row.title)}">'
            f"{escape(row.short_title)}</a>\n{day}</li>\n"
        )
        if order % _GROUP == 0:
            items.append('<li class="empty"></li>\n')
    return '<ul class="u-list">\n', "".join(items), "</ul>\n"


def _table_list(rows: Sequence[Row], folder: str) -> tuple[str, str, str]:
    items = "".join(
        f'<tr class="c"><td>{order}</td><td><a href="{_local(row, folder)}" title="{escape(row.title)}">'
        f"{escape(row.short_title)}</a></td><td>{row.day or ''}</td></tr>\n"
        for order, row in enumerate(rows, start=1)
    )
    opening = (
        '<table class="zfxxgk_zdgkc" width="100%"><thead><tr><th>序号</th><th>标题</th><th>发布日期</th></tr></thead>'
    )
    return f"{opening}<tbody>\n", items, "</tbody></table>\n"


def _local(row: Row, folder: str) -> str:
    return f"./{row.href.removeprefix(folder)}" if row.href.startswith(folder) else relative(row.href, folder)


def _body(article: SampleArticle) -> str:
    return blocks_html(article.blocks, _paragraph, partial(table_html, head="th"))


def _paragraph(text: str) -> str:
    spans = "".join(
        f'<span style="font-size: 16px;">{escape(text[start : start + _SPAN])}</span>'
        for start in range(0, len(text), _SPAN)
    )
    return f'<p style="text-indent: 2em;">{spans}</p>'
