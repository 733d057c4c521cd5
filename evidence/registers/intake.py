"""Intake (导入) of a filled-in workbook: what is new or corrected in it is written down, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from county.books.differences import NOTE, Change, changes, checksum, said
from county.books.flaws import Standing
from county.books.reading import plain
from county.books.terms import Terms
from county.books.version import Version
from county.books.workbook_import import Draft, RegisterWorkbook
from county.books.workbook_layout import CHECKSUM, ID
from county.times import day_text
from evidence.registers.clerk import Clerk, RegisterError
from evidence.registers.entries import REGISTERS, Numbering, known_versions, record_of


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row of a workbook changes: `before` is None for a new entry, `place` is where the row stands."""

    place: str
    before: Version | None
    after: Version
    changes: tuple[Change, ...]


def take_in(clerk: Clerk, workbook: RegisterWorkbook, *, dry_run: bool = False) -> list[Difference]:
    """Writes what is new or corrected in the workbook, and gives it; `dry_run` only gives it. Raises
    ConfigurationErrors with a sentence for every cell that is wrong; then nothing is written."""
    with REGISTERS.writing(clerk.store) as write:
        standing, numbering = Standing(known_versions(clerk.store)), Numbering(clerk.store)
        found = []
        for draft in workbook.drafts:
            if not _says_something_new(draft, standing, workbook, clerk.terms):
                continue
            if version := _version(draft, standing, numbering, workbook, clerk):
                before = standing.get(version.entry.id)
                if changed := changes(before, version, clerk.terms):
                    found.append(Difference(draft.place, before, version, changed))
                    standing.put(version)
        workbook.finish()
        for difference in () if dry_run else found:
            write(record_of(difference.after))
    return found


def _says_something_new(draft: Draft, standing: Standing, workbook: RegisterWorkbook, terms: Terms) -> bool:
    """A row that nobody touched since the export says nothing, whatever became of its entry meanwhile; one that was
    edited must be based on what stands."""
    if not draft.id:
        return True
    if not draft.is_edited:
        return False
    known = standing.get(draft.id)
    if known is None or known.register is not draft.register:
        cure = "新登记的编号请留空，其余请重新导出后再改"
        workbook.refuse(draft, ID, f"没有编号为 {plain(draft.id)} 的登记，或者它已撤回", cure)
        return False
    now = checksum(known.entry.id, said(known, terms))
    if now == checksum(draft.id, draft.texts):
        return False
    if now != draft.checksum:
        workbook.refuse(draft, CHECKSUM, _stale(known), "请重新导出，在新表里改这一行")
        return False
    return True


def _stale(known: Version) -> str:
    receipt = known.entry.receipt
    return f"{known.entry.id} 在导出之后改过（{receipt.author}，{day_text(receipt.recorded_on)}），或者校验码被改动"


def _version(
    draft: Draft, standing: Standing, numbering: Numbering, workbook: RegisterWorkbook, clerk: Clerk
) -> Version | None:
    """The version that a row makes; None where it is wrong, which is noted."""
    known = standing.get(draft.id)
    receipt = clerk.receipt(draft.texts[NOTE], known.entry.receipt if known else None)
    try:
        id_ = draft.id or numbering.next_id(draft.register)
        version = clerk.draft(draft.register, id_, draft.texts, receipt)
        clerk.refuse_flaws(version, standing)
    except RegisterError as error:
        for flaw in error.flaws:
            workbook.refuse(draft, flaw.key, flaw.problem, flaw.cure)
        return None
    return version
