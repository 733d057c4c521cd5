"""units.xlsx to units (导入单位栏目表), with a sentence for every cell that has to be changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from county.configuration.decoding import shown_name
from county.configuration.errors import ConfigurationError, ConfigurationErrors, quoted
from county.configuration.toml_table import unknown_choice
from county.configuration.unit_flaws import unit_flaws
from county.configuration.units_file import AS_FACTS_CHANGE, LONGEST_DUTY, duty_days
from county.configuration.wording import address_form, half_width, nearest
from county.configuration.workbook_layout import SHEETS, UNITS_SHEET
from county.configuration.workbook_opening import open_workbook
from county.configuration.workbook_sheet import Row, Sheet
from county.settings import County
from county.units import Column, ColumnKind, Contact, Unit, UnitClass

Choice = TypeVar("Choice", bound=StrEnum)
_JOINTS = re.compile("[；;]")
_FIELD_KEYS: dict[str, str] = {"name": "contacts"}
"""Headers under which the fields of a contact stand, where they differ from their keys."""


def import_units(path: Path, county: County) -> tuple[Unit, ...]:
    """The units of the workbook at `path`, held against the portals of `county`. Raises ConfigurationError where it is
    no workbook, ConfigurationErrors with everything else that is wrong."""
    book = open_workbook(path)
    units, columns = (Sheet(shown_name(path), name, headers) for name, headers in SHEETS.items())
    reading = _Reading(units, columns)
    reading.read(_rows(book, units), _rows(book, columns))
    if not units.errors and not columns.errors and not reading.units:
        units.refuse_cell(None, "", "没有填写任何单位", "请从第 2 行起每行填一个单位")
    reading.check(county)
    if errors := [error for sheet in (units, columns) for error in sorted(sheet.errors, key=_line)]:
        raise ConfigurationErrors(errors)
    return tuple(reading.units)


def _line(error: ConfigurationError) -> int:
    return error.line or 0


def _rows(book: Workbook, sheet: Sheet) -> list[Row]:
    names = {name.strip(): name for name in book.sheetnames if isinstance(book[name], Worksheet)}
    if sheet.name not in names:
        problem = f"没有这个工作表（现有：{'、'.join(book.sheetnames)}）"
        sheet.refuse_cell(None, "", problem, f"请把工作表名称改回“{sheet.name}”，或重新导出后填写")
        return []
    rows = list(sheet.read(book[names[sheet.name]]))
    for row in rows:
        _refuse_blank(sheet, row)
    return rows


def _refuse_blank(sheet: Sheet, row: Row) -> None:
    for header in sheet.headers:
        if header.required and not row.texts.get(header.key) and header.key not in row.faulty:
            sheet.refuse(row.number, header.key, f"“{header.name}”没有填写", "请补上；整行不要的话请清空整行")


class _Reading:
    """Rows of both sheets on their way to units. Remembers from which row each unit and column came."""

    def __init__(self, units: Sheet, columns: Sheet) -> None:
        self.units: list[Unit] = []
        self._units = units
        self._columns = columns
        self._unit_rows: list[int] = []
        self._column_rows: list[list[int]] = []

    def read(self, unit_rows: Sequence[Row], column_rows: Sequence[Row]) -> None:
        for row in unit_rows:
            self.units.append(self._unit(row))
            self._unit_rows.append(row.number)
            self._column_rows.append([])
        if not self.units:
            return  # one fault of the units' sheet, not one more for every column
        by_name = {
            name: at for at, unit in reversed(list(enumerate(self.units))) for name in (unit.id, unit.name) if name
        }
        columns: list[list[Column]] = [[] for _ in self.units]
        for row in column_rows:
            if (at := self._owner(row, by_name)) is not None:
                columns[at].append(self._column(row, self.units[at].id))
                self._column_rows[at].append(row.number)
        self.units = [replace(unit, columns=tuple(own)) for unit, own in zip(self.units, columns, strict=True)]

    def check(self, county: County) -> None:
        """Notes what is wrong among the units, at the cells they came from."""
        for flaw in unit_flaws(self.units, county.portals):
            match flaw.place:
                case ("unit", int(at), "column", int(own), str(key)):
                    self._columns.refuse(self._column_rows[at][own], key, flaw.problem, flaw.cure)
                case ("unit", int(at), "contacts", int(), str(key)):
                    self._units.refuse(self._unit_rows[at], _FIELD_KEYS.get(key, key), flaw.problem, flaw.cure)
                case ("unit", int(at), str(key)):
                    self._units.refuse(self._unit_rows[at], key, flaw.problem, flaw.cure)

    def _unit(self, row: Row) -> Unit:
        return Unit(
            half_width(row.texts["id"]),
            row.texts["name"],
            _choice(self._units, row, "class", UnitClass, UnitClass.FIRST),
            half_width(row.texts["portal"]),
            columns=(),
            contacts=self._contacts(row),
            aliases=tuple(part for part in _parts(row, "aliases") if part),
        )

    def _contacts(self, row: Row) -> tuple[Contact, ...]:
        names = _without_blank_end(_parts(row, "contacts"))
        mails, phones = (self._matching(row, key, len(names)) for key in ("mail", "phone"))
        contacts = (
            Contact(name, half_width(mail), half_width(phone))
            for name, mail, phone in zip(names, mails, phones, strict=True)
        )
        return tuple(contact for contact in contacts if contact != Contact(""))

    def _matching(self, row: Row, key: str, wanted: int) -> list[str]:
        """The values of a cell that go with `wanted` contacts, one by one."""
        values = _parts(row, key)
        if len(values) > wanted:
            values = _without_blank_end(values)
        if values and len(values) != wanted:
            problem = f"联络员有 {wanted} 位，这一格却有 {len(values)} 项"
            self._units.refuse(row.number, key, problem, "请按联络员的次序用分号“；”隔开，没有的留空但保留分号")
        return values if len(values) == wanted else [""] * wanted

    def _owner(self, row: Row, by_name: Mapping[str, int]) -> int | None:
        name = row.texts["unit"]
        if name and name not in by_name:
            near = nearest(name, by_name)
            cure = f"请改成{quoted(near)}" if near else f"请先在“{UNITS_SHEET}”表中登记，或改正名称"
            self._columns.refuse(row.number, "unit", f"单位{quoted(name)}不在“{UNITS_SHEET}”表中", cure)
        return by_name.get(name)

    def _column(self, row: Row, unit: str) -> Column:
        kind = _choice(self._columns, row, "kind", ColumnKind, ColumnKind.OTHER)
        return Column(unit, row.texts["name"], kind, address_form(row.texts["url"]), self._duty(row, kind))

    def _duty(self, row: Row, kind: ColumnKind) -> int | None:
        text, number = half_width(row.texts.get("duty", "")), row.numbers.get("duty")
        value: object = text or number
        if text.isdecimal() or (number is not None and float(number).is_integer()):
            value = int(text or number or 0)
        try:
            return duty_days(value, kind)
        except ValueError:
            cure = f"请填 1 至 {LONGEST_DUTY} 的整数天数，或填“{AS_FACTS_CHANGE}”，或留空"
            self._columns.refuse(row.number, "duty", f"更新要求{quoted(value)}写法不对", cure)
            return None


def _choice(sheet: Sheet, row: Row, key: str, kind: type[Choice], default: Choice) -> Choice:
    text = half_width(row.texts[key])
    try:
        return kind(text) if text else default
    except ValueError:
        name = next(header.name for header in sheet.headers if header.key == key)
        sheet.refuse(row.number, key, *unknown_choice(name, text, kind))
        return default


def _parts(row: Row, key: str) -> list[str]:
    """The values of a cell that holds several, [] for a blank one."""
    text = row.texts.get(key, "")
    return [part.strip() for part in _JOINTS.split(text)] if text else []


def _without_blank_end(values: list[str]) -> list[str]:
    while values and not values[-1]:
        values = values[:-1]
    return values
