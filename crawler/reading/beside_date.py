"""The source of an article that no label names (无标签来源): an office or a paper printed right behind the date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.reading.dates import find_dates
from crawler.reading.headline import column_names
from crawler.reading.page import Page

_NAME = re.compile(
    r"[\u4e00-\u9fff（）()、·]{1,30}(?:局|委|委员会|办|办公室|政府|人民政府|厅|院|中心|社|[日晚早时]报|电视台|广播台|融媒|发布"
    r"|街道办事处|办事处|管委会|税务总局|[市县区]网|新闻网|政府网|公众号|派出所|联合会|公司|[^道]镇|乡)"
)
"""What ends like the name of an office, a paper or a channel."""
_NO_NAME = re.compile(r"公开|首页|正文")
_CLOCK = re.compile(r"^[\s\d:：时分秒]*")
_PARTS = re.compile(r"\s{2,}|[\s　]*[|｜][\s　]*|\s")
_LINE = 80
"""A longer line with a date is a sentence."""
_SHORTEST, _LONGEST = 3, 30


def beside_date(page: Page, header: Sequence[str]) -> str:
    """The name behind the first date between title and body, in its line or as the next piece; "" where none is."""
    for number, line in enumerate(header):
        found = next(find_dates(line), None) if len(line) <= _LINE else None
        if found is None:
            continue
        rest = _CLOCK.sub("", line[found.end :]).strip(" 　|｜")
        following = header[number + 1] if number + 1 < len(header) else ""
        name = _PARTS.split(rest or following)[0]
        return name if _is_name(page, name) else ""
    return ""


def _is_name(page: Page, name: str) -> bool:
    if not _SHORTEST <= len(name) <= _LONGEST or _NO_NAME.search(name):
        return False
    return _NAME.fullmatch(name) is not None and name not in column_names(page)
