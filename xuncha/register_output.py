"""Entries of registers, for people and as the printed contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType

from county.books.book import BOOKS
from county.books.differences import changes, said
from county.books.field import Field, FieldKind
from county.books.terms import Terms
from county.books.version import Version, entry_values, stored_values
from county.calendar import Calendar
from county.register import Register, Request
from county.requests import REQUEST_STATE_NAMES, RequestClock, RequestState, read_clock
from evidence.registers.intake import Difference
from xuncha.output import plain_table

CLOCK_HEADERS = ("答复期限", "办理（工作日）")
_LONG = frozenset({FieldKind.TEXT, FieldKind.WORDS, FieldKind.ITEM, FieldKind.CLAUSE, FieldKind.COLUMN})
"""Kinds of fields whose cells may fold."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints entries in the county's words; the clock of requests is read at the end of `today`."""

    terms: Terms
    calendar: Calendar
    today: dt.date

    def tables(self, versions: Sequence[Version]) -> Iterator[RenderableType]:
        """A table for each register that has entries."""
        for register in BOOKS:
            if found := [version for version in versions if version.register is register]:
                yield self._table(register, found)

    def row(self, version: Version) -> dict[str, Any]:
        """An entry as plain values; a stored contract."""
        entry, receipt = version.entry, version.entry.receipt
        row: dict[str, Any] = {
            "register": version.register.name.lower(),
            "id": entry.id,
            "unit": entry.unit,
            "unit_name": self.terms.unit_name(entry.unit),
            "values": stored_values(entry_values(version.register, entry)),
            "recorded_on": receipt.recorded_on.isoformat(),
            "author": receipt.author,
            "document": receipt.document,
            "sha256": receipt.sha256,
            "note": receipt.note,
            "retracted": version.retracted,
        }
        if isinstance(entry, Request):
            clock = self.clock(entry)
            row |= {"reply_due": clock.due.isoformat(), "days_left": clock.days_left, "state": clock.state.value}
        return row

    def clock(self, request: Request) -> RequestClock:
        """The request's clock today."""
        return read_clock(request, self.calendar, self.today)

    def _table(self, register: Register, versions: Sequence[Version]) -> RenderableType:
        fields = BOOKS[register].fields
        table = plain_table(f"{register} {len(versions)} 条", title_justify="left")
        table.add_column("编号", no_wrap=True)
        table.add_column("单位", overflow="fold")
        for field in fields:
            table.add_column(field.name, no_wrap=field.kind not in _LONG, overflow="fold")
        for name in (*(CLOCK_HEADERS if register is Register.REQUEST else ()), "登记"):
            table.add_column(name, no_wrap=name in CLOCK_HEADERS, overflow="fold")
        for version in versions:
            texts = said(version, self.terms)
            entry, receipt = version.entry, version.entry.receipt
            clocked = self._clock_cells(entry) if isinstance(entry, Request) else ()
            signed = f"{receipt.recorded_on} {receipt.author}" + ("，已撤回" if version.retracted else "")
            table.add_row(entry.id, texts["unit"], *(texts[field.key] for field in fields), *clocked, signed)
        return table

    def _clock_cells(self, request: Request) -> tuple[str, str]:
        clock = self.clock(request)
        state = REQUEST_STATE_NAMES[clock.state]
        if clock.state is RequestState.OPEN:
            return clock.due.isoformat(), f"{state}，剩 {clock.days_left} 天"
        late = f" {-clock.days_left} 天" if clock.days_left < 0 else ""
        return clock.due.isoformat(), state + late


def history_lines(versions: Sequence[Version], terms: Terms) -> Iterator[str]:
    """The versions of one entry, oldest first: what each said first or changed, and who signed it."""
    before: Version | None = None
    for version in versions:
        receipt = version.entry.receipt
        deed = "撤回" if version.retracted else "更正" if before else "登记"
        yield f"{version.entry.id}　{receipt.recorded_on}　{receipt.author}　{deed}"
        if version.retracted:
            yield f"　　理由：{receipt.note}"
        else:
            yield from (f"　　{line}" for line in _changed(changes(before, version, terms)))
        if receipt.sha256 and (before is None or receipt.sha256 != before.entry.receipt.sha256):
            yield f"　　附件：{receipt.document}（散列 {receipt.sha256}）"
        before = version


def difference_lines(differences: Sequence[Difference]) -> Iterator[str]:
    """What a workbook changes, row by row."""
    for one in differences:
        deed = f"更正 {one.after.entry.id}" if one.before else f"新登记 {one.after.entry.id}"
        yield f"{one.place}　{deed}"
        yield from (f"　　{line}" for line in _changed(one.changes))


def _changed(changed: Sequence[Any]) -> Iterator[str]:
    for change in changed:
        before = f"{change.before} → " if change.before else ""
        yield f"{change.name}：{before}{change.after or '（清空）'}"


def field_lines(register: Register, terms: Terms) -> Iterator[str]:
    """How the fields of a register are filled in."""
    yield f"{register}（编号 {BOOKS[register].prefix}-1、{BOOKS[register].prefix}-2……）"
    for field in BOOKS[register].fields:
        need = "必填" if field.required else "可留空"
        yield f"　　{field.name}（{field.key}，{need}）：{field.note}"
        yield from (f"　　　　{choice}" for choice in _choices(field, register, terms))


def _choices(field: Field, register: Register, terms: Terms) -> Iterator[str]:
    match field.kind:
        case FieldKind.ITEM:
            yield from (f"{key}　{item.name}" for key, item in terms.items.items())
        case FieldKind.CLAUSE:
            yield from (f"{id_}　{title}" for id_, title in terms.clauses.get(register, {}).items())
        case FieldKind.CHOICE if field.choices:
            yield "、".join(field.choices)
        case _:
            return
