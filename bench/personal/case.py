"""One case (用例): what a file holds, and what the checks must say of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

FORMATS = ("html", "xlsx", "xls", "docx", "doc", "pdf", "csv")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, the first `head` of which name the columns. `title` stands over it in a merged row. Columns
    in `hidden` are hidden where the format can; `numeric` writes long digits as numbers where it can; `ruled` draws
    lines where the format has a choice."""

    rows: tuple[tuple[str, ...], ...]
    head: int = 1
    title: str = ""
    hidden: frozenset[int] = frozenset()
    hidden_sheet: bool = False
    numeric: bool = False
    ruled: bool = True


Block = str | Grid


@dataclass(frozen=True, slots=True)
class Case:
    """`rules` are those of which one must find something; () for a look-alike, of which none may. `notice` allows a
    finding of the level 提示, which costs nothing. `formats` are those the case makes sense in."""

    kind: str
    blocks: tuple[Block, ...]
    rules: tuple[str, ...] = ()
    notice: bool = False
    title: str = ""
    formats: Sequence[str] = FORMATS

    @property
    def digest(self) -> str:
        """Changes with what the file holds."""
        return hashlib.sha256(repr(self.blocks).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in one format, by number."""

    number: int
    case: Case
    format: str
