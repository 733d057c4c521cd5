"""Lists without ruled lines (无框线的名单): lines whose fields are parted by blanks, under a line that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NAMES = re.compile(
    r"姓\s?名|身份|证件|证号|账号|帐号|卡号|电话|手机|联系方式|住址|地址|金额|序号|户主|病种|残疾|编号|单位|名称|备注|村|性别|出生"
)
_MOST_NAMES, _LONGEST_NAME = 30, 14
_FEWEST_NAMES = 3
_LINES_BETWEEN = 4
_FIGURES = re.compile(r"\d")
_LONG = re.compile(r"\d{4}")
_MOST_EMPTY = 3
_REMARK = re.compile(r"[（(][^（()）]*[)）]")
_SINGLE = re.compile(r"(?<![^\s])([\u3400-\u9fff])\s([\u3400-\u9fff])(?![^\s])")
"""A word of two characters drawn apart: "姓 名", "张 三"."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as rows of cells; the first row names the columns."""

    rows: list[list[str]]


def with_lists(lines: Sequence[str]) -> Iterator[list[str] | Listed]:
    """The lines in order: runs of plain ones, and lists. A few other lines, the foot of a page, do not end a list."""
    plain: list[str] = []
    header: list[str] = []
    rows: list[list[str]] = []
    for line in lines:
        fields = _fields(line)
        if header and fields != header and _is_row(fields, len(header)):
            if plain and _fields(plain[-1]) == header:
                plain.pop()
            if plain:
                yield plain
                plain = []
            rows.append([*fields, *[""] * (len(header) - len(fields))])
            continue
        if rows:
            yield Listed([header, *rows])
            rows = []
        plain.append(line)
        if _names_columns(fields):
            header = fields
        elif len(plain) > _LINES_BETWEEN:
            header = []
    if rows:
        yield Listed([header, *rows])
    if plain:
        yield plain


def _fields(line: str) -> list[str]:
    return _SINGLE.sub(r"\1\2", line).split()


def _is_row(fields: Sequence[str], width: int) -> bool:
    """Whether the fields are a row: as many as names, or fewer with figures among them: the last cells are empty."""
    if len(fields) == width:
        return True
    return max(_FEWEST_NAMES, width - _MOST_EMPTY) <= len(fields) < width and any(map(_LONG.search, fields))


def _names_columns(fields: Sequence[str]) -> bool:
    if not _FEWEST_NAMES <= len(fields) <= _MOST_NAMES:
        return False
    names = [_REMARK.sub("", field) for field in fields]
    if any(_FIGURES.search(name) or len(name) > _LONGEST_NAME for name in names):
        return False
    return sum(_NAMES.search(name) is not None for name in names) * 2 >= len(names)
