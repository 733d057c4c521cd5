"""整改台账.xlsx back from a unit: what it says of each fault, and every row named that is not what it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from county.books.days import parse_day
from county.configuration.decoding import shown_name
from county.configuration.errors import ConfigurationError, ConfigurationErrors, quoted
from county.configuration.wording import half_width
from county.configuration.workbook_opening import open_workbook
from county.configuration.workbook_sheet import Row, Sheet
from digest.fault_book_layout import HEADERS, READ_HEADERS, SHEET, check_code
from digest.faults import Fault
from digest.wording import cleaned

EXPORT = "xuncha papers ledger"
LONGEST = 500
"""Letters of an answer: a cell is no place for a whole report."""
_HEAD_ROWS = 10
"""Rows among which that of the headers is looked for: somebody may have put a line above it."""
_NEW_BOOK = f"请用 {EXPORT} 重新导出，在新表里填写这一行"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit says of a fault. `row` is where it stands, from 1; `said` is 整改情况, never "", `mended_on` the day
    that it names, None where it names none, `person` who answers for it (责任人), "" where nobody is named."""

    row: int
    id: str
    said: str
    mended_on: dt.date | None
    person: str


def read_ledger(path: Path, faults: Iterable[Fault]) -> tuple[Answer, ...]:
    """The answers in the workbook at `path`, held against the faults that its sender has to answer for now. Rows that
    nobody filled in are passed by. Raises ConfigurationError where it is no such workbook, ConfigurationErrors with
    every row that was edited, is out of date, stands twice or cannot be read; then nothing of it is taken."""
    book = open_workbook(path, EXPORT)
    name, worksheet = shown_name(path), book[SHEET] if SHEET in book.sheetnames else None
    if not isinstance(worksheet, Worksheet):
        problem = f"没有“{SHEET}”工作表（现有：{'、'.join(book.sheetnames)}）"
        raise ConfigurationError(name, problem, f"请用 {EXPORT} 导出后填写，不要改工作表名称")
    sheet = Sheet(name, SHEET, READ_HEADERS, _head_row(worksheet))
    answers = tuple(_Reading(sheet, faults).answers(worksheet))
    if sheet.errors:
        raise ConfigurationErrors(sorted(sheet.errors, key=lambda error: error.line or 0))
    return answers


def _head_row(sheet: Worksheet) -> int:
    """The row that holds most of the headers."""
    names = {header.name for header in HEADERS}
    rows = list(sheet.iter_rows(max_row=_HEAD_ROWS, values_only=True))
    known = [sum(isinstance(value, str) and value.strip() in names for value in row) for row in rows]
    return known.index(max(known)) + 1 if known else 1


class _Reading:
    def __init__(self, sheet: Sheet, faults: Iterable[Fault]) -> None:
        self._sheet = sheet
        self._codes = {fault.id: check_code(fault) for fault in faults}
        self._ids = {code: fault_id for fault_id, code in self._codes.items()}
        self._rows: dict[str, int] = {}

    def answers(self, worksheet: Worksheet) -> Iterator[Answer]:
        for row in self._sheet.read(worksheet):
            said = cleaned(row.texts["answer"])
            filled = bool(said or row.texts["person"] or row.texts["mended_on"] or row.days)
            if self._is_known(row, filled=filled) and filled:
                yield self._answer(row, said)

    def _is_known(self, row: Row, *, filled: bool) -> bool:
        """Whether the row is one of the ledger, as it stands now. Rows without an answer that are out of date hurt
        nobody; an edited id is told in any row."""
        fault_id, code = (half_width(row.texts[key]).lower() for key in ("id", "code"))
        if fault_id and self._codes.get(fault_id) == code:
            return True
        if code in self._ids:
            self._sheet.refuse(row.number, "id", f"编号{quoted(fault_id)}被改动过", f"请改回 {self._ids[code]}")
        elif filled and fault_id in self._codes:
            self._sheet.refuse(row.number, "code", "校验码不符，导出以后这个问题有变化，或校验码被改动过", _NEW_BOOK)
        elif filled and fault_id:
            problem = f"编号{quoted(fault_id)}不在现在的台账里，问题可能已经撤销，或编号被改动过"
            self._sheet.refuse(row.number, "id", problem, _NEW_BOOK)
        elif filled:
            self._sheet.refuse(row.number, "id", "填写了整改情况，却没有编号", _NEW_BOOK)
        return False

    def _answer(self, row: Row, said: str) -> Answer:
        fault_id = half_width(row.texts["id"]).lower()
        first = self._rows.setdefault(fault_id, row.number)
        if first != row.number:
            self._sheet.refuse(row.number, "id", f"与第 {first} 行是同一个问题", "请只留一行")
        if not said and "answer" not in row.faulty:
            self._sheet.refuse(row.number, "answer", "“整改情况”没有填写", "请从下拉列表中选，或写明情况")
        if len(said) > LONGEST:
            self._sheet.refuse(row.number, "answer", f"“整改情况”有 {len(said)} 个字", f"请缩短到 {LONGEST} 字以内")
        return Answer(row.number, fault_id, said, self._day(row), cleaned(row.texts["person"]))

    def _day(self, row: Row) -> dt.date | None:
        text = row.texts["mended_on"]
        day = row.days.get("mended_on") or parse_day(half_width(text))
        if text and day is None:
            self._sheet.refuse(row.number, "mended_on", f"整改时间{quoted(text)}不是日期", "请写成 2026-03-05 这样")
        return day
