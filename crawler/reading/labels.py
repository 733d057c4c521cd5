"""Labels of an article's data line (发布时间、来源) and the parts of the page where that line may stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.reading.blanks import squeezed
from crawler.reading.page import Page

INDEX_NAMES = (
    r"(?:索\s*[引取]\s*号|信息索引号?|(?:主题|信息|体裁|组配|公开)分类|分\s*类|发文(?:机关|单位|字号|日期)|发布(?:机构|日期|时间|单位)|(?:成文|生成|失效|废止|实施|公开)日期"
    r"|文\s*号|文件编号|标\s*题|名\s*称|主\s*题\s*词|关\s*键\s*[词字]|有\s*效\s*性|效力状态|公开(?:方式|范围|时限|形式)|服务对象|内容概述|公文种类|备\s*注)"
)
"""What an index table (信息公开目录) tells of a document."""
INDEX_NAME = re.compile(rf"\W*{INDEX_NAMES}\s*[:：]?")
_HEADER_CHARACTERS = 600
"""Further above the body stands navigation."""
_FOOT_RUNS = 14
"""Pieces of text after the body among which an editor line may stand; then come related links."""
_HEAD = 6
"""A piece this long that begins the title is the title broken over lines."""
_TITLE_WITHIN = 40
_LONG_RUN = 60
"""Data lines are shorter."""


@dataclass(frozen=True, slots=True)
class Regions:
    """Where an article's data may be printed: `header` between title and body, `above` all before the title,
    `top` the first lines of the body, `bottom` its last lines, `foot` right after the body."""

    header: tuple[str, ...]
    above: tuple[str, ...]
    top: tuple[str, ...]
    bottom: tuple[str, ...]
    foot: tuple[str, ...]


def regions(page: Page, body: etree._Element | None, title: str) -> Regions:
    """The regions of `page` round its body and title."""
    texts = tuple([text for text, _ in page.runs])
    squeezed_texts = page.visible_text.replace(" ", "").split("\n")
    start, end = _extent(page, body)
    goal = squeezed(title)
    at = _title_end(squeezed_texts[:start], goal)
    within = squeezed_texts[start : min(end, start + _TITLE_WITHIN)]
    if at is None and (inner := _title_end(within, goal)) is not None:
        return _inside(texts, start, start + inner, end)
    header = _last(texts[:start], _HEADER_CHARACTERS) if at is None else texts[at:start]
    above = texts[: start if at is None else at]
    return Regions(header, above, texts[start : min(end, start + 12)], _bottom(texts, start, end), _foot(texts, end))


def _inside(texts: tuple[str, ...], start: int, at: int, end: int) -> Regions:
    """The body's container holds title and data line too: the body begins with the first long piece of text."""
    first = next((place for place in range(at, end) if len(texts[place]) > _LONG_RUN), min(end, at + _FOOT_RUNS))
    return Regions(texts[at:first], texts[:at], texts[first : first + 3], _bottom(texts, start, end), _foot(texts, end))


def _bottom(texts: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    return texts[max(start, end - 6) : end]


def _foot(texts: tuple[str, ...], end: int) -> tuple[str, ...]:
    return texts[end : end + _FOOT_RUNS]


def _extent(page: Page, body: etree._Element | None) -> tuple[int, int]:
    runs = page.runs
    if body is None:
        return len(runs), len(runs)
    inside = page.outline.inside(body)
    places = [place for place, (_, at) in enumerate(runs) if inside.start <= at < inside.stop]
    if not places:
        before = sum(1 for _, at in runs if at < inside.start)
        return before, before
    return places[0], places[-1] + 1


def _title_end(texts: Sequence[str], title: str) -> int | None:
    """The place behind the last piece of the title's last showing among `texts`, which are without blanks."""
    if len(title) < 2:
        return None
    if title in texts:
        return len(texts) - texts[::-1].index(title)
    for shows in (_holds, _begins):
        place = next((place for place in range(len(texts) - 1, -1, -1) if shows(title, texts[place])), None)
        if place is not None:
            return _pieces_end(texts, place, title)
    return None


def _holds(title: str, text: str) -> bool:
    return title in text


def _begins(title: str, text: str) -> bool:
    """Whether the text is the first piece of a title broken over lines."""
    return len(text) >= _HEAD and title.startswith(text)


def _pieces_end(texts: Sequence[str], place: int, title: str) -> int:
    """A title in pieces ("政府" in bold) goes on as long as the next piece continues it."""
    shown = texts[place]
    end = place + 1
    while end < len(texts) and len(shown) < len(title) and title.startswith(shown + texts[end]):
        shown += texts[end]
        end += 1
    return end


def _last(texts: tuple[str, ...], characters: int) -> tuple[str, ...]:
    length = 0
    for number, text in enumerate(reversed(texts)):
        length += len(text)
        if length > characters:
            return texts[len(texts) - number :]
    return texts


def spaced(*labels: str) -> str:
    """A pattern for labels that may be printed with blanks between their characters."""
    return "|".join(r"\s*".join(re.escape(character) for character in label) for label in labels)
