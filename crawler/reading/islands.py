"""Rows that stand in a page but not in its tree (数据岛): CDATA records of a datastore, and rows in comments.

Searched by plain find: a pattern with an end that never comes costs quadratic time on a hostile page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.reading.page import Page

_ROW_TAGS = re.compile(r"<(?:li|tr|dd|p)\b", re.I)
_LEAST_ROWS = 2
_MOST = 5000


def record_rows(page: Page) -> str:
    """The records of all datastores as one piece of HTML, one element each; "" where there are none."""
    if "<record" not in page.html:
        return ""
    return "".join(f"<div class='record'>{record}</div>" for record in _records(page.html))


def _records(source: str) -> Iterator[str]:
    for piece in islice(source.split("</record>")[:-1], _MOST):
        content = piece.rpartition("<record")[2].partition(">")[2].strip()
        if content.startswith("<![CDATA["):
            content = content[len("<![CDATA[") :].partition("]]>")[0]
        yield content


def commented_rows(page: Page) -> Iterator[str]:
    """Comments that hold rows with links."""
    for comment in _between(page.html, "<!--", "-->"):
        if "<a " in comment and len(_ROW_TAGS.findall(comment)) >= _LEAST_ROWS:
            yield comment


def _between(source: str, opening: str, closing: str) -> Iterator[str]:
    """What stands between each opening and the closing next to it."""
    end = 0
    for _ in range(_MOST):
        start = source.find(opening, end)
        if start < 0:
            return
        start += len(opening)
        end = source.find(closing, start)
        if end < 0:
            return
        yield source[start:end]
