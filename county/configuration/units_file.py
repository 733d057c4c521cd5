"""units.toml to values: the units under assessment (考核单位), their columns (栏目) and contacts (联络员)."""

from __future__ import annotations

from collections.abc import Sequence

from county.configuration.toml_source import Source
from county.configuration.toml_table import Table
from county.configuration.unit_flaws import unit_flaws
from county.configuration.wording import address_form, half_width
from county.settings import Portal
from county.units import DUTY_DAYS, Column, ColumnKind, Contact, Unit, UnitClass

AS_FACTS_CHANGE = "据实更新"
"""The duty of a column without a deadline, as people write it."""
LONGEST_DUTY = 3660
"""Days. Ten years; a larger number is a slip of the keyboard."""
UNIT_EXAMPLE = "[[unit]] 开头的一段，双层方括号"
COLUMN_EXAMPLE = "[[unit.column]] 开头的一段，双层方括号"
CONTACT_EXAMPLE = 'contacts = [{name="姓名", mail="邮箱", phone="电话"}]'


def read_units_file(source: Source, portals: Sequence[Portal] | None) -> tuple[Unit, ...]:
    """The units of units.toml. `portals` is None where county.toml could not be read."""
    top = Table(source, (), source.data)
    top.allow("unit")
    if not top.values.get("unit"):
        top.refuse("unit", "没有登记任何单位", f"请补上 {UNIT_EXAMPLE}")
    units = tuple(_unit(table) for table in top.tables("unit", "单位", UNIT_EXAMPLE))
    source.flaws.extend(unit_flaws(units, portals))
    return units


def duty_days(value: object, kind: ColumnKind) -> int | None:
    """The duty written as `value`: a number of days, 据实更新, or None for the default of the kind.
    Raises ValueError for anything else."""
    if value is None:
        return DUTY_DAYS[kind]
    if value == AS_FACTS_CHANGE:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST_DUTY:
        return value
    raise ValueError(value)


def _unit(table: Table) -> Unit:
    table.allow("id", "name", "class", "portal", "aliases", "contacts", "column")
    unit_id = half_width(table.text("id"))
    contacts = (_contact(contact) for contact in table.tables("contacts", "联络员", CONTACT_EXAMPLE))
    return Unit(
        unit_id,
        table.text("name"),
        table.choice("class", UnitClass, UnitClass.FIRST),
        half_width(table.text("portal")),
        columns=tuple(_column(unit_id, column) for column in table.tables("column", "栏目", COLUMN_EXAMPLE)),
        contacts=tuple(contact for contact in contacts if contact != Contact("")),
        aliases=table.texts("aliases"),
    )


def _contact(table: Table) -> Contact:
    table.allow("name", "mail", "phone")
    name, mail, phone = (table.text(key, required=False) for key in ("name", "mail", "phone"))
    return Contact(name, half_width(mail), half_width(phone))


def _column(unit_id: str, table: Table) -> Column:
    table.allow("name", "kind", "url", "duty")
    kind = table.choice("kind", ColumnKind, ColumnKind.OTHER)
    return Column(unit_id, table.text("name"), kind, address_form(table.text("url")), _duty(table, kind))


def _duty(table: Table, kind: ColumnKind) -> int | None:
    value = table.values.get("duty")
    try:
        return duty_days(value, kind)
    except ValueError:
        cure = f'请写 1 至 {LONGEST_DUTY} 的整数天数，不加引号，或写 duty = "{AS_FACTS_CHANGE}"'
        table.refuse("duty", f"{table.title}的更新要求（duty）写法不对", cure)
        return None
