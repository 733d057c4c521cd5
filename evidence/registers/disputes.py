"""Disputes (争议) about entries of the ledger: appeals and rulings, one after the other, nothing overwritten."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from county.books.reading import plain
from county.register import Appeal, Receipt, Ruling, RulingState
from evidence import audit
from evidence.errors import EvidenceError
from evidence.journal import Journal, Record
from evidence.registers.documents import attach
from evidence.store import Store


class _Kind(StrEnum):
    APPEAL = "appeal"
    RULING = "ruling"


_PREFIXES = {_Kind.APPEAL: "SS", _Kind.RULING: "CD"}
_INSERT = """
INSERT INTO dispute (id, kind, unit, entry, state, made_on, reason, recorded_on, author, document, sha256) VALUES
(:id, :kind, :unit, :entry, :state, :made_on, :reason, :recorded_on, :author, :document, :sha256)
"""
_SELECT = """
SELECT id, kind, unit, entry, state, made_on, reason, recorded_on, author, document, sha256 FROM dispute
WHERE recorded_on <= ? ORDER BY seq
"""


def _keep(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(_INSERT, record)
    told = {name: record[name] for name in ("id", "unit", "entry", "state", "made_on", "reason", "sha256")}
    audit.append(connection, record["author"], record["kind"], **told)


DISPUTES = Journal("rulings.jsonl", "dispute", _keep)


Said = TypeVar("Said", Appeal, Ruling)


@dataclass(frozen=True, slots=True)
class AppealCase:
    """An appeal with the ruling that answered it, None while it is open."""

    appeal: Appeal
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """Who writes disputes down, on which day; `documents` is the folder of attached documents. Whatever cannot be kept
    is refused with an EvidenceError."""

    store: Store
    documents: Path
    today: dt.date
    author: str

    def appeal(self, unit: str, entry: str, reason: str, document: Path | None = None) -> Appeal:
        """Writes down that a unit contests an entry of its ledger."""

        def make(id_: str, receipt: Receipt) -> Appeal:
            known = next((one for one in appeals(self.store) if one.appeal.entry == entry and not one.ruling), None)
            if known:
                raise EvidenceError(f"这一笔已有待裁定的申诉 {known.appeal.id}；裁定之后才能再登记新的申诉。")
            return Appeal(id_, unit, entry, _needed(reason, "申诉"), receipt)

        return self._write(_Kind.APPEAL, make, document)

    def rule(
        self,
        unit: str,
        entry: str,
        state: RulingState,
        reason: str,
        document: Path | None = None,
        made_on: dt.date | None = None,
    ) -> Ruling:
        """Writes down what was ruled on an entry; it answers the entry's open appeal and replaces an earlier ruling.
        `made_on` is the day of the ruling where that was before today."""
        day = made_on or self.today
        if day > self.today:
            raise EvidenceError(f"裁定日期 {day} 还没有到；请写 {self.today} 或以前的日期。")

        def make(id_: str, receipt: Receipt) -> Ruling:
            return Ruling(id_, unit, entry, state, day, _needed(reason, "裁定"), receipt)

        return self._write(_Kind.RULING, make, document)

    def _write(self, kind: _Kind, make: Callable[[str, Receipt], Said], document: Path | None) -> Said:
        if not (author := plain(self.author)):
            raise EvidenceError("没有署名；请用 --by 写明经办人。")
        with DISPUTES.writing(self.store) as write:
            [count] = self.store.connection.execute("SELECT count(*) FROM dispute WHERE kind = ?", (kind,)).fetchone()
            made = make(f"{_PREFIXES[kind]}-{count + 1}", Receipt(self.today, author))
            if document:
                attached = attach(self.documents, document)
                receipt = replace(made.receipt, document=attached.name, sha256=attached.sha256)
                made = replace(made, receipt=receipt)
            write(_record(kind, made))
        return made


def _needed(reason: str, what: str) -> str:
    if not (kept := plain(reason)):
        raise EvidenceError(f"{what}没有写理由；请写明理由后重试。")
    return kept


def _record(kind: _Kind, made: Appeal | Ruling) -> Record:
    ruled = (made.state.name, made.made_on) if isinstance(made, Ruling) else ("", made.receipt.recorded_on)
    return {
        "id": made.id,
        "kind": kind,
        "unit": made.unit,
        "entry": made.entry,
        "state": ruled[0],
        "made_on": ruled[1].isoformat(),
        "reason": made.reason,
        "recorded_on": made.receipt.recorded_on.isoformat(),
        "author": made.receipt.author,
        "document": made.receipt.document,
        "sha256": made.receipt.sha256,
    }


def rulings(store: Store, known_by: dt.date | None = None) -> dict[str, tuple[Ruling, ...]]:
    """By unit the newest ruling on each entry, of those written by `known_by` where a day is given."""
    newest = {made.entry: made for made in _disputes(store, known_by) if isinstance(made, Ruling)}
    by_unit: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in newest.values():
        by_unit[ruling.unit].append(ruling)
    return {unit: tuple(found) for unit, found in by_unit.items()}


def appeals(store: Store, known_by: dt.date | None = None) -> list[AppealCase]:
    """All appeals, oldest first, each with the first ruling on its entry that followed."""
    cases: list[AppealCase] = []
    for made in _disputes(store, known_by):
        if isinstance(made, Appeal):
            cases.append(AppealCase(made))
        else:
            cases = [_answered(case, made) for case in cases]
    return cases


def _answered(case: AppealCase, ruling: Ruling) -> AppealCase:
    return replace(case, ruling=ruling) if case.appeal.entry == ruling.entry and not case.ruling else case


def dispute(store: Store, id_: str) -> Appeal | Ruling | None:
    """The appeal or ruling of that id."""
    return next((made for made in _disputes(store) if made.id == id_), None)


def _disputes(store: Store, known_by: dt.date | None = None) -> list[Appeal | Ruling]:
    rows = store.connection.execute(_SELECT, ((known_by or dt.date.max).isoformat(),))
    return [_dispute(*row) for row in rows]


def _dispute(
    id_: str, kind: str, unit: str, entry: str, state: str, made_on: str, reason: str, *receipt: str
) -> Appeal | Ruling:
    recorded_on, author, document, sha256 = receipt
    signed = Receipt(dt.date.fromisoformat(recorded_on), author, document, sha256)
    if kind == _Kind.APPEAL:
        return Appeal(id_, unit, entry, reason, signed)
    return Ruling(id_, unit, entry, RulingState[state], dt.date.fromisoformat(made_on), reason, signed)
