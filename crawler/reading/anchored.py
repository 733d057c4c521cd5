"""The body of an article found from its title (标题定位): what follows the data line under the title, for pages whose
footer or boxes hold more text than a short notice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice, takewhile

from lxml import etree

from crawler.reading.blanks import squeezed
from crawler.reading.outline import Run
from crawler.reading.page import Page

_DATA = re.compile(
    r"^\W*(?:(?:发布|发表|更新|信息|成文|公开)?\s*(?:时间|日期)|(?:信息|文章|稿件)?\s*来\s*源|稿\s*源|作\s*者|责?任?编\s*辑|字\s*[号体]|浏览|点击|阅读|访问|分享|打印|关闭"
    r"|索\s*引\s*号|发[布文](?:机构|机关|单位|字号)|文\s*号|(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)[^，。]{0,40}$|[大中小]\W*$)"
)
_LINES = frozenset({"p", "span", "table", "font"})
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)\W*$", re.I)
_COMMON_SHARE = 0.6
"""A part that holds this share of the text behind the title holds the body."""
_LEAST = 8
"""Characters of the shortest notice."""
_SHOWINGS = 4
_LEVELS = 12
"""A title stands at most this many levels inside the box that holds the body too."""


def body_under_title(
    page: Page, title: str, weight: Callable[[etree._Element], float], within: range | None = None
) -> etree._Element | None:
    """The element that holds what stands behind the title and its data line; of several showings of the title (in an
    index table, for small screens) the one with most text under it. None where the title is not shown; `within` are
    the places where to look for it."""
    showings = (at for at in _showings(page, squeezed(title)) if within is None or page.runs[at][1] in within)
    found = (_under(page, at) for at in islice(showings, _SHOWINGS))
    return max((body for body in found if body is not None), key=weight, default=None)


def _under(page: Page, at: int) -> etree._Element | None:
    outline, (_, place) = page.outline, page.runs[at]
    for _ in range(_LEVELS):
        parent = outline.parents[place]
        if parent < 0 or outline.tags[parent] == "html":
            return None
        inside = [run for run in _runs_until(page.runs, at + 1, outline.ends[parent]) if _is_text(page, run)]
        if inside:
            found = _heaviest(page, parent, place, inside)
            return found if found.tag != "body" else None
        place = parent
    return None


def _runs_until(runs: Sequence[Run], at: int, end: int) -> Iterator[Run]:
    """The runs from number `at` to the place `end`."""
    return takewhile(lambda run: run[1] < end, islice(runs, at, None))


def _showings(page: Page, title: str) -> Iterator[int]:
    """Which runs end a showing of the title outside links, menus and the path above it."""
    if len(title) < 2:
        return
    last, longest = title[-1], 2 * len(title) + 2
    for number, (shown, at) in enumerate(page.runs):
        if shown[-1] != last or len(shown) > longest:
            continue
        text = squeezed(shown)
        if text != title and not (len(text) >= 4 and _ends_title(page, number, text, title)):
            continue
        if page.outline.tags[at] != "a" and not page.outline.away[at]:
            yield number


def _ends_title(page: Page, number: int, text: str, title: str) -> bool:
    """Whether the line before and `text` are a title of two lines."""
    return number > 0 and title.endswith(text) and squeezed(page.runs[number - 1][0]) + text == title


def _is_text(page: Page, run: Run) -> bool:
    text, at = run
    if page.outline.tags[at] in ("a", "button", "label"):
        return _FILE.search(text) is not None
    return len(text) >= _LEAST and _DATA.match(text) is None and not page.outline.away[at]


def _heaviest(page: Page, parent: int, titled: int, inside: Sequence[Run]) -> etree._Element:
    """Of the parts of `parent` behind the one with the title the one that holds most of the text, and inwards as long
    as one part does; all of `parent` where the text is spread over several."""
    outline = page.outline
    last = outline.ends[titled]
    places = sorted((at, len(text)) for text, at in inside)
    sums = [0, *accumulate(length for _, length in places)]
    total = sums[-1]
    while True:
        best, share = -1, 0
        for part in outline.elements[parent].iterchildren("*"):
            place = outline.places[part]
            if place >= last:
                held = sums[bisect_left(places, (outline.ends[place],))] - sums[bisect_left(places, (place,))]
                best, share = (place, held) if held > share else (best, share)
        if best < 0 or share < _COMMON_SHARE * total or outline.tags[best] in _LINES:
            return outline.elements[parent]
        parent, last, total = best, 0, share
