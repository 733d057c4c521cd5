"""Units, columns and contacts (单位、栏目、联络员), edited one by one or as a workbook, each change held to the rules
of units.toml before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from starlette.responses import Response

from county.configuration.loading import UNITS_FILE
from county.configuration.unit_flaws import SEPARATORS, unit_flaws
from county.configuration.units_file import AS_FACTS_CHANGE
from county.configuration.workbook_export import export_units
from county.configuration.workbook_import import import_units
from county.configuration.writing import write_units
from county.text import clean_text
from county.units import DUTY_DAYS, Column, ColumnKind, Contact, Unit, UnitClass
from desk.call import Call
from desk.pages.papers import download
from desk.refusal import Refused
from desk.uploads import carried, carry, uploaded
from evidence.desk.configuring import Changed, note_change

Choice = TypeVar("Choice", UnitClass, ColumnKind)
_BAD = 400
BLANK_CONTACTS, BLANK_COLUMNS = 2, 3
"""Empty lines offered at the end of a form."""
BOOK = "units.xlsx"


def settings_page(call: Call) -> Response:
    """All units, each with a link to its form; the workbook out and in."""
    return call.page("settings.html")


def unit_form(call: Call) -> Response:
    """The form of one unit."""
    unit = call.desk.county.unit(call.path("unit"))
    return call.page(
        "unit_form.html",
        unit=unit,
        classes=list(UnitClass),
        kinds=list(ColumnKind),
        as_facts=AS_FACTS_CHANGE,
        duties=DUTY_DAYS,
        blanks=(BLANK_CONTACTS, BLANK_COLUMNS),
    )


def change_unit(call: Call) -> Response:
    """Writes what the form says of a unit; lines without a name are taken out."""
    unit = call.desk.county.unit(call.path("unit"))
    fresh = replace(
        unit,
        name=_text(call.field("name")) or unit.name,
        unit_class=_choice(call.field("class"), UnitClass, "考核类别"),
        aliases=tuple(filter(None, map(str.strip, SEPARATORS.split(_text(call.field("aliases")))))),
        contacts=tuple(_contacts(call)),
        columns=tuple(_columns(call, unit.id)),
    )
    units = [fresh if one.id == unit.id else one for one in call.desk.county.units]
    _write(call, units, f"{unit.name}：{'；'.join(differences([unit], [fresh])) or '没有改动'}")
    return call.redirect(f"/settings/units/{unit.id}", f"{fresh.name}的设置已保存，下一夜起按新的栏目采集。")


def workbook(call: Call) -> Response:
    """The workbook of all units, to be filled in."""
    return download(BOOK, lambda path: export_units(call.desk.county, path))


def preview_workbook(call: Call) -> Response:
    """What an uploaded workbook would change; nothing is written yet."""
    with uploaded(call, "book", "没有选文件；请选改好的单位栏目表（.xlsx）后再上传。") as path:
        fresh = import_units(path, call.desk.county)
        told = list(differences(call.desk.county.units, fresh))
        return call.page("workbook_preview.html", title="单位栏目表导入预览", told=told, book=carry(path),
                         action="/settings/units/import", back="/settings")  # fmt: skip


def take_workbook(call: Call) -> Response:
    """Writes what the preview showed."""
    with carried(call, "book", BOOK) as path:
        fresh = import_units(path, call.desk.county)
    told = list(differences(call.desk.county.units, fresh))
    _write(call, fresh, "；".join(told) or "没有改动")
    return call.redirect("/settings", f"已导入 {len(fresh)} 个单位，共 {len(told)} 处改动。")


def _write(call: Call, units: Sequence[Unit], told: str) -> None:
    flaws = [f"{flaw.problem}，{flaw.cure}。" for flaw in unit_flaws(units, call.desk.county.portals)]
    if flaws:
        raise Refused(_BAD, "".join(flaws[:10]))
    write_units(call.desk.home.config / UNITS_FILE, units)
    note_change(call.store, Changed.UNITS, told[:2000], call.account.name)


def differences(before: Iterable[Unit], after: Iterable[Unit]) -> Iterator[str]:
    """What changed from one list of units to the other, a few words each."""
    old, new = {unit.id: unit for unit in before}, {unit.id: unit for unit in after}
    yield from (f"减少单位“{old[id_].name}”" for id_ in old.keys() - new.keys())
    yield from (f"增加单位“{new[id_].name}”" for id_ in new.keys() - old.keys())
    for id_ in [id_ for id_ in new if id_ in old]:
        yield from _unit_differences(old[id_], new[id_])


def _unit_differences(old: Unit, new: Unit) -> Iterator[str]:
    for name, one, other in (
        ("名称", old.name, new.name),
        ("类别", old.unit_class, new.unit_class),
        ("门户", old.portal, new.portal),
        ("别名", "、".join(old.aliases), "、".join(new.aliases)),
    ):
        if one != other:
            yield f"{old.name}{name}“{one}”改为“{other}”"
    if old.contacts != new.contacts:
        yield f"{old.name}联络员改为“{'、'.join(contact.name for contact in new.contacts) or '无'}”"
    columns, fresh = {one.name: one for one in old.columns}, {one.name: one for one in new.columns}
    yield from (f"{old.name}减少栏目“{name}”" for name in columns.keys() - fresh.keys())
    yield from (f"{old.name}增加栏目“{name}”" for name in fresh.keys() - columns.keys())
    changed = (name for name in fresh if name in columns and fresh[name] != columns[name])
    yield from (f"{old.name}栏目“{name}”改了类型、网址或更新要求" for name in changed)


def _contacts(call: Call) -> Iterator[Contact]:
    fields = (call.fields(key) for key in ("contact", "mail", "phone"))
    for name, mail, phone in zip(*fields, strict=True):
        if _text(name):
            yield Contact(_text(name), _text(mail), _text(phone))


def _columns(call: Call, unit: str) -> Iterator[Column]:
    fields = (call.fields(key) for key in ("column", "kind", "url", "duty"))
    for name, kind, url, duty in zip(*fields, strict=True):
        if _text(name):
            known = _choice(kind, ColumnKind, f"栏目“{_text(name)}”的类型")
            yield Column(unit, _text(name), known, _text(url), _duty(duty.strip(), known, _text(name)))


def _duty(text: str, kind: ColumnKind, column: str) -> int | None:
    if not text:
        return DUTY_DAYS[kind]
    if text == AS_FACTS_CHANGE:
        return None
    if not text.isdecimal() or not 0 < int(text[:5]) <= 3660:
        raise Refused(
            _BAD, f"栏目“{column}”的更新要求“{text}”不对；请写天数（1—3660）或“{AS_FACTS_CHANGE}”，留空按类型。"
        )
    return int(text)


def _choice(text: str, kind: type[Choice], what: str) -> Choice:
    try:
        return kind(text)
    except ValueError as error:
        raise Refused(_BAD, f"{what}没有选；请从列表中选一个。") from error


def _text(text: str) -> str:
    return " ".join(clean_text(text).split())
