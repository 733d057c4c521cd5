"""Entries of all ledgers by their id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.errors import ScoringError
from scoring.ledger import LedgerEntry, Sheet

SHORTEST = 4
"""Characters of an id that are enough, where no other entry's begins with them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and the sheet it stands on."""

    sheet: Sheet
    entry: LedgerEntry


class UnknownEntryError(ScoringError):
    """No entry, or more than one, of that id."""

    def __init__(self, id_: str, found: int) -> None:
        self.id = id_
        problem = f"有 {found} 笔明细的编号以 {id_} 开头" if found else f"没有编号为 {id_} 的明细"
        cure = "请写全编号" if found else "请用 xuncha score --unit 单位 查看编号；其他日期的评分表请加 --as-of"
        super().__init__(f"{problem}；{cure}。")


def find_entry(sheets: Sequence[Sheet], id_: str) -> Placed:
    """The entry of that id, or of an id that begins so. Raises UnknownEntryError."""
    wanted = id_.strip().lower()
    entries = (Placed(sheet, entry) for sheet in sheets for clause in sheet.clauses for entry in clause.entries)
    found = [one for one in entries if one.entry.id.startswith(wanted)] if len(wanted) >= SHORTEST else []
    whole = [one for one in found if one.entry.id == wanted]
    if len(whole or found) != 1:
        raise UnknownEntryError(id_, len(found))
    return (whole or found)[0]
