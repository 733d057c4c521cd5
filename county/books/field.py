"""Fields (填写项): what an entry of a register says, under the name that office staff know it by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Value = str | bool | int | Decimal | dt.date | tuple[str, ...] | None


class FieldKind(StrEnum):
    """How a field is written, read and kept."""

    TEXT = "文字"
    DAY = "日期"
    WHOLE = "整数"
    POINTS = "分值"
    FLAG = "是否"
    CHOICE = "选项"
    WORDS = "多个词"
    PERIOD = "期间"
    ITEM = "报送事项"
    CLAUSE = "条款"
    COLUMN = "栏目"


@dataclass(frozen=True, slots=True)
class Field:
    """`key` is the attribute of the entry and a stored contract; `name` is its header in a workbook and its name on the
    command line, `note` its hint, `width` that of its column in characters. `default` is what a blank one means, unless
    it is `required`. A `past` day cannot be after today. Numbers lie from `least` to `most`."""

    key: str
    name: str
    kind: FieldKind
    note: str
    width: int = 14
    required: bool = True
    default: Value = None
    past: bool = False
    least: int = 0
    most: int = 0
    choices: type[StrEnum] | None = None
