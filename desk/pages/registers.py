"""The registers (登记簿): hand-ins, requests, claims, events, tasks, duties and exemptions, written, corrected, taken
back; one by one or as a workbook. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response

from county.books.book import BOOKS, Book, book_of
from county.books.differences import UNIT, changes
from county.books.field import Field, FieldKind
from county.books.reading import JOINT, shown, shown_field
from county.books.terms import Terms
from county.books.version import Version
from county.books.workbook_export import export_registers
from county.books.workbook_import import RegisterWorkbook
from county.configuration.wording import half_width
from county.register import Register
from desk.call import Call, NotThere
from desk.pages.papers import download
from desk.uploads import carried, carry, document, uploaded
from evidence.registers.clerk import Clerk, RegisterError
from evidence.registers.documents import document_path
from evidence.registers.entries import known_versions, versions_of
from evidence.registers.intake import Difference, take_in
from scoring.terms import register_terms

BOOK = "登记簿.xlsx"
MOST = 500
"""Entries listed; the workbook has them all."""
_FINE, _BAD = 200, 400
_DECIDED = "state"
"""The field of a claim that the office alone fills in."""
_SAVED = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a field offers: value and words of each; `open` says that anything else may be written too."""

    options: tuple[tuple[str, str], ...]
    open: bool = False


def registers_page(call: Call) -> Response:
    """The entries of one register, and the form for a new one."""
    return _list(call, _register(call), {}, "")


def add(call: Call) -> Response:
    """Writes a new entry; what is wrong with it is said above the form, which keeps what was typed."""
    register = _register(call)
    texts = _texts(call, BOOKS[register])
    try:
        with document(call, "document") as path:
            version = _clerk(call).add(register, call.field(UNIT), texts, path, call.field("note"))
    except RegisterError as error:
        return _list(call, register, texts | {UNIT: call.field(UNIT), "note": call.field("note")}, str(error))
    return call.redirect("/registers", f"已登记 {version.entry.id}。", register=register.name)


def entry_page(call: Call) -> Response:
    """One entry with all its versions, and the form to correct it."""
    return _entry(call, _versions(call), "")


def correct(call: Call) -> Response:
    """Writes a later version of an entry."""
    versions = _versions(call)
    last = versions[-1]
    try:
        with document(call, "document") as path:
            texts = _texts(call, BOOKS[last.register]) | {UNIT: call.field(UNIT)}
            _clerk(call).correct(last.entry.id, texts, path, call.field("note"))
    except RegisterError as error:
        return _entry(call, versions, str(error))
    return call.redirect(f"/registers/{last.entry.id}", f"{last.entry.id} 已更正，原来的登记照样保留。")


def retract(call: Call) -> Response:
    """Takes an entry back."""
    last = _versions(call)[-1]
    _clerk(call).retract(last.entry.id, call.field("note"))
    return call.redirect("/registers", f"{last.entry.id} 已撤回，从此不再计入。", register=last.register.name)


def attached(call: Call) -> Response:
    """A document attached to one of the entry's versions."""
    receipts = {version.entry.receipt.sha256: version.entry.receipt for version in _versions(call)}
    receipt = receipts.get(call.query("sha256"))
    path = document_path(call.desk.home.documents, receipt.sha256) if receipt and receipt.sha256 else None
    if receipt is None or path is None or not path.is_file():
        raise NotThere
    named = f"attachment; filename=\"document{path.suffix}\"; filename*=UTF-8''{quote(receipt.document)}"
    head = {**_SAVED, "Content-Disposition": named}
    return Response(path.read_bytes(), media_type="application/octet-stream", headers=head)


def workbook(call: Call) -> Response:
    """All registers as a workbook, to be filled in."""
    versions, author = known_versions(call.store), call.account.display
    title = f"{call.desk.county.name}登记簿"
    return download(BOOK, lambda path: export_registers(path, title, author, versions, terms_of(call)))


def preview_workbook(call: Call) -> Response:
    """What an uploaded workbook would write; nothing is written yet."""
    with uploaded(call, "book", "没有选文件；请选填好的登记簿（.xlsx）后再上传。") as path:
        found = take_in(_clerk(call), RegisterWorkbook.read(path), dry_run=True)
        told = [_told(difference) for difference in found]
        return call.page("workbook_preview.html", title="登记簿导入预览", told=told, book=carry(path),
                         action="/registers/import", back="/registers")  # fmt: skip


def take_workbook(call: Call) -> Response:
    """Writes what the preview showed, all of it or nothing."""
    with carried(call, "book", BOOK) as path:
        found = take_in(_clerk(call), RegisterWorkbook.read(path))
    return call.redirect("/registers", f"已写入 {len(found)} 条登记。")


def unit_page(call: Call) -> Response:
    """What the registers hold of one unit; a unit claims its bonuses (加分申报) here."""
    return _of_unit(call, {}, "")


def claim(call: Call) -> Response:
    """Writes down what a unit claims; whether it is accepted is the office's to say."""
    book = BOOKS[Register.BONUS]
    texts = _texts(call, book) | {_DECIDED: ""}
    try:
        with document(call, "document") as path:
            version = _clerk(call).add(book.register, call.path("unit"), texts, path, call.field("note"))
    except RegisterError as error:
        return _of_unit(call, texts | {"note": call.field("note")}, str(error))
    said = f"已申报 {version.entry.id}，待信息科核实。"
    return call.redirect(f"/units/{call.path('unit')}/registers", said)


def terms_of(call: Call) -> Terms:
    """What entries may name."""
    return register_terms(call.desk.scheme, call.desk.county)


def choices(field: Field, register: Register, terms: Terms) -> Choice | None:
    """What a field offers, None where it is written freely."""
    match field.kind:
        case FieldKind.FLAG:
            return Choice((("是", "是"), ("否", "否")))
        case FieldKind.CHOICE if field.choices:
            return Choice(tuple((str(member), str(member)) for member in field.choices))
        case FieldKind.CLAUSE:
            clauses = terms.clauses.get(register, {})
            return Choice(tuple((id_, f"{id_} {title}") for id_, title in clauses.items()))
        case FieldKind.ITEM:
            return Choice(tuple((item.name, key) for key, item in terms.items.items()), open=True)
        case FieldKind.COLUMN:
            names = {column.name for unit in terms.units for column in unit.columns}
            return Choice(tuple((name, "") for name in sorted(names)), open=True)
        case _:
            return None


def _list(call: Call, register: Register, texts: Mapping[str, str], said: str) -> Response:
    terms, unit = terms_of(call), call.query("unit")
    versions = [version for version in known_versions(call.store) if version.register is register]
    shown_ = [version for version in reversed(versions) if unit in ("", version.entry.unit)]
    return call.page(
        "registers.html",
        _BAD if said else _FINE,
        register=register,
        registers=list(Register),
        versions=shown_[:MOST],
        most=MOST,
        unit=unit,
        texts=texts,
        said=said,
        **_form(register, terms),
    )


def _of_unit(call: Call, texts: Mapping[str, str], said: str) -> Response:
    unit, terms = call.desk.county.unit(call.path("unit")), terms_of(call)
    standing = [one for one in known_versions(call.store) if one.entry.unit == unit.id and not one.retracted]
    book = BOOKS[Register.BONUS]
    return call.page(
        "unit_registers.html",
        _BAD if said else _FINE,
        unit=unit,
        groups=[(known, [one for one in standing if one.register is known.register]) for known in BOOKS.values()],
        fields=[field for field in book.fields if field.key != _DECIDED],
        texts=texts,
        said=said,
        **_form(Register.BONUS, terms),
    )


def _entry(call: Call, versions: list[Version], said: str) -> Response:
    last, terms = versions[-1], terms_of(call)
    earlier: list[Version | None] = [None, *versions[:-1]]
    steps = [(version, changes(before, version, terms)) for before, version in zip(earlier, versions, strict=True)]
    fields = BOOKS[last.register].fields
    texts = {field.key: shown_field(field, getattr(last.entry, field.key), last.register, terms) for field in fields}
    texts |= {field.key: shown(getattr(last.entry, field.key)) for field in fields if field.kind is FieldKind.CLAUSE}
    return call.page(
        "register_entry.html",
        _BAD if said else _FINE,
        last=last,
        steps=steps[::-1],
        texts=texts | {UNIT: last.entry.unit},
        said=said,
        **_form(last.register, terms),
    )


def _form(register: Register, terms: Terms) -> dict[str, object]:
    book = BOOKS[register]
    offered = {field.key: choices(field, register, terms) for field in book.fields}
    return {"book": book, "offered": offered, "terms": terms, "shown_field": shown_field, "joint": JOINT}


def _register(call: Call) -> Register:
    name = call.field("register") or call.query("register")
    return Register[name] if name in Register.__members__ else Register.HAND_IN


def _texts(call: Call, book: Book) -> dict[str, str]:
    return {field.key: call.field(field.key) for field in book.fields}


def _versions(call: Call) -> list[Version]:
    entry = half_width(call.path("entry")).upper()
    versions = versions_of(call.store, entry) if book_of(entry) else []
    if not versions:
        raise NotThere
    return versions


def _clerk(call: Call) -> Clerk:
    return Clerk(call.store, call.desk.home.documents, terms_of(call), call.today, call.account.display)


def _told(difference: Difference) -> str:
    what = f"更正 {difference.before.entry.id}" if difference.before else "新登记"
    said = "，".join(f"{one.name}：{one.before or '空'}→{one.after or '空'}" if difference.before
                    else f"{one.name}：{one.after}" for one in difference.changes)  # fmt: skip
    return f"{difference.place}　{what}　{said}"
