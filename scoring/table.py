"""Reading a table of a scheme file: typed, exact, and with a sentence for every mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from county.configuration.wording import nearest
from scoring.errors import SchemeError

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

DECIMAL_PLACES = 3
"""Finest points a scheme may use; few enough digits for any reader of JSON to keep them exact."""

LARGEST_NUMBER = Decimal(1000)
"""No scheme gives a thousand points; a larger number is a slip of the keyboard."""

_DAY_OF_YEAR = "%Y-%m-%d"
_TYPES: dict[type, str] = {str: "文字", bool: "true 或 false", int: "整数", dict: "表", list: "列表"}


class Table:
    """One table of the file. Each reader asks for the keys it knows and ends with `done`, which refuses the rest."""

    def __init__(self, file: str, place: str, values: Mapping[str, object]) -> None:
        self.file = file
        self.place = place
        self._values = values
        self._asked: dict[str, None] = {}

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank."""
        return default if default is not None and self._left_out(key) else self._not_blank(key, self._of_type(key, str))

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of one text or more, none twice."""
        if default is not None and self._left_out(key):
            return default
        texts = tuple(self._not_blank(key, text) for text in self._of_type(key, list))
        if not texts or len(set(texts)) < len(texts):
            raise self.error(key, "列表是空的，或者有重复的值", "请每项只写一次，至少写一项")
        return texts

    def flag(self, key: str, default: bool | None = None) -> bool:
        """true or false."""
        return default if default is not None and self._left_out(key) else self._of_type(key, bool)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number, 0 or more."""
        if default is not None and self._left_out(key):
            return default
        number = self.number(key)
        if number != number.to_integral_value():
            raise self.error(key, f"写的是 {number}，不是整数", "请写整数")
        return int(number)

    def number(self, key: str, default: Decimal | None = None) -> Decimal:
        """A number, 0 or more, exactly as written."""
        if default is not None and self._left_out(key):
            return default
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.error(key, "写的不是数字", "请写成 0.5 这样的数字，不加引号")
        number = Decimal(value)
        if not number.is_finite() or not 0 <= number <= LARGEST_NUMBER:
            raise self.error(key, f"写的是 {number}", f"请写 0 到 {LARGEST_NUMBER} 之间的数字，扣分也写正数")
        if number != round(number, DECIMAL_PLACES):
            raise self.error(key, f"写的是 {number}，小数太长", f"最多保留 {DECIMAL_PLACES} 位小数")
        return number

    def day(self, key: str, default: dt.date | None = None) -> dt.date | None:
        """A day, as TOML writes it or in quotes; `default` where the file leaves it out."""
        if self._left_out(key):
            return default
        value = self._value(key)
        try:
            day = dt.date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            day = None
        if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
            raise self.error(key, f"“{value}”不是日期", "请写成 2026-07-01 这样")
        return day

    def month_day(self, key: str) -> tuple[int, int]:
        """A day of every year, written "01-31"."""
        text = self.text(key)
        try:
            # a year that is not a leap year: there is no 29 February in most years
            day = dt.datetime.strptime(f"2001-{text}", _DAY_OF_YEAR).date()
        except ValueError:
            raise self.error(key, f"“{text}”不是月和日", '请写成 "01-01" 这样') from None
        return day.month, day.day

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of the values of `kind`."""
        return default if default is not None and self._left_out(key) else self._member(key, kind, self.text(key))

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """A list of values of `kind`."""
        return tuple(self._member(key, kind, text) for text in self.texts(key))

    def has(self, key: str) -> bool:
        """Whether the file writes `key`."""
        return not self._left_out(key)

    def table(self, key: str) -> Table:
        """A table inside this one."""
        return Table(self.file, self._place(key), self._of_type(key, dict))

    def tables(self, key: str, *, may_lack: bool = False) -> tuple[Table, ...]:
        """A list of one table or more (`[[key]]`), none of them only where the file `may_lack` them."""
        if self._left_out(key) and may_lack:
            return ()
        values = self._of_type(key, list)
        if not values or not all(isinstance(value, dict) for value in values):
            raise self.error(key, "不是一列表格", f"请写成 [[{key}]]，至少一个")
        place = self._place(key)
        return tuple(Table(self.file, f"{place}（第 {n} 个）", value) for n, value in enumerate(values, 1))

    def numbers_by(self, kind: type[E]) -> dict[E, Decimal]:
        """This whole table as one number for every value of `kind`."""
        numbers = {member: self.number(member) for member in kind}
        self.done()
        return numbers

    def done(self) -> None:
        """Refuses every key that nobody asked for. Raises SchemeError."""
        for key in self._values:
            if key not in self._asked:
                near = nearest(key, self._asked)
                known = f"是不是 {near}" if near else f"这里可以写 {'、'.join(self._asked)}"
                raise self.error(key, "没有这个设置项", f"请删去或改正，{known}")

    def error(self, key: str, problem: str, cure: str) -> SchemeError:
        """What to raise for `key` of this table, "" for the table itself."""
        return SchemeError(self.file, self._place(key), problem, cure)

    def _place(self, key: str) -> str:
        return ".".join(part for part in (self.place, key) if part)

    def _left_out(self, key: str) -> bool:
        self._asked[key] = None
        return key not in self._values

    def _value(self, key: str) -> object:
        if self._left_out(key):
            raise self.error(key, "没有写", "请补上")
        return self._values[key]

    def _of_type(self, key: str, kind: type[T]) -> T:
        value = self._value(key)
        if not isinstance(value, kind):
            raise self.error(key, f"写的不是{_TYPES[kind]}", f"请改成{_TYPES[kind]}")
        return value

    def _not_blank(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "是空的，或者不是文字", "请写上文字，并加引号")
        return value.strip()

    def _member(self, key: str, kind: type[E], text: str) -> E:
        try:
            return kind(text)
        except ValueError:
            allowed = "、".join(f"“{member}”" for member in kind)
            raise self.error(key, f"“{text}”不是允许的值", f"请从 {allowed} 中选") from None
