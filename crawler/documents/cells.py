"""A cell as a person reads it (单元格)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_EXACT = 10**15
"""Spreadsheets keep 15 digits of a number: later ones are lost."""
_LONGEST = 10**20
"""Numbers of people have at most 20 digits."""


class Cells:
    """The cells of one sheet made readable. `lost` is set once a long number, an identity or card number by its length,
    was stored as a quantity."""

    def __init__(self) -> None:
        self.lost = False
        self._shown: dict[type, Callable[[Any], str]] = {float: self._number, int: self._number} | _SHOWN

    def row(self, row: Sequence[Cell]) -> list[str]:
        """A row: whole numbers without exponent and without ".0", days without the hour they do not have."""
        return [cell if type(cell) is str else self._shown[type(cell)](cell) for cell in row]

    def _number(self, number: float) -> str:
        if not -_EXACT < number < _EXACT:
            self.lost = self.lost or abs(number) < _LONGEST
            return str(int(number)) if abs(number) < _LONGEST else format(number, ".15g")
        whole = int(number)
        return str(whole) if whole == number else format(number, ".15g")


def _moment(moment: dt.datetime) -> str:
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(" ", "seconds")


_SHOWN: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda value: "是" if value else "否",
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
    dt.time: str,
    dt.timedelta: str,
}
