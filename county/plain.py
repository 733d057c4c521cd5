"""Frozen values as JSON and back (值的存取): what `as_json` wrote, `restored` makes equal again."""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def as_json(value: Any) -> str:
    """Dataclasses as objects, days and decimals as texts, tuples as lists."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    """What JSON itself knows nothing of."""
    if isinstance(value, dt.date | Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    return {field.name: getattr(value, field.name) for field in fields(value)}


def restored(kind: type[T], value: Any) -> T:
    """The value of that type. Fields that are missing have their defaults; what is no such value raises TypeError,
    ValueError or KeyError."""
    read: Callable[[Any], T] = _reader(kind)  # type: ignore[arg-type]  # a type is hashable
    return read(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    if get_origin(kind) in (Union, types.UnionType):
        [inner] = [one for one in get_args(kind) if one is not types.NoneType]
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if get_origin(kind) is tuple:
        read_one = _reader(get_args(kind)[0])
        return lambda value: tuple(read_one(one) for one in value)
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind is dt.date:
        return dt.date.fromisoformat
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind
    return lambda value: value


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    return lambda value: kind(**{name: read(value[name]) for name, read in readers.items() if name in value})
