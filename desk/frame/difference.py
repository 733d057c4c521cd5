"""What changed between two captures of a page (前后对比): line by line, and within a line character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from county.text import Text

CONTEXT = 2
"""Unchanged lines shown to each side of a change."""
LONGEST_LINE = 3000
"""Characters above which a changed line is shown whole, old beside new."""
MOST_LINES = 3000
"""Lines compared; the rest of a longer text is left out, and the view says so."""
_TOKEN = re.compile(r"[A-Za-z]+|[0-9*.,:：%]+|\s+|.", re.S)
_SHORT_ISLAND = 2
"""Equal characters between two changes that are too few to be read apart."""


class Change(StrEnum):
    """What happened to a part."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


Part = tuple[Change, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the comparison. `skipped` counts unchanged lines that are left out before it."""

    parts: tuple[Part, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows with their parts; `whole` is false where the texts were too long to be compared to their ends."""

    rows: tuple[Row, ...]
    added: int
    removed: int
    whole: bool = True


def difference(before: Text, after: Text) -> Difference:
    """The two texts compared; both are masked."""
    old, new = before.content.splitlines(), after.content.splitlines()
    whole = max(len(old), len(new)) <= MOST_LINES
    rows = tuple(_rows(old[:MOST_LINES], new[:MOST_LINES]))
    count = {change: sum(len(text) for row in rows for kind, text in row.parts if kind is change) for change in Change}
    return Difference(rows, count[Change.ADDED], count[Change.REMOVED], whole)


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT)
    shown = 0
    for group in groups:
        skipped = group[0][3] - shown
        for tag, i1, i2, j1, j2 in group:
            for row in _block(tag, old[i1:i2], new[j1:j2]):
                yield Row(row, max(skipped, 0))
                skipped = 0
        shown = group[-1][4]


def _block(tag: str, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    if tag == "equal":
        yield from (((Change.SAME, line),) for line in new)
        return
    paired = min(len(old), len(new)) if tag == "replace" else 0
    for before, after in zip(old[:paired], new[:paired], strict=True):
        yield tuple(within_line(before, after))
    yield from (((Change.REMOVED, line),) for line in old[paired:])
    yield from (((Change.ADDED, line),) for line in new[paired:])


def within_line(before: str, after: str) -> list[Part]:
    """One line compared word by word, where a Chinese word is a character."""
    if max(len(before), len(after)) > LONGEST_LINE:
        return [(Change.REMOVED, before), (Change.ADDED, after)]
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    codes = _joined(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    parts: list[Part] = []
    for same, i1, i2, j1, j2 in codes:
        if same:
            parts.append((Change.SAME, "".join(new[j1:j2])))
            continue
        parts += [(Change.REMOVED, "".join(old[i1:i2]))] if i1 < i2 else []
        parts += [(Change.ADDED, "".join(new[j1:j2]))] if j1 < j2 else []
    return parts


_Code = tuple[bool, int, int, int, int]


def _joined(codes: Sequence[tuple[str, int, int, int, int]]) -> list[_Code]:
    """Changes with so little between them that a reader takes them for one are made one."""
    joined: list[_Code] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        same = tag == "equal" and (i2 - i1 > _SHORT_ISLAND or number in (0, len(codes) - 1))
        if joined and joined[-1][0] == same:
            last = joined.pop()
            joined.append((same, last[1], i2, last[3], j2))
        else:
            joined.append((same, i1, i2, j1, j2))
    return joined
