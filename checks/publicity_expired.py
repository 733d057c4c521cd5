"""Lists of people that outlive their publicity period (公示期满未撤): after the last day a list of people must be taken
down (教财厅函〔2017〕28号; domain.md 3.1, 3.2). What the period is stands in the text; that it is
over is for the night to say: the finding carries the day from which it is due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.passage import quote_at
from checks.person_names import has_whole_name, name_columns
from checks.registry import RuleInfo, page_check
from checks.rows import rows_of
from county.finding import Finding, Level
from county.text import Table, Text

INFO = RuleInfo(
    id="publicity-expired",
    title="公示期满，含个人信息的名单仍在网上",
    level=Level.SUSPECTED,
    basis="教财厅函〔2017〕28号（公示期满应当撤下）；《个人信息保护法》第十九条（保存期限最短）",
)
_SUGGESTION = "公示期已满，请撤下名单及附件；确需长期公开的，请删去身份证号、电话、账号等列"
_FEWEST_ROWS = 3
"""Rows of names that make a list."""
_PERIOD = re.compile(r"公示(?:期限?|时间|日期|期间)?")
_YEAR = r"(?:(20\d\d)\s*[年./-]\s*)"
_DAY = r"(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?"
_FROM_TO = re.compile(
    rf"[^。\n]{{0,14}}?{_YEAR}{_DAY}[^\d。\n]{{0,8}}?(?:至|到|—+|－|-|~|～|–)\s*{_YEAR}?(?:(\d{{1,2}})\s*[月./-]\s*)?(\d{{1,2}})"
)
_FOR_DAYS = re.compile(
    rf"[^。\n\d]{{0,12}}?(?:{_YEAR}{_DAY}[^。\n\d]{{0,8}})?(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*个?\s*(工作日|日|天)"
)
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"十五": 15, "二十": 20}
_REACH = 60
_SLACK = 10
"""Days added to working days: the longest holiday has eight, and nobody may be blamed a day too early."""
_PERSONAL_COLUMN = re.compile("身份证|证件号|电话|手机|联系方式|账号|卡号|一卡通|住址|地址|出生|病|残|致贫|学籍")


@page_check(INFO)
def publicity_expired(text: CheckedText) -> Iterator[Finding]:
    """At most one finding, due from the day after the last day of the period on."""
    body = text.body.text
    if "公示" not in body.content or not _is_personal(text, body):
        return
    ends = [end for match in _PERIOD.finditer(body.content) if (end := _end_of(body.content, match.end(), text.day))]
    if not ends:
        return
    last, start, stop = max(ends)
    yield Finding(
        rule=INFO.id,
        level=INFO.level,
        words=f"公示期至{last.isoformat()}",
        why=f"公示期至{last.year}年{last.month}月{last.day}日已满，页面上仍有列明个人信息的名单",
        sentence="公示期满",
        quote=quote_at(body.content, start, stop),
        suggestion=_SUGGESTION,
        start=start,
        end=stop,
        due=(last + dt.timedelta(days=1)).isoformat(),
    )


def _is_personal(text: CheckedText, body: Text) -> bool:
    return bool(text.body.numbers) or any(_is_list_of_people(body, table) for table in body.tables)


def _is_list_of_people(body: Text, table: Table) -> bool:
    if not any(_PERSONAL_COLUMN.search(name) for name in table.header):
        return False
    names = name_columns(table)
    return sum(has_whole_name(row.cells, names) for row in rows_of(body, table)) >= _FEWEST_ROWS if names else False


def _end_of(content: str, at: int, published: dt.date | None) -> tuple[dt.date, int, int] | None:
    """Last day of the period that is named right behind `at`, and where it stands."""
    words = content[at : at + _REACH]
    if match := _FROM_TO.match(words):
        year, month, day, later_year, later_month, later_day = match.groups()
        last = _date(later_year or year, later_month or month, later_day)
        first = _date(year, month, day)
        return (last, at, at + match.end()) if first and last and last >= first else None
    match = _FOR_DAYS.match(words)
    if match is None:
        return None
    year, month, day, count, unit = match.groups()
    first = _date(year, month, day) if year else published
    days = int(count) if count.isdigit() else _NUMERALS.get(count, 0)
    if first is None or not days:
        return None
    length = days * 2 + _SLACK if unit == "工作日" else days
    return first + dt.timedelta(days=length), at, at + match.end()


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
