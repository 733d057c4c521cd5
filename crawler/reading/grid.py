"""An HTML table as rows of cells (表格), and which of its rows name the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from crawler.reading.blanks import unwrapped

_SPAN = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d{2,}")
_COLUMNS = 200
_ROWS = 50_000
"""Larger tables do not come from a hand; colspan="999999999" does come from an attacker."""
_CELL_CHARACTERS = 20_000
_HEADER_SEARCH = 6
"""Rows among which the header is: above it stand a merged title, a line with unit and date, a remark."""
_LONGEST_NAME = 40
_PIECES = etree.XPath(".//text()[not(parent::script or parent::style)]|.//p|.//div|.//br|.//li", smart_strings=False)
_COUNTS = re.compile(r"[（(][^（()）]*[)）]|\d{1,4}\s*(?:年度?|月份?|位|岁|周岁|日|项|季度|级|类|批|期)")
"""Digits that a name of a column may have: "2024年补贴", "身份证号（18位）"."""
_CAPTION = re.compile(r"[\u3400-\u9fff][:：]\s*\S")
"""A line of the kind "填报单位：某镇" above the names of the columns."""
_FORM_LABEL = re.compile(
    r"(?:姓\s*名|性\s*别|民\s*族|年\s*龄|籍\s*贯|学\s*历|身份证|户\s*名|开户行|开户银行|病\s*种|备\s*注"
    r"|住\s*址)\s*[:：]?\Z"
    r"|[\u3400-\u9fff（）()/、\s]{1,14}(?:号码?|编码|电话|方式|地址|住址|时间|日期|年月|金额|情况|原因|单位|名称"
    r"|类别|类型|等级|行|意见|结果|代码|诊断)"
    r"\s*[:：]?\Z"
)
_LARGEST_FORM = 40
_LABELS = re.compile(r"[:：]$")


def table_rows(table: etree._Element) -> list[list[str]]:
    """Rows of a data table, spans filled with empty cells so that columns stay in line; [] for a table that only lays
    out the page: one that holds another table, or has no row of two cells."""
    if table.find(".//table") is not None:
        return []
    lines = list(_lines(table))
    if not any(len(line) > 1 for line in lines) or _is_layout(lines):
        return []
    return list(_spread(lines))


def _lines(table: etree._Element) -> Iterator[list[etree._Element]]:
    for number, line in enumerate(table.iter("tr")):
        if number >= _ROWS:
            return
        yield [cell for cell in line if cell.tag in ("td", "th")]


def _is_layout(lines: list[list[etree._Element]]) -> bool:
    """A cell that holds a run of paragraphs or a heading is a page's frame, not a value."""
    if len(lines) > 4:
        return False
    return any(len(cell.findall(".//p")) > 8 or cell.find(".//h1") is not None for line in lines for cell in line)


def _spread(lines: list[list[etree._Element]]) -> Iterator[list[str]]:
    """Cells put where they stand: a cell that reaches down leaves an empty one in the rows below."""
    reaching: dict[int, int] = {}
    for line in lines:
        row: list[str] = []
        below: dict[int, int] = {}
        for cell in line:
            _skip_reached(row, reaching, below)
            if len(row) >= _COLUMNS:
                break
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            below.update({len(row) + step: height - 1 for step in range(width) if height > 1})
            row.append(_cell_text(cell))
            row.extend([""] * (width - 1))
        _skip_reached(row, reaching, below)
        reaching = below
        yield row[:_COLUMNS]


def _skip_reached(row: list[str], reaching: dict[int, int], below: dict[int, int]) -> None:
    while (left := reaching.pop(len(row), 0)) > 0:
        if left > 1:
            below[len(row)] = left - 1
        row.append("")


def _span(cell: etree._Element, name: str) -> int:
    match = _SPAN.match((cell.get(name) or "").strip())
    return min(max(int(match[0]), 1), _COLUMNS) if match else 1


def _cell_text(cell: etree._Element) -> str:
    if not len(cell):
        return unwrapped(cell.text or "")[:_CELL_CHARACTERS]
    pieces = _PIECES(cell)
    return "".join(unwrapped(piece) if isinstance(piece, str) else " " for piece in pieces)[:_CELL_CHARACTERS]


def header_of(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], int]:
    """Names of the columns and the number of rows above the first row of values: (), 0 where no row names them."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2 or _is_form(rows):
        return (), 0
    for number, row in enumerate(rows[:_HEADER_SEARCH]):
        filled = [cell for cell in row if cell]
        if len(filled) < max(2, (width + 1) // 2) or any(_CAPTION.search(cell) for cell in filled):
            continue
        return ((), 0) if any(_is_value(cell) for cell in filled) else _with_second_line(rows, number, width)
    return (), 0


def _is_value(cell: str) -> bool:
    if len(cell) > _LONGEST_NAME or _LABELS.search(cell):
        return True
    return _DIGITS.search(cell) is not None and _DIGITS.search(_COUNTS.sub("", cell)) is not None


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first cells of the rows are labels of the second ones (登记表): 姓名, 身份证号, 开户行. A list
    has one such cell, in its header."""
    if len(rows) > _LARGEST_FORM:
        return False
    firsts = [row[0] for row in rows if row and row[0] and sum(map(bool, row)) > 1]
    labels = sum(_FORM_LABEL.match(cell) is not None for cell in firsts)
    return labels >= 2 and labels * 3 >= len(firsts) * 2


def _with_second_line(rows: Sequence[Sequence[str]], number: int, width: int) -> tuple[tuple[str, ...], int]:
    """A merged name stands over the names of its parts: a second line that fills only gaps of the first."""
    first = [*rows[number], *[""] * width][:width]
    if number + 2 >= len(rows):
        return tuple(first), number + 1
    second = [*rows[number + 1], *[""] * width][:width]
    gaps = [place for place, cell in enumerate(first) if not cell]
    filled = [place for place, cell in enumerate(second) if cell]
    fills_gap = any(place in gaps for place in filled)
    only_names = not any(_is_value(second[place]) for place in filled)
    under_group = all(not first[place] or (place + 1 < width and not first[place + 1]) for place in filled)
    if not (gaps and filled and fills_gap and only_names and under_group):
        return tuple(first), number + 1
    return tuple(second[place] or first[place] for place in range(width)), number + 2
