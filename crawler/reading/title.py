"""The title of an article (标题): meta first, then what the page shows and its <title> agree on."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from lxml import etree

from crawler.reading.blanks import fold, squeezed
from crawler.reading.flow import inline_text
from crawler.reading.headline import column_names, headline
from crawler.reading.labels import INDEX_NAME
from crawler.reading.page import Page

_META_NAMES = ("articletitle", "title", "og:title", "article:title", "doctitle", "docsubtitle", "catalogtitle")
_FIRST_META = 1
"""Only ArticleTitle is the article's own; the rest must be seen on the page or in its <title>."""
_TAGS = re.compile(r"<[^<>]{1,200}>")
_SITE = re.compile(
    r"(?:网|网站|门户|政府|委员会|委|厅|局|院|办公室|中心|平台|首页|频道|专栏|专题|信息公开(?:目录)?|管委会|欢迎您[!！]?)$"
)
_OF_ANY = re.compile(
    r"(?:新闻|信息|文章|内容|公告|通知|文件|资讯)?(?:内容|详情|详细|正文|显示|浏览|查看|展示|详情页|内容页)(?:页面?)?|无标题(?:文档)?|文档|文章|新闻|index|Untitled\w*",
    re.I,
)
"""What a template says in <title> on every page."""
_COLUMN_NAME = 8
"""Characters up to which a name may be a column's."""
_CUT = re.compile(r"(?:\.{2,}|…+|⋯)\s*$")
_MARK = re.compile(r"[\s_|｜>－–—-]+")
_HARD_CUT = re.compile(r"\s*[_|｜]+\s*")
_SOFT_CUT = re.compile(r"\s*[-－–—]+\s*(?=[^-－–—]*$)")
_LABEL = re.compile(r"^\s*(?:标\s*题|名\s*称|信息名称|公文名称)\s*[:：]\s*")
_BARE_LABEL = re.compile(r"标\s*题|信息名称|公文名称|文件名称")
_MOST_HEADINGS = 300
_SHORTEST = 4
_LONGEST = 300


def read_title(page: Page, listed: str = "") -> str:
    """The article's title, "" where none was found. `listed` is the title of the list row that led here."""
    named = document_title(page)
    return (
        _meta_title(page, named)
        or _shown_title(page, named)
        or _shown_title(page, _uncut(listed))
        or _named_line(page, named)
        or (_labelled_title(page) or headline(page) if _says_nothing(page, named) else "")
        or _shown_title(page, named, columns=True)
        or (_largest_heading(page) if _says_nothing(page, named) else "")
        or _last_resort(page, _without_site(named), listed)
    )


def _last_resort(page: Page, named: str, listed: str) -> str:
    """What the list said where <title> names the site; what stands above the data line where the page shows nothing of
    what <title> says."""
    if listed and (not named or _SITE.search(named)):
        return listed
    goal = squeezed(named)
    if any(_shows(squeezed(_TAGS.sub("", text)), goal) for text, _ in page.runs):
        return named
    return headline(page) or _largest_heading(page) or named


def _shows(text: str, goal: str) -> bool:
    """Whether a line shows a title; one as short as the name of a column (招标公告) must be all of it."""
    return text == goal or (len(goal) > _COLUMN_NAME and goal in text)


def _says_nothing(page: Page, named: str) -> bool:
    """Whether <title> names only the site, the column or the kind of page."""
    columns = column_names(page)
    parts = (squeezed(_without_site(named)), *(squeezed(part) for part in _MARK.split(named)))
    whole, *pieces = (_is_common(part, columns) for part in parts)
    return whole or all(pieces)


def _is_common(title: str, columns: frozenset[str]) -> bool:
    """Whether all articles of a site may bear this title."""
    return not title or bool(_SITE.search(title) or _OF_ANY.fullmatch(title)) or title in columns


def _labelled_title(page: Page) -> str:
    """What stands behind the label 标题 or 信息名称, in an index table or a line of its own."""
    for (line, _), (following, _) in pairwise(page.runs):
        label = _LABEL.match(line)
        if label is None and _BARE_LABEL.fullmatch(line) is None:
            continue
        title = line[label.end() :] if label and label.end() < len(line) else following
        if _SHORTEST <= len(title) <= _LONGEST and not title.endswith((":", "：")) and not INDEX_NAME.fullmatch(title):
            return title
    return ""


def _named_line(page: Page, named: str) -> str:
    """The longest line outside links that is a part of <title> between its marks, or that goes on where it is cut."""
    goal = squeezed(named)
    cut = _CUT.sub("", goal)
    starts, ends = _marks(page, named)
    best = ""
    for line, place in page.runs:
        text = squeezed(line)
        if len(text) <= max(len(best), _COLUMN_NAME) or page.outline.tags[place] == "a":
            continue
        at = goal.find(text)
        named_whole = at in starts and at + len(text) in ends
        if named_whole or (cut != goal and len(cut) > _COLUMN_NAME and text.startswith(cut)):
            best = best if _SITE.search(text) or page.outline.away[place] else line
    return best


def _marks(page: Page, named: str) -> tuple[set[int], set[int]]:
    """Where in <title>, blanks not counted, a title may begin (at its start, behind a site's or a column's name) and
    where it may end."""
    columns = column_names(page)
    starts, ends = {0}, {len(squeezed(named))}
    last = 0
    for mark in _MARK.finditer(named):
        before = named[last : mark.start()].strip()
        ends.add(len(squeezed(named[: mark.start()])))
        if _SITE.search(before) or squeezed(before) in columns:
            starts.add(len(squeezed(named[: mark.end()])))
        last = mark.end()
    return starts, ends


def document_title(page: Page) -> str:
    """Text of <title> on one line, "" where there is none."""
    return fold(_TAGS.sub("", page.title_tag))[:_LONGEST]


def _meta_title(page: Page, named: str) -> str:
    for number, name in enumerate(_META_NAMES):
        title = fold(_TAGS.sub("", page.meta.get(name, "")))[:_LONGEST]
        if len(title) < 2 or title.endswith(("...", "…")):
            continue
        if number < _FIRST_META or (squeezed(named) != squeezed(title) and _shown_title(page, title) == title):
            return title
    return ""


def _uncut(title: str) -> str:
    return title.rstrip(".…").rstrip()


def _shown_title(page: Page, wanted: str, *, columns: bool = False) -> str:
    """The heading whose text stands in `wanted`, or begins with it: of several the one that shows most of it. The name
    of a column is one only where `columns` says so: a page about the column itself."""
    goal = squeezed(_CUT.sub("", wanted))
    if len(goal) < _SHORTEST:
        return ""
    best = ""
    for title in page.headings:
        text = squeezed(title)
        if len(text) >= _SHORTEST and not _is_site(text, goal) and (text in goal or text.startswith(goal)):
            best = max(best, title, key=len)
    if best and not columns and len(best) <= _COLUMN_NAME and squeezed(best) in column_names(page):
        return ""
    whole = _without_site(wanted)
    return whole if best and _is_cut(squeezed(best), squeezed(whole)) else best


def _is_cut(shown: str, whole: str) -> bool:
    """A heading of two lines shows only the first; a subtitle or a site's name would follow a mark."""
    rest = whole.removeprefix(shown)
    return rest != whole and rest[:1].isalnum()


def _is_site(text: str, goal: str) -> bool:
    """A banner repeats the tail of <title>, never its head."""
    return not goal.startswith(text[:6]) and not goal.startswith(("【" + text)[:6])


def _largest_heading(page: Page) -> str:
    """The first h1, else the longest short heading."""
    for tag in ("h1", "h2", "h3"):
        for element in islice(page.tree.iter(tag), _MOST_HEADINGS):
            text = inline_text(element)
            if _is_title_like(element, text):
                return text
    return next((text for text in page.headings if len(text) >= 8 and not _SITE.search(text)), "")


def _is_title_like(element: etree._Element, text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and not _SITE.search(text) and element.find(".//a") is None


def _without_site(named: str) -> str:
    """<title> without the names of site and column behind it."""
    title = _HARD_CUT.split(named)[0] if _HARD_CUT.search(named) else named
    while match := _SOFT_CUT.search(title):
        if not _SITE.search(title[match.end() :]):
            break
        title = title[: match.start()]
    return _unwrapped(title.strip() or named)


def _unwrapped(title: str) -> str:
    inner = title[1:-1]
    return inner if title.startswith("【") and title.endswith("】") and "【" not in inner else title
