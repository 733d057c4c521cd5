"""Long numbers that a spreadsheet shortened (丢失位数的号码): "5.20123E+17" under 身份证号 cannot be validated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checks.registry import RuleInfo
from checks.rows import Row, rows_of
from county.finding import Finding, Level
from county.text import Text

_MARKS = ("E+1", "e+1", "E+01", "e+01", "E1", "e1")
_SHORTENED = re.compile(r"\d(?:\.\d{1,14})?[Ee]\+?0?1[3-9]\Z")


def shortened_columns(info: RuleInfo, text: Text, names: Callable[[str], bool], suggestion: str) -> Iterator[Finding]:
    """One finding for each column whose name says that it holds such numbers and whose cells are shortened ones."""
    if not text.tables or not any(mark in text.content for mark in _MARKS):
        return
    for table in text.tables:
        for column, name in enumerate(table.header):
            if not names(name):
                continue
            rows = [row for row in rows_of(text, table) if _SHORTENED.match(row.cell(column))]
            if rows:
                yield _finding(info, rows, column, f"{table.place}的“{name}”一列", (name, table.place), suggestion)


def _finding(
    info: RuleInfo, rows: list[Row], column: int, place: str, words: tuple[str, str], suggestion: str
) -> Finding:
    name, where = words
    start, end = rows[0].span(column)
    return Finding(
        rule=info.id,
        level=Level.SUSPECTED,
        words=name,
        why=f"{place}有 {len(rows)} 行以科学计数法保存，位数已丢失，无法校验，请人工核对原表是否为完整号码",
        sentence=f"{where} {name} 科学计数",
        quote=f"{name}：{rows[0].cell(column)}",
        suggestion=suggestion,
        count=len(rows),
        start=start,
        end=end,
    )
