"""大汉 jcms/jpaas: `/col/colN/index.html`. Older columns keep their rows as CDATA records in a
`<script type="text/xml"><datastore>` and fetch the next group from `dataproxy.jsp`; newer ones page on by
`?uid=…&pageNum=…`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

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
    sheets,
    site_pairs,
)
from sample.families.furniture import charset_meta, column_menu, crumbs, footer, header, side_box, unit_menu
from sample.inserts import SampleFile
from sample.posts import Post
from sample.roster import FamilyName, SampleUnit


class Jpage(Family):
    """大汉 hanweb."""

    name = FamilyName.JPAGE
    page_size = 15

    def home(self, unit: SampleUnit) -> str:
        return f"/col/col{5_660_000 + unit.number * 20 + 19}/index.html"

    def column_path(self, column: SampleColumn) -> str:
        return f"/col/col{column.number}/index.html"

    def article_path(self, post: Post) -> str:
        day = post.day
        return f"/art/{day.year}/{day.month}/{day.day}/art_{post.column.number}_{post.number}.html"

    def file_path(self, post: Post, order: int, file: SampleFile) -> str:
        name = f"{post.day:%y%m%d}{post.number % 10**7:07d}{order}.{file.kind.value}"
        return f"/module/download/downfile.jsp?classid=0&filename={name}"

    def lists(self, column: SampleColumn, rows: Sequence[Row], around: Neighbourhood) -> Iterator[Draft]:
        draw = self._datastore_lists if column.unit.number % 2 else self._numbered_lists
        return draw(column, rows, around)

    def _datastore_lists(self, column: SampleColumn, rows: Sequence[Row], around: Neighbourhood) -> Iterator[Draft]:
        groups = sheets(rows, self.page_size)
        unit_id = _unit_id(column)
        before = (
            self._list_head(column, around)
            + f'<div id="{unit_id}" class="default_pgContainer"></div>\n<script type="text/javascript">\n'
            + f"var jpage = {{unitid:'{unit_id}', columnid:'{column.number}', perpage:{self.page_size}}};\n</script>\n"
        )
        for number, group in enumerate(groups):
            more = number + 1 < len(groups)
            following = (
                f'<nextgroup><![CDATA[<a href="{_proxy(column, number + 1)}"></a>]]></nextgroup>' if more else ""
            )
            opening = f"<datastore>\n{following}\n<recordset>\n"
            body = "".join(f"<record><![CDATA[\n{_item(row)}]]></record>\n" for row in group)
            close = "</recordset>\n</datastore>"
            if number == 0:
                script = f'<script type="text/xml">{opening}'
                yield Draft(
                    self.column_path(column), (before, script, body, f"{close}</script>\n", self._list_tail(around))
                )
            else:
                declared = column.unit.charset.meta or "utf-8"
                lead = f"<?xml version='1.0' encoding='{declared}'?>\n"
                yield Draft(_proxy(column, number), (lead, opening, body, close, "\n"), "text/xml")

    def _numbered_lists(self, column: SampleColumn, rows: Sequence[Row], around: Neighbourhood) -> Iterator[Draft]:
        pages = sheets(rows, self.page_size)
        unit_id, first = _unit_id(column), self.column_path(column)
        for number, page in enumerate(pages, start=1):
            pager = _pager(first, unit_id, number, len(pages), len(rows))
            parts = (
                self._list_head(column, around),
                f'<div id="{unit_id}" class="pgContainer"><ul class="lm_list">\n',
                "".join(_item(row) for row in page),
                f"</ul>\n{pager}</div>\n",
                self._list_tail(around),
            )
            yield Draft(first if number == 1 else f"{first}?uid={unit_id}&pageNum={number}", parts)

    def article(
        self, post: Post, article: SampleArticle, files: Sequence[tuple[str, str]], around: Neighbourhood
    ) -> Draft:
        when = f"发布日期：{article.day}" if article.day else ""
        links = "".join(f'<p><a href="{escape(href)}">{escape(name)}</a></p>\n' for href, name in files)
        attached = f"<p>附件下载：</p>\n{links}" if files else ""
        return Draft(
            self.article_path(post),
            (
                self._head(escape(article.title), article_metas(article, post.column), around),
                crumbs(around, self.home(post.column.unit), post.column.name),
                '<table width="100%" border="0" id="c"><tr><td align="center" class="title">\n'
                f"{escape(article.title)}\n</td></tr>\n<tr><td><table border=0 width=90%><tr>\n"
                f"<td width=25% align='center'>{when}</td><td width=25% align='center'>来源：{article.source}</td>\n"
                "<td align='center'>浏览次数：<script src='/module/visitcount/articlehits.jsp'></script></td>\n"
                "<td>字体：[ <a href='javascript:doZoom(16)'>大</a> <a href='javascript:doZoom(12)'>小</a> ]</td>\n"
                '</tr></table><BR></td></tr>\n<tr><td class="bt_content">\n',
                f'<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">\n{_body(article)}\n{attached}'
                '<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div></td></tr>\n'
                "<tr><td align=right><a href='javascript:window.print()'>【打印本页】</a>"
                "<a href='javascript:window.close();'>【关闭本页】</a></td></tr></table>\n",
                self._tail(around),
            ),
        )

    def static(self, column: SampleColumn, article: SampleArticle, around: Neighbourhood) -> Draft:
        return Draft(
            self.column_path(column),
            (
                self._list_head(column, around),
                f'<div class="gk_title">{column.name}</div>\n<div id="zoom">\n{_body(article)}\n</div>\n',
                self._list_tail(around),
            ),
        )

    def index(self, around: Neighbourhood) -> Draft:
        head = self._head(f"{around.unit.name}_修文县人民政府", metas(site_pairs()), around)
        return Draft(self.home(around.unit), (head, column_menu(around), self._tail(around)))

    def _list_head(self, column: SampleColumn, around: Neighbourhood) -> str:
        head = self._head(f"修文县人民政府 {column.name}", column_metas(column), around)
        place = crumbs(around, self.home(column.unit), column.name)
        return f'{head}{place}<div class="main">{column_menu(around)}<div class="list_right">\n'

    def _list_tail(self, around: Neighbourhood) -> str:
        return f"</div></div>\n{self._tail(around)}"

    def _head(self, title: str, tags: str, around: Neighbourhood) -> str:
        return (
            f"<!DOCTYPE html>\n<html>\n<head>\n{charset_meta(around)}<title>{title}</title>\n{tags}"
            '<script type="text/javascript" src="/script/jquery.js"></script>\n'
            '<script type="text/javascript" src="/module/jslib/jquery/jpage/jquery.jpage.js"></script>\n'
            f"</head>\n<body>\n<div id='hiddenLocation' style='display:none;'><span id='ss_webid'>3099</span></div>\n"
            f"{header()}"
        )

    def _tail(self, around: Neighbourhood) -> str:
        counter = '<iframe src="/module/visitcount/visit.jsp?type=3" style="display:none"></iframe>'
        return f"{side_box(dated=False)}{unit_menu(around)}{footer()}{counter}\n</body>\n</html>\n"


def _unit_id(column: SampleColumn) -> int:
    return 4_417_000 + column.number % 10_000


def _proxy(column: SampleColumn, page: int) -> str:
    return (
        f"/module/web/jpage/dataproxy.jsp?page={page}&webid=3099&path=/&columnid={column.number}"
        f"&unitid={_unit_id(column)}&webname={quote('修文县人民政府')}&permissiontype=0"
    )


def _item(row: Row) -> str:
    day = f'<span class="bt-time">[{row.day}]</span>' if row.day else ""
    title = escape(row.title)
    return f'<li><a href="{row.href}" target="_blank" title="{title}">{escape(row.short_title)}</a>{day}</li>\n'


def _pager(first: str, unit_id: int, number: int, pages: int, total: int) -> str:
    def link(target: int, text: str) -> str:
        return f'<a href="{first}?uid={unit_id}&amp;pageNum={target}" class="default_pgBtn">{text}</a>'

    back = f"{link(1, '首页')}{link(number - 1, '上一页')}" if number > 1 else "<span>首页</span><span>上一页</span>"
    on = (
        f"{link(number + 1, '下一页')}{link(pages, '尾页')}"
        if number < pages
        else "<span>下一页</span><span>尾页</span>"
    )
    return f'<div class="default_pgPanel">共{total}条 第{number}/{pages}页 {back}{on}</div>\n'


def _body(article: SampleArticle) -> str:
    return blocks_html(article.blocks, lambda text: f'<p style="text-align: justify;">　　{escape(text)}</p>')
