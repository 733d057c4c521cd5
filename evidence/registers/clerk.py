"""The clerk (登记员): who writes into the registers, on which day, with every mistake named before anything is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from county.books.book import BOOKS
from county.books.differences import UNIT
from county.books.field import Value
from county.books.flaws import EntryFlaw, Standing, entry_flaws
from county.books.reading import FieldError, plain, read_field, read_unit, shown
from county.books.terms import Terms
from county.books.version import Version, entry_values, make_entry
from county.register import Receipt, Register
from county.units import Unit
from evidence.errors import EvidenceError
from evidence.registers.documents import attach
from evidence.registers.entries import REGISTERS, Numbering, known_versions, record_of
from evidence.store import Store


class RegisterError(EvidenceError):
    """An entry that cannot be kept. `flaws` are its mistakes, a sentence each."""

    def __init__(self, flaws: Iterable[EntryFlaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("\n".join(map(str, self.flaws)))


@dataclass(frozen=True, slots=True)
class Clerk:
    """`documents` is the folder of attached documents; `author` signs what is written, `today` dates it. Whatever is
    written is whole and kept at once, or refused with an EvidenceError that says why."""

    store: Store
    documents: Path
    terms: Terms
    today: dt.date
    author: str

    def add(
        self, register: Register, unit: str, texts: Mapping[str, str], document: Path | None = None, note: str = ""
    ) -> Version:
        """Writes a new entry: `texts` are what people wrote into the fields, by key."""

        def draft(_: Standing) -> Version:
            id_ = Numbering(self.store).next_id(register)
            return self.draft(register, id_, {**texts, UNIT: unit}, self.receipt(note))

        return self._write(draft, document)

    def correct(self, entry_id: str, texts: Mapping[str, str], document: Path | None = None, note: str = "") -> Version:
        """Writes a later version of an entry: what `texts` leave out stays, and so does the document unless there is a
        new one."""

        def draft(standing: Standing) -> Version:
            known = _standing(standing, entry_id)
            before = entry_values(known.register, known.entry)
            owner = self._unit(texts.get(UNIT) or known.entry.unit)
            # at another unit, the column that stays may be one that it does not have
            kept = {} if owner.id == known.entry.unit else {key: shown(value) for key, value in before.items()}
            given = {key: text for key, text in texts.items() if key != UNIT}
            values = before | self._values(known.register, owner, kept | given)
            if values == before and owner.id == known.entry.unit and document is None:
                raise EvidenceError(f"{known.entry.id} 与已登记的一样，没有改动；请核对要更正的内容。")
            receipt = self.receipt(note, known.entry.receipt)
            return Version(known.register, make_entry(known.register, known.entry.id, owner.id, values, receipt))

        return self._write(draft, document)

    def retract(self, entry_id: str, note: str) -> Version:
        """Takes an entry back: it counts for nothing from now on."""
        if not plain(note):
            raise EvidenceError("撤回没有说明理由；请用 --note 写明。")

        def draft(standing: Standing) -> Version:
            known = _standing(standing, entry_id)
            entry = replace(known.entry, receipt=self.receipt(note, known.entry.receipt))
            return Version(known.register, entry, retracted=True)

        return self._write(draft)

    def draft(self, register: Register, id_: str, texts: Mapping[str, str], receipt: Receipt) -> Version:
        """The version that `texts` make of their unit and all fields. Raises RegisterError."""
        owner = self._unit(texts[UNIT])
        given = {field.key: texts.get(field.key, "") for field in BOOKS[register].fields}
        return Version(register, make_entry(register, id_, owner.id, self._values(register, owner, given), receipt))

    def receipt(self, note: str, before: Receipt | None = None) -> Receipt:
        """Today's signature, under which the document of an earlier version stays."""
        if not (author := plain(self.author)):
            raise EvidenceError("登记没有署名；请用 --by 写明登记人。")
        document, sha256 = (before.document, before.sha256) if before else ("", "")
        return Receipt(self.today, author, document, sha256, plain(note))

    def refuse_flaws(self, version: Version, standing: Standing) -> None:
        """Raises RegisterError where the version cannot be, among those that stand."""
        _refuse(entry_flaws(version.register, version.entry, standing, self.today, self.terms))

    def _write(self, draft: Callable[[Standing], Version], document: Path | None = None) -> Version:
        with REGISTERS.writing(self.store) as write:
            standing = Standing(known_versions(self.store))
            version = draft(standing)
            if not version.retracted:
                self.refuse_flaws(version, standing)
            if document:
                attached = attach(self.documents, document)
                receipt = replace(version.entry.receipt, document=attached.name, sha256=attached.sha256)
                version = replace(version, entry=replace(version.entry, receipt=receipt))
            write(record_of(version))
        return version

    def _unit(self, name: str) -> Unit:
        try:
            return read_unit(name, self.terms)
        except FieldError as error:
            raise RegisterError([EntryFlaw(UNIT, error.problem, error.cure)]) from error

    def _values(self, register: Register, unit: Unit, texts: Mapping[str, str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        flaws = []
        for key, text in texts.items():
            try:
                values[key] = read_field(BOOKS[register].field(key), text, register, unit, self.terms)
            except FieldError as error:
                flaws.append(EntryFlaw(key, error.problem, error.cure))
        _refuse(flaws)
        return values


def _refuse(flaws: Iterable[EntryFlaw]) -> None:
    if found := tuple(flaws):
        raise RegisterError(found)


def _standing(standing: Standing, entry_id: str) -> Version:
    known = standing.get(entry_id.strip().upper())
    if known is None:
        raise EvidenceError(f"没有编号为 {plain(entry_id)} 的登记，或者它已撤回；请用 xuncha register list 查看编号。")
    return known
