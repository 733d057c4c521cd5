"""The text of a body without what only frames it (正文头尾): data line, index table and repeated title above, links to
other articles below. What stays is what a visitor reads as the article, with its signature and date."""

from __future__ import annotations

import re

from county.text import Table, Text
from crawler.reading.blanks import squeezed
from crawler.reading.dates import first_date
from crawler.reading.labels import INDEX_NAMES

_DATA_LINE = re.compile(
    r"^\W*(?:发\s*布|发\s*表|来\s*源|信息来源|文章来源|稿源|字\s*[号体]|字体大小|打\s*印|关\s*闭|分\s*享|浏\s*览|阅\s*读(?:次数|量)|点\s*击(?:率|数|量|次数)"
    r"|访问量|责任编辑|责\s*编|标\s*签\s*[:：]|关\s*键\s*[词字]\s*[:：]|编\s*辑\s*[:：]|审\s*核|[一二三四初复终]\s*审\s*[:：]|视力保护|当前位置|您(?:当前|现在)?所?在?的?位置|打印本页"
    r"|(?:pdf|word)下载|(?:19|20)\d{2}[-/年]\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}:[\d:]+$|(?:[大中小AＡ]\W*){1,4}(?:(?:打印|收藏|关闭|分享)\W*){0,4}$)",
    re.I,
)
_BARE_LABEL = re.compile(r"^\W*(?:(?:信息|文章)?来\s*源|作\s*者|(?:责任)?编\s*辑|审\s*核|发布(?:时间|日期))\W*$")
"""A label whose value stands in the next line."""
_LONGEST_VALUE = 40
_SENTENCE = re.compile(r"[。？！；]\s*[）)”]?\s*$")
"""What ends a sentence: 打印机由县财政统一采购。 is text."""
_DATED = re.compile(
    r"^\W*(?:(?:时间|日期|供稿|作者|更新时间|信息时间)\s*[:：]|(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|二[〇○零]..年\S{1,2}月\S{1,3})"
    r"\s?日?(?:\s*\d{1,2}:[\d:]+)?\s*(?:[|｜\s]+[^，。]{2,60}$)|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}\s*$)"
)
_LONGEST_DATA_LINE = 120
_RELATED = re.compile(
    r"^\W*(?:相关(?:链接|文档|文章|稿件|新闻|信息|阅读|解读|附件)\W*$|上一[篇条]|下一[篇条]|扫一扫|分享到|版权所有|主办单位[:：])"
)
_TAIL_LINES = 25
"""Related links below a body are few; further up such a line is part of the text."""
_HEAD_LINES = 25
_TITLE_LINES = 8
_INDEX_ROW = re.compile(rf"^{INDEX_NAMES}\s*[:：]?\s*\t")
_INDEX_HEADS = re.compile(rf"^{INDEX_NAMES}(?:\t{INDEX_NAMES}){{2,}}$")
"""A disclosure page's table of index data, in pairs or with its names in the first row."""
_NUMBER = re.compile(r"^\W*[\u4e00-\u9fff]{1,14}\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\])）】]\s*第?\s*\d{1,5}\s*号\W*$")
_POINTER = re.compile(r"^\W*(?:点击)?(?:查看|阅读|关联|相关)?(?:政策|文件|音频|视频|图片|文字|图文|专家)*解读\W*[:：]")
_RUNNING = re.compile("[，。；：:]")


def trimmed(text: Text, title: str) -> Text:
    """Without the data line and the title where the body's container holds them too, and without what follows it."""
    lines = text.content.splitlines(keepends=True)
    first = _index_end(lines)
    first += _skipped_head(lines[first:], title)
    first += _repeated_title(lines[first : first + _TITLE_LINES], title)
    first += _preface(lines[first:])
    last = _tail_start(lines, first)
    start = sum(map(len, lines[:first]))
    end = start + sum(map(len, lines[first:last]))
    tables = tuple(
        Table(table.place, table.header, table.start - start, table.end - start)
        for table in text.tables
        if table.start >= start and table.end <= end
    )
    return Text(text.content[start:end], tables)


def _index_end(lines: list[str]) -> int:
    """How many lines at the head of the body are a table of index data."""
    if len(lines) > 1 and _INDEX_HEADS.match(lines[0].rstrip("\n")) and "\t" in lines[1]:
        return 2
    end = 0
    while end < min(len(lines), _HEAD_LINES) and _INDEX_ROW.match(lines[end]):
        end += 1
    return end


def _preface(lines: list[str]) -> int:
    """How many of the first lines point to an explanation (政策解读), or are the document's number (文号) under its
    title: with the heading of an official document behind it, the number is part of the document."""
    end = 0
    while end + 1 < len(lines) and _POINTER.match(lines[end]):
        end += 1
    if end + 1 < len(lines) and _NUMBER.match(lines[end]) and _RUNNING.search(lines[end + 1]):
        end += 1
    return end


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
    while last > first and (cut := _data_lines_before(lines, last, first)):
        last -= cut
    return last


def _data_lines_before(lines: list[str], last: int, first: int) -> int:
    """How many lines before `last` are data of the article: one, or a label and its value on a line each."""
    if _is_data(lines[last - 1]):
        return 1
    labelled = last - 2 > first and _BARE_LABEL.match(lines[last - 2]) is not None
    return 2 if labelled and len(lines[last - 1]) <= _LONGEST_VALUE and not _SENTENCE.search(lines[last - 1]) else 0


def _skipped_head(lines: list[str], title: str) -> int:
    """How many lines stand above the first line of the body: only where a date or the title itself is among them."""
    skipped = 0
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if _is_head_data(line):
            skipped = number + 1
        elif squeezed(line) != title and number > skipped + 1:
            break
    head = lines[:skipped]
    is_head = any(squeezed(line) == title or first_date(line) for line in head)
    return skipped if is_head and all(_is_head_data(line) or squeezed(line) in title for line in head) else 0


def _is_data(line: str) -> bool:
    if len(line) > _LONGEST_DATA_LINE or "\t" in line or _DATA_LINE.match(line) is None:
        return False
    return _SENTENCE.search(line) is None


def _is_head_data(line: str) -> bool:
    """Above the text a date with nothing or another label behind it is data too; below it is the day of signing."""
    return _is_data(line) or (len(line) <= _LONGEST_DATA_LINE and "\t" not in line and _DATED.match(line) is not None)
