"""What people write into a field, read: by command, in a workbook or in the desk. A sentence for every mistake."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from county.books.book import BOOKS, book_of
from county.books.days import FIRST_YEAR, LAST_YEAR, parse_day, parse_period
from county.books.field import Field, FieldKind, Value
from county.books.terms import Terms
from county.configuration.errors import quoted
from county.configuration.wording import half_width, nearest, tidy
from county.personal import mask_typed
from county.register import Register
from county.units import Unit

JOINT = "；"
"""Between several words in one field."""
LONGEST = 500
"""Characters of a text: a field is no place for a whole document."""
_JOINTS = re.compile("[；;\n]")
_FLAGS: dict[str, bool] = {"是": True, "否": False, "有": True, "无": False, "√": True, "TRUE": True, "FALSE": False}
_PLACES = 3
"""Decimal places of points, as in a scheme."""


class FieldError(Exception):
    """A text that a field cannot take. `problem` and `cure` make a sentence."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(f"{problem}，{cure}。")
        self.problem = problem
        self.cure = cure


def plain(text: str) -> str:
    """`text` as it may be kept: without control characters and stray spaces, personal numbers masked."""
    return mask_typed(tidy(text))


def read_field(field: Field, text: str, register: Register, unit: Unit | None, terms: Terms) -> Value:
    """The value that `text` gives the field, its default where it is blank. `unit` is None where it is not known; then
    nothing is held against its columns. Raises FieldError."""
    text = plain(text.replace("\n", JOINT) if field.kind is FieldKind.WORDS else text)
    if not text:
        if field.required:
            raise FieldError(f"“{field.name}”没有填写", "请补上")
        return field.default
    if len(text) > LONGEST:
        raise FieldError(f"“{field.name}”有 {len(text)} 个字", f"请缩短到 {LONGEST} 字以内")
    match field.kind:
        case FieldKind.ITEM:
            return _item(field, text, terms)
        case FieldKind.CLAUSE:
            return _clause(field, text, terms.clauses.get(register, {}))
        case FieldKind.COLUMN:
            return _column(field, text, unit)
        case FieldKind.CHOICE if field.choices:
            return field.choices(_one_of(field, text, {str(member): str(member) for member in field.choices}))
        case _:
            return _READERS[field.kind](field, text)


def _text(_: Field, text: str) -> Value:
    return text


def _words(_: Field, text: str) -> Value:
    return tuple(word for part in _JOINTS.split(text) if (word := part.strip()))


def _day(field: Field, text: str) -> Value:
    day = parse_day(half_width(text))
    if day is None:
        raise FieldError(
            f"{field.name}{quoted(text)}不是日期", f"请写成 2026-03-05，年份在 {FIRST_YEAR} 至 {LAST_YEAR} 之间"
        )
    return day


def _period(field: Field, text: str) -> Value:
    period = parse_period(half_width(text))
    if not period:
        raise FieldError(f"{field.name}{quoted(text)}写法不对", "请写成 2026、2026上半年、2026第1季度或 2026-03")
    return period


def _whole(field: Field, text: str) -> Value:
    text = half_width(text).removesuffix(".0")
    if not text.isascii() or not text.isdigit() or not field.least <= int(text[:9]) <= field.most:
        raise FieldError(f"{field.name}{quoted(text)}不对", f"请写 {field.least} 至 {field.most} 的整数")
    return int(text)


def _points(field: Field, text: str) -> Value:
    cure = f"请写不为 0、绝对值不超过 {field.most}、最多 {_PLACES} 位小数的数，如 -0.5"
    try:
        points = Decimal(half_width(text).replace("−", "-").removesuffix("分"))
    except InvalidOperation as error:
        raise FieldError(f"{field.name}{quoted(text)}不是数字", cure) from error
    if not points.is_finite() or not points or abs(points) > field.most or points != round(points, _PLACES):
        raise FieldError(f"{field.name}{quoted(text)}不对", cure)
    return points.normalize() + 0


def _flag(field: Field, text: str) -> Value:
    if (flag := _FLAGS.get(text.upper())) is None:
        raise FieldError(f"{field.name}{quoted(text)}不认识", "请填“是”或“否”，留空为“否”")
    return flag


_READERS: Mapping[FieldKind, Callable[[Field, str], Value]] = {
    FieldKind.TEXT: _text,
    FieldKind.WORDS: _words,
    FieldKind.DAY: _day,
    FieldKind.PERIOD: _period,
    FieldKind.WHOLE: _whole,
    FieldKind.POINTS: _points,
    FieldKind.FLAG: _flag,
}


def _item(field: Field, text: str, terms: Terms) -> str:
    """The key of an item of the scheme, or the id of a duty that is handed in."""
    if book_of(text) is BOOKS[Register.DUTY]:
        return half_width(text).upper()
    names = {item.name: key for key, item in terms.items.items()}
    return _one_of(field, text, {**names, **{key: key for key in terms.items}})


def _clause(field: Field, text: str, clauses: Mapping[str, str]) -> str:
    """The id of a clause; its title may follow, as the drop-down list has it."""
    known = {half_width(id_): id_ for id_ in clauses} | {half_width(f"{id_} {clauses[id_]}"): id_ for id_ in clauses}
    word = half_width(text)
    word = word if word in known else word.partition(" ")[0]
    if word not in known:
        # never the nearest: "(五)6" is one sign from "(五)8" and a wholly other matter
        choices = "、".join(f"{id_} {title}" for id_, title in clauses.items())
        raise FieldError(f"没有{quoted(text)}这个{field.name}", f"请从中选一个（可选：{choices}）")
    return known[word]


def _column(field: Field, text: str, unit: Unit | None) -> str:
    if unit is None:
        return text
    try:
        return _one_of(field, text, {column.name: column.name for column in unit.columns})
    except FieldError as error:
        raise FieldError(f"{unit.name}{error.problem}", error.cure) from error


def _one_of(field: Field, text: str, known: Mapping[str, str]) -> str:
    if text in known:
        return known[text]
    raise FieldError(f"没有{quoted(text)}这个{field.name}", _near(text, known))


def _near(text: str, known: Iterable[str]) -> str:
    names = list(known)
    if not names:
        return "考核方案里没有可以登记的，请核对 county.toml 里的考核方案"
    near = nearest(text, names)
    return f"请改成“{near}”" if near else f"请从中选一个（可选：{'、'.join(names[:30])}）"


def field_called(register: Register, name: str) -> Field:
    """The field of that name or key. Raises FieldError."""
    fields = BOOKS[register].fields
    found = next((field for field in fields if name in (field.name, field.key)), None)
    if found is None:
        raise FieldError(f"“{register}”没有{quoted(name)}这一项", _near(name, [field.name for field in fields]))
    return found


def read_unit(text: str, terms: Terms) -> Unit:
    """The unit of that id, name or alias. Raises FieldError."""
    text = plain(text)
    if not text:
        raise FieldError("“单位”没有填写", "请补上")
    unit = terms.unit_called(text) or terms.unit_called(half_width(text))
    if unit is None:
        near = nearest(text, [unit.name for unit in terms.units])
        cure = f"请改成“{near}”" if near else "请用 xuncha units list 查看编号和名称"
        raise FieldError(f"没有单位{quoted(text)}", cure)
    return unit


def shown(value: Value) -> str:
    """A value as people read it, and as `read_field` reads it back."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case tuple():
            return JOINT.join(value)
        case dt.date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def shown_field(field: Field, value: Value, register: Register, terms: Terms) -> str:
    """The same, with the names of items and clauses in the place of their keys."""
    match field.kind:
        case FieldKind.ITEM:
            item = terms.items.get(str(value))
            return item.name if item else str(value)
        case FieldKind.CLAUSE:
            title = terms.clauses.get(register, {}).get(str(value), "")
            return f"{value} {title}".rstrip()
        case _:
            return shown(value)
