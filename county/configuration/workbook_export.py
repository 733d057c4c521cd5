"""Units and columns to units.xlsx, ready to be filled in and printed (导出单位栏目表)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from county.configuration.replacing import replace_file
from county.configuration.units_file import AS_FACTS_CHANGE, LONGEST_DUTY
from county.configuration.workbook_layout import (
    COLUMN_HEADERS,
    COLUMNS_SHEET,
    JOINT,
    SHEETS,
    UNIT_HEADERS,
    UNITS_SHEET,
    FilledSheet,
)
from county.configuration.workbook_writing import SPARE_ROWS, BookWriter, Rule, drop_down, help_rows
from county.settings import County
from county.units import DUTY_DAYS, Column, ColumnKind, Unit, UnitClass

_Cell = str | int
_HELP_NOTES = (
    "不要改动工作表名称和表头，不要合并单元格，不要使用公式；整行空白会跳过，可以自行加“备注”列。",
    "改好后保存为 .xlsx，用 xuncha units import 导入；有问题会逐格指出，原来的 units.toml 留有备份。",
)


def export_units(county: County, path: Path, *notes: FilledSheet, keep: bool = False) -> None:
    """Writes the county's units to the workbook at `path`, and `notes` behind them; `keep` keeps an earlier file as
    `path` + ".bak". Raises ConfigurationError where it cannot be written."""
    replace_file(path, lambda fresh: _write(fresh, county, notes), keep=keep)


def _write(path: Path, county: County, notes: Sequence[FilledSheet]) -> None:
    units = [_unit_row(unit) for unit in county.units]
    columns = [_column_row(unit, column) for unit in county.units for column in unit.columns]
    rules = _rules(county)
    with BookWriter.writing(path, f"{county.name}政务公开单位栏目表", county.crawl.office) as book:
        book.table(FilledSheet(UNITS_SHEET, UNIT_HEADERS, units), rules)
        book.table(FilledSheet(COLUMNS_SHEET, COLUMN_HEADERS, columns), rules)
        for note in notes:
            book.table(note)
        book.help((help_rows(SHEETS), _kind_rows()), _HELP_NOTES)


def _rules(county: County) -> dict[str, Rule]:
    last = len(county.units) + SPARE_ROWS + 1
    duty = f'=OR(AND(ISNUMBER(E2),E2>=1,E2<={LONGEST_DUTY},INT(E2)=E2),E2="{AS_FACTS_CHANGE}")'
    return {
        "class": drop_down([str(member) for member in UnitClass]),
        "kind": drop_down([str(member) for member in ColumnKind]),
        "portal": drop_down([portal.id for portal in county.portals]),
        "unit": drop_down(f"={UNITS_SHEET}!$B$2:$B${last}"),
        "duty": {"validate": "custom", "value": duty},
    }


def _kind_rows() -> list[Sequence[str]]:
    duties = {kind: AS_FACTS_CHANGE if days is None else f"{days} 天内至少更新一次" for kind, days in DUTY_DAYS.items()}
    return [
        ("工作表", "栏目类型", "必填", "更新要求留空时"),
        *((COLUMNS_SHEET, str(kind), "否", duty) for kind, duty in duties.items()),
    ]


def _unit_row(unit: Unit) -> tuple[_Cell, ...]:
    contacts = unit.contacts
    return (
        unit.id,
        unit.name,
        str(unit.unit_class),
        unit.portal,
        JOINT.join(unit.aliases),
        JOINT.join(contact.name for contact in contacts),
        _joined([contact.mail for contact in contacts]),
        _joined([contact.phone for contact in contacts]),
    )


def _joined(values: Sequence[str]) -> str:
    return JOINT.join(values) if any(values) else ""


def _column_row(unit: Unit, column: Column) -> tuple[_Cell, ...]:
    duty = AS_FACTS_CHANGE if column.duty_days is None else column.duty_days
    return unit.name, column.name, str(column.kind), column.url, duty
