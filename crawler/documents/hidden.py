"""Hidden rows and columns of a sheet (隐藏行列): read like the others, and named in the place of its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

_LETTERS = 26
_NAMED = 3
"""Runs of rows or columns named one by one."""


@dataclass(slots=True)
class Hidden:
    """Numbers of hidden rows, and first and last numbers of hidden runs of columns, from 1."""

    rows: list[int] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def words(self, height: int, width: int) -> str:
        """As people say it, for a sheet whose cells end at that row and column: "第C列、第5–9行隐藏", "" for none."""
        columns = [(first, min(last, width)) for first, last in self.columns if first <= width]
        rows = list(_runs(row for row in self.rows if row <= height))
        parts = [*_named(columns, "列", column_letters), *_named(rows, "行", str)]
        return "、".join(parts) + "隐藏" if parts else ""


def _named(runs: list[tuple[int, int]], noun: str, shown: Callable[[int], str]) -> Iterator[str]:
    for first, last in runs[:_NAMED]:
        yield f"第{shown(first)}{noun}" if first == last else f"第{shown(first)}–{shown(last)}{noun}"
    if len(runs) > _NAMED:
        yield f"另有{sum(last - first + 1 for first, last in runs[_NAMED:])}{noun}"


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for number in sorted(set(numbers)):
        if number != last + 1:
            if first:
                yield first, last
            first = number
        last = number
    if first:
        yield first, last


def column_letters(number: int) -> str:
    """A column as spreadsheets name it: 1 is A, 27 is AA."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def column_number(letters: bytes) -> int:
    """The reverse: b"AA" is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
