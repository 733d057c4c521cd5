"""Dates of birth of minors beside their names (未成年人出生日期): lists of pupils may show name, school and class, but
never the date of birth (教财厅函〔2017〕28号). The words say that they are minors, or the dates themselves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.person_names import has_whole_name, name_columns
from checks.registry import RuleInfo, page_check
from checks.rows import columns_named, rows_of
from county.finding import Finding, Level

INFO = RuleInfo(
    id="personal-birth",
    title="公开未成年人出生日期",
    level=Level.SUSPECTED,
    basis="教财厅函〔2017〕28号；《个人信息保护法》第二十八条（不满十四周岁未成年人的个人信息）",
    version=2,
)
_SUGGESTION = "请删去出生日期一列；附件换成处理后的文件，并确认旧文件已经删除"
_MINORS = re.compile("学生|幼儿|儿童|孤儿|未成年|小学|中学|初中|班级|年级|入学|学籍|入园|新生|监护人|家长")
_BIRTH_COLUMN = re.compile("出生(?:日期|年月日)|生日")
_WHOLE_DATE = re.compile(r"((?:19|20)\d\d)(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|([01]\d)([0-3]\d))\s*\Z")
_OF_AGE = 14
"""Years from which a person's data are no longer those of a child (《个人信息保护法》第三十一条)."""


@page_check(INFO)
def personal_birth(text: CheckedText) -> Iterator[Finding]:
    """One finding for each column of a table that is about minors by its headers, the text's title or its dates."""
    body = text.body.text
    for table in body.tables:
        births = columns_named(table, _BIRTH_COLUMN)
        if not births:
            continue
        said = _MINORS.search("\n".join(table.header)) or _MINORS.search(text.title)
        names = name_columns(table)
        for column in births:
            rows = [
                row
                for row in rows_of(body, table)
                if (born := _WHOLE_DATE.match(row.cell(column)))
                and has_whole_name(row.cells, names)
                and (said or _is_child(born, text.day))
            ]
            if rows:
                name = table.header[column]
                start, end = rows[0].span(column)
                yield Finding(
                    rule=INFO.id,
                    level=INFO.level,
                    words=name,
                    why=f"{table.place}的“{name}”一列有 {len(rows)} 行是学生、儿童的出生日期，与姓名并列",
                    sentence=f"{table.place} {name}",
                    quote=f"{table.header[names[0]]}、{name}，{len(rows)} 行",
                    suggestion=_SUGGESTION,
                    count=len(rows),
                    start=start,
                    end=end,
                )


def _is_child(born: re.Match[str], day: dt.date | None) -> bool:
    """Whether who was born then was under fourteen on the day of the text; not where that is unknown."""
    if day is None:
        return False
    year, month, date = (int(part) for part in born.groups() if part)
    return (day.year - _OF_AGE, day.month, day.day) < (year, month, date) <= (day.year, day.month, day.day)
