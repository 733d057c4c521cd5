"""A page read as one article (文章) or as a static page such as 领导之窗."""

from __future__ import annotations

import re

from lxml import etree

from county.page import Article, Entry, Origin
from county.text import Table, Text
from crawler.platforms.family import article_as_data, known_bodies
from crawler.reading.attachments import read_attachments
from crawler.reading.body import find_body
from crawler.reading.dates import first_date
from crawler.reading.flow import TextBuilder, add_element
from crawler.reading.labels import regions
from crawler.reading.page import Page
from crawler.reading.published import read_dates
from crawler.reading.source import read_source
from crawler.reading.title import read_title, squeezed

_BEST_ORIGINS = (Origin.DISPLAYED, Origin.META, Origin.URL)
_DATA_LINE = re.compile(
    r"^\W*(?:发\s*布|发\s*表|来\s*源|信息来源|文章来源|稿源|字\s*[号体]|字体大小|打\s*印|关\s*闭|分\s*享|浏\s*览|阅\s*读(?:次数|量)|点\s*击(?:率|数|量|次数)"
    r"|访问量|责任编辑|责\s*编|编\s*辑\s*[:：]|审\s*核|初\s*审|复\s*审|终\s*审|视力保护|当前位置|您(?:当前|现在)?所?在?的?位置|打印本页"
    r"|(?:pdf|word)下载|(?:19|20)\d{2}[-/年]\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}:[\d:]+$|[大中小AＡ]\W*$)",
    re.I,
)
_LONGEST_DATA_LINE = 120
_RELATED = re.compile(
    r"^\W*(?:相关(?:链接|文档|文章|稿件|新闻|信息|阅读|解读|附件)\W*$|上一[篇条]|下一[篇条]|扫一扫|分享到|版权所有|主办单位[:：])"
)
_TAIL_LINES = 25
"""Related links below a body are few; further up such a line is part of the text."""
_HEAD_LINES = 25
_TITLE_LINES = 8


def read_article(page: Page, hint: Entry | None = None) -> Article:
    """What a page says as an article. `hint` is the list row that led here: it lends its date as one more claim, and
    its title where the page shows none. Never raises; a page without text gives an article without text."""
    if (record := article_as_data(page)) is not None:
        return record
    title = read_title(page, hint.title if hint else "")
    body = find_body(page, known_bodies())
    parts = regions(page, body, title)
    dates = read_dates(page, parts, hint.date if hint else None)
    origin = next((origin for origin in _BEST_ORIGINS if origin in dates), None)
    source, source_origin = read_source(page, parts)
    return Article(
        title=title,
        text=_text(squeezed(title), body),
        published=dates[origin] if origin else None,
        published_origin=origin,
        dates=dates,
        source=source,
        source_origin=source_origin,
        attachments=read_attachments(page),
    )


def _text(title: str, body: etree._Element | None) -> Text:
    builder = TextBuilder()
    if body is not None:
        add_element(builder, body)
    return _trimmed(builder.text(), title)


def _trimmed(text: Text, title: str) -> Text:
    """Without the data line and the title where the body's container holds them too, and without what follows it."""
    lines = text.content.splitlines(keepends=True)
    first = _skipped_head(lines, title)
    first += _repeated_title(lines[first : first + _TITLE_LINES], title)
    last = _tail_start(lines, first)
    start = sum(map(len, lines[:first]))
    end = start + sum(map(len, lines[first:last]))
    tables = tuple(
        Table(table.place, table.header, table.start - start, table.end - start)
        for table in text.tables
        if table.start >= start and table.end <= end
    )
    return Text(text.content[start:end], tables)


def _repeated_title(lines: list[str], title: str) -> int:
    """How many lines at the head of the body say the title once more, in whatever lines it is broken."""
    said = ""
    for number, line in enumerate(lines, 1):
        said += squeezed(line)
        if said == title:
            return number
        if not title.startswith(said):
            break
    return 0


def _tail_start(lines: list[str], first: int) -> int:
    last = len(lines)
    for number in range(max(first, last - _TAIL_LINES), last):
        if _RELATED.match(lines[number]):
            last = number
            break
    while last > first and _is_data(lines[last - 1]):
        last -= 1
    return last


def _skipped_head(lines: list[str], title: str) -> int:
    """How many lines stand above the first line of the body: only where a date or the title itself is among them."""
    skipped = 0
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if _is_data(line):
            skipped = number + 1
        elif squeezed(line) != title and number > skipped + 1:
            break
    head = lines[:skipped]
    is_head = any(squeezed(line) == title or first_date(line) for line in head)
    return skipped if is_head and all(_is_data(line) or squeezed(line) in title for line in head) else 0


def _is_data(line: str) -> bool:
    return len(line) <= _LONGEST_DATA_LINE and "\t" not in line and _DATA_LINE.match(line) is not None
