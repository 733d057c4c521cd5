"""The pages of the portal as HTML: 25 to 60 kilobytes each, some 300 links of navigation round what they say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html import escape

from bench.night.layout import ROWS, Layout, Slot
from bench.night.prose import Told, tell
from sample.chance import chance
from sample.roster import roster

NAVIGATION = 300
_STYLE_ROWS = (5, 130)
"""Rules of the style sheet inside the page, as editors and templates leave them: what makes pages differ in size."""
_SPAN = 46
"""Characters after which the editor opened a new span for no reason."""
_OUTER = (
    '<div class="main"><div class="position">当前位置：<a href="/">首页</a> &gt; '
    '<a href="{home}">{unit}</a> &gt; {column}</div>\n'
)


class Pages:
    """Every page of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def all(self) -> Iterator[tuple[str, str]]:
        """Each page as path and document."""
        yield "/", self._page("修文县人民政府门户网站", "", self._hub("政务公开", _unit_links()))
        for unit in roster():
            links = [(slot.path, slot.name) for slot in self._layout.of(unit)]
            yield f"/{unit.id}/", self._page(f"{unit.name}-修文县人民政府", "", self._hub(unit.name, links))
        for slot in self._layout.slots:
            told = [self._tell(slot, post) for post in range(slot.posts)]
            for number in range(slot.lists):
                yield slot.list_path(number), self._list(slot, number, told)
            for post, one in enumerate(told):
                yield slot.post_path(post), self._article(slot, post, one)

    def edited(self, slot: Slot, post: int) -> Iterator[tuple[str, str]]:
        """An article with another title and one more paragraph, and the list page that names it."""
        told = [self._tell(slot, number) for number in range(slot.posts)]
        old = told[post]
        more = f"{slot.unit.short}对上述工作又作了补充安排，进展情况将继续在本栏目公布。"
        told[post] = Told(f"{old.title}（更新）", old.day, old.clock, (*old.paragraphs, more))
        yield slot.post_path(post), self._article(slot, post, told[post])
        yield slot.list_path(post // ROWS), self._list(slot, post // ROWS, told)

    def _tell(self, slot: Slot, post: int) -> Told:
        rng = chance(self._layout.seed, slot.unit.id, slot.slug, slot.posts - post)
        return tell(rng, slot.unit, slot.section, slot.day(post))

    def _article(self, slot: Slot, post: int, told: Told) -> str:
        body = "\n".join(map(_paragraph, told.paragraphs))
        inner = (
            f'<div class="article">\n<h1 class="article_title">{escape(told.title)}</h1>\n'
            f'<div class="shezhi"><span class="time">发布时间：{told.day} {told.clock}</span>'
            f'<span class="ly">来源：{slot.unit.name}</span></div>\n'
            f'<div class="article_con"><div class="TRS_Editor">{body}</div></div>\n</div>\n'
        )
        metas = _metas(slot, told)
        return self._page(f"{escape(told.title)}-修文县人民政府", metas, self._inside(slot, inner), slot.path, post)

    def _list(self, slot: Slot, number: int, told: list[Told]) -> str:
        first = number * ROWS
        rows = "".join(
            f'<li><a href="{slot.post_path(post)}" title="{escape(told[post].title)}" target="_blank">'
            f"{escape(told[post].title)}</a><span>{told[post].day}</span></li>\n"
            for post in range(first, min(first + ROWS, slot.posts))
        )
        pager = "".join(f'<a href="{slot.list_path(other)}">{other + 1}</a> ' for other in range(slot.lists))
        following = f'<a href="{slot.list_path(number + 1)}">下一页</a>' if number + 1 < slot.lists else ""
        inner = (
            f'<div class="list"><ul class="u-list">\n{rows}</ul>\n<div class="page">{pager}{following}</div></div>\n'
        )
        return self._page(
            f"{slot.name}-修文县人民政府", _metas(slot, None), self._inside(slot, inner), slot.path, -number
        )

    def _inside(self, slot: Slot, inner: str) -> str:
        opening = _OUTER.format(home=f"/{slot.unit.id}/", unit=slot.unit.name, column=slot.name)
        own = "".join(f'<li><a href="{one.path}">{one.name}</a></li>' for one in self._layout.of(slot.unit))
        return f'{opening}<div class="leftmenu"><h2>{slot.unit.name}</h2><ul>{own}</ul></div>\n{inner}</div>\n'

    def _hub(self, name: str, links: list[tuple[str, str]]) -> str:
        shown = "".join(f'<li><a href="{path}">{text}</a></li>\n' for path, text in links)
        return f'<div class="main"><h2>{name}</h2><ul class="hub">{shown}</ul></div>\n'

    def _page(self, title: str, metas: str, main: str, *drawn_by: object) -> str:
        rules = chance(self._layout.seed, *map(str, drawn_by)).randint(*_STYLE_ROWS)
        style = "\n".join(
            f".c{rule} p.MsoNormal{{margin:0 0 {rule % 9}pt;font-size:16px;line-height:2em;text-indent:2em}}"
            for rule in range(rules)
        )
        return (
            f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{metas}'
            f"<style>\n{style}\n</style>\n</head>\n<body>\n{_HEADER}{self._navigation}{main}{_FOOTER}</body>\n</html>\n"
        )

    @cached_property
    def _navigation(self) -> str:
        """The site map on top of each page: all units, and as many of their columns as make 300 links."""
        links = _unit_links()
        links += [
            (slot.path, f"{slot.unit.short}{slot.name}")
            for slot in self._layout.slots[:: len(self._layout.slots) // (NAVIGATION - len(links))]
        ]
        items = "".join(
            f'<li class="nav-item"><a href="{path}" title="{text}">{text}</a></li>\n'
            for path, text in links[:NAVIGATION]
        )
        return f'<div class="nav"><ul class="clearfix">\n{items}</ul></div>\n'


def _unit_links() -> list[tuple[str, str]]:
    return [(f"/{unit.id}/", unit.name) for unit in roster()]


def _paragraph(text: str) -> str:
    spans = "".join(
        f'<span style="font-size: 16px;">{escape(text[start : start + _SPAN])}</span>'
        for start in range(0, len(text), _SPAN)
    )
    return f'<p style="text-indent: 2em;">{spans}</p>'


def _metas(slot: Slot, told: Told | None) -> str:
    """The tags that the national rule asks for (政府网站发展指引 附件2)."""
    pairs = [
        ("SiteName", "修文县人民政府"),
        ("SiteDomain", "www.xiuwen.gov.cn"),
        ("SiteIDCode", "5201230001"),
        ("ColumnName", slot.name),
        ("ColumnType", slot.name),
    ]
    if told is not None:
        pairs += [
            ("ArticleTitle", told.title),
            ("PubDate", f"{told.day} {told.clock}"),
            ("ContentSource", slot.unit.name),
        ]
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in pairs)


_HEADER = '<div class="header"><div class="logo"><a href="/">修文县人民政府</a></div></div>\n'
_FOOTER = (
    '<div class="footer"><p>主办单位：修文县人民政府办公室　承办单位：修文县人民政府信息中心</p>\n'
    "<p>地址：贵州省贵阳市修文县龙场镇人民路1号　邮编：550200　联系电话：0851-82322114</p>\n"
    "<p>网站标识码：5201230001　黔ICP备05001922号　贵公网安备 52012302000106号</p></div>\n"
)
