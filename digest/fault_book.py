"""整改台账.xlsx: every fault that a unit has to answer for, to be filled in by the unit and read back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from county.times import day_text
from county.units import Unit
from digest.fault_book_layout import CHOICES, FILLED_IN, HEAD_ROW, HEADERS, HELP_SHEET, SHEET, check_code
from digest.faults import Fault
from digest.marking import marked
from digest.material import Material
from digest.wording import cleaned, office_name, plain
from digest.workbook import Book, Page, write_book

FILE_NAME = "整改台账.xlsx"
_STYLES = dict.fromkeys(FILLED_IN, "open") | dict.fromkeys(("url", "id", "code"), "small")
_HELP = (
    "请只填写“整改情况”“整改时间”“责任人”三列（黄底），其他各列不要改动；行可以排序、筛选，不需要的行可以留空。",
    "“整改情况”可以从下拉列表中选，也可以直接写；有异议的写明理由。",
    "“整改时间”写成 2026-03-05 这样。",
    "“编号”和“校验码”用来核对，改动过的行读不回来；台账过期的，请用最新的台账重新填写。",
    "“整改时限”自通知或认定之日（都没有的，自发现之日）次日起按工作日计算。",
    "是否整改到位，以重新采集后的复核结果为准。",
    "只列已核实（人工认定）或已计分的问题；待核的疑似问题不在台账中。",
)


def book_faults(material: Material, unit: Unit | None = None) -> tuple[Fault, ...]:
    """What stands in the book: the established faults of all units or of one that were found in the assessment year or
    still stand."""
    first = material.scheme.first_day(material.as_of)
    return tuple(
        one
        for one in material.faults
        if one.established and (unit is None or one.unit == unit.id) and (one.found_on >= first or one.gone_on is None)
    )


def write_fault_book(path: Path, material: Material, unit: Unit | None = None) -> tuple[Fault, ...]:
    """Writes the book of all units, or of one, and gives what stands in it. Raises ConfigurationError where the file
    cannot be written."""
    faults = book_faults(material, unit)
    title = f"{unit.name if unit else material.county.name}政务公开问题整改台账"
    note = (
        f"截至{day_text(material.as_of)}　共 {len(faults)} 个问题　"
        "黄底三列由单位填写，其他各列不要改动　待核的疑似问题不在其中"
    )

    def fill(book: Book) -> None:
        page = book.page(SHEET)
        page.widths([header.width for header in HEADERS])
        _write_rows(page, faults)
        page.title(title, note, len(HEADERS))
        _write_help(book.page(HELP_SHEET), title)

    write_book(path, title, office_name(material.county), fill)
    return faults


def _write_rows(page: Page, faults: Sequence[Fault]) -> None:
    page.heads(HEAD_ROW, [header.name for header in HEADERS])
    last = HEAD_ROW + max(1, len(faults))
    for row, fault in enumerate(faults, start=HEAD_ROW + 1):
        _write_row(page, row, row - HEAD_ROW, fault)
    columns = {header.key: column for column, header in enumerate(HEADERS)}
    page.choices((HEAD_ROW + 1, last), columns["answer"], CHOICES, HEADERS[columns["answer"]].note)
    for key in ("mended_on", "person", "id", "code"):
        page.hint((HEAD_ROW + 1, last), columns[key], HEADERS[columns[key]].note)
    page.freeze(HEAD_ROW + 1, 2)
    page.filter(HEAD_ROW, last, len(HEADERS) - 1)
    page.print_as((HEAD_ROW, HEAD_ROW))


def _write_row(page: Page, row: int, number: int, fault: Fault) -> None:
    texts = {
        "unit": cleaned(fault.unit_name),
        "column": cleaned(fault.column),
        "kind": fault.kind,
        "grade": fault.grade,
        "title": cleaned(fault.title),
        "url": plain(fault.url),
        "right": f"{cleaned(fault.right)}\n依据：{cleaned(fault.basis)}",
        "found_on": fault.found_on.isoformat(),
        "deadline": fault.due.isoformat(),
        "checked": _checked(fault),
        "id": fault.id,
        "code": check_code(fault),
    }
    for column, header in enumerate(HEADERS):
        match header.key:
            case "number":
                page.number(row, column, number, "count")
            case "open":
                page.link(row, column, plain(fault.url))
            case "said":
                page.quote(row, column, marked(cleaned(fault.said), cleaned(fault.words)))
            case key:
                page.text(row, column, texts.get(key, ""), _STYLES.get(key, "text"))


def _checked(fault: Fault) -> str:
    """What the last reading of the place said."""
    if seen := fault.recheck:
        return f"{seen.last_night} 复核：{cleaned(seen.sentence)}"
    if fault.gone_on:
        return f"{fault.gone_on.isoformat()} 复核，问题已不存在"
    return f"{fault.last_seen.isoformat()} 仍存在"


def _write_help(page: Page, title: str) -> None:
    page.widths([14, 120])
    page.title(HELP_SHEET, title, 2)
    page.heads(HEAD_ROW, ("列", "说明"))
    lines = [*((header.name, header.note) for header in HEADERS), *(("", line) for line in _HELP)]
    for row, (name, note) in enumerate(lines, start=HEAD_ROW + 1):
        page.text(row, 0, name, "centred")
        page.text(row, 1, note)
    page.print_as((HEAD_ROW, HEAD_ROW))
