"""Typed reading of a TOML table: the right type or a default, with a flaw noted for everything that is not right."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from county.configuration.errors import quoted
from county.configuration.toml_lines import Place
from county.configuration.toml_source import Flaw, Source
from county.configuration.wording import nearest, tidy

KEY_NAMES: dict[str, str] = {
    "id": "编号",
    "name": "名称",
    "class": "类别",
    "kind": "栏目类型",
    "url": "网址",
    "duty": "更新要求",
    "portal": "门户",
    "home": "首页网址",
    "hosts": "其他域名",
    "office": "主管科室",
    "scheme": "考核方案",
    "aliases": "别名",
    "contacts": "联络员",
    "mail": "邮箱",
    "phone": "电话",
}
"""Chinese name of each key of the two files that a person writes; the others are their own name."""
_TYPE_NAMES: tuple[tuple[type, str], ...] = (
    (bool, "是非值"),
    (int, "数字"),
    (float, "数字"),
    (str, "文字"),
    (dt.datetime, "日期时间"),
    (dt.date, "日期"),
    (dt.time, "时间"),
    (list, "列表"),
    (dict, "表"),
)
_MISSING = object()
Choice = TypeVar("Choice", bound=StrEnum)


class Table:
    """One table of a file. `title` names it for people, `keys` are the keys that it may have."""

    __slots__ = ("_meant", "_source", "_title", "place", "values")

    def __init__(self, source: Source, place: Place, values: Mapping[str, object], title: str = "") -> None:
        self._source = source
        self._title = title
        self._meant: set[str] = set()
        self.place = place
        self.values = values

    @property
    def title(self) -> str:
        """What people call this table: `单位“龙场街道办事处”`."""
        for name in (self.values.get("name"), self.values.get("id")):
            if isinstance(name, str) and tidy(name):
                return f"{self._title}{quoted(tidy(name))}"
        last = self.place[-1] if self.place else ""
        return f"第 {last + 1} 个{self._title}" if isinstance(last, int) else self._title

    def refuse(self, key: str, problem: str, cure: str) -> None:
        """Notes a flaw of the value of `key`, or of the whole table where it has no such key."""
        self._source.flaws.append(Flaw((*self.place, key), problem, cure))

    def allow(self, *keys: str) -> None:
        """Notes a flaw for each key that is not one of `keys`. What it was meant for then counts as not missing."""
        for key in sorted(self.values.keys() - set(keys)):
            near = nearest(key, keys) or _key_called(key, keys)
            self._meant.add(near)
            cure = f"请改成 {near}" if near else f"请删去；这里可以写 {'、'.join(keys)}"
            self.refuse(key, f"{self.title or '文件'}里的键{quoted(key)}不认识", cure)

    def text(self, key: str, *, required: bool = True) -> str:
        """A text without stray spaces, "" where it is wrong, blank or not there."""
        value = self.values.get(key, _MISSING)
        if isinstance(value, str):
            if value := tidy(value):
                return value
        elif value is not _MISSING:
            self._wrong(key, value, "文字", f'{key} = "……"，两边加英文引号')
            return ""
        if required and key not in self._meant:
            self.refuse(key, f"{self.title}没有{_called(key)}", "请补上后再运行")
        return ""

    def choice(self, key: str, kind: type[Choice], default: Choice, *, required: bool = True) -> Choice:
        """A member of `kind` by its Chinese value."""
        text = self.text(key, required=required)
        try:
            return kind(text) if text else default
        except ValueError:
            self.refuse(key, *unknown_choice(f"{self.title}的{_called(key)}", text, kind))
            return default

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, value, "是非值", f"{key} = true 或 {key} = false，不加引号")
        return default

    def number(self, key: str, default: float, least: float, unit: str) -> float:
        """A finite number not under `least`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(key, value, "数字", f"{key} = {default:g}，不加引号")
        elif not math.isfinite(value) or value < least:
            self.refuse(key, f"{self.title}的{_called(key)}不能是 {value}", f"请写不小于 {least:g} 的数（{unit}）")
        else:
            return value
        return default

    def whole(self, key: str, default: int, least: int, unit: str) -> int:
        """A whole number not under `least`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, value, "整数", f"{key} = {default}，不加引号，不带小数")
        elif value < least:
            self.refuse(key, f"{self.title}的{_called(key)}不能是 {value}", f"请写不小于 {least} 的整数（{unit}）")
        else:
            return value
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, () where there is none."""
        example = f'{key} = ["……", "……"]'
        items = [(at, item) for at, item in self._items(key, "文字的列表", example)]
        for _, item in items:
            if not isinstance(item, str) or not tidy(item):
                self._wrong(key, item, "文字的列表", example)
        return tuple(tidy(item) for _, item in items if isinstance(item, str))

    def days(self, key: str) -> frozenset[dt.date]:
        """A list of dates."""
        example = f"{key} = [2027-01-01, 2027-02-17]，日期不加引号"
        items = [item for _, item in self._items(key, "日期的列表", example)]
        for item in items:
            if not isinstance(item, dt.date) or isinstance(item, dt.datetime):
                self._wrong(key, item, "日期的列表", example)
        return frozenset(item for item in items if isinstance(item, dt.date))

    def table(self, key: str, title: str) -> Table:
        """The table under `key`, an empty one where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, value, "单个的表", f"[{key}]")
            value = {}
        return Table(self._source, (*self.place, key), value, title)

    def tables(self, key: str, title: str, example: str) -> Iterator[Table]:
        """The tables of the array of tables under `key`; `example` shows how it is written."""
        for at, item in self._items(key, "成组的表", example):
            if isinstance(item, dict):
                yield Table(self._source, (*self.place, key, at), item, title)
            else:
                self._wrong(key, item, "成组的表", example)

    def _items(self, key: str, expected: str, example: str) -> Iterator[tuple[int, object]]:
        value = self.values.get(key, [])
        if isinstance(value, list):
            yield from enumerate(value)
        else:
            self._wrong(key, value, expected, example)

    def _wrong(self, key: str, value: object, expected: str, example: str) -> None:
        found = next((name for kind, name in _TYPE_NAMES if isinstance(value, kind)), "别的东西")
        found = "空白" if isinstance(value, str) and not value.strip() else found
        self.refuse(key, f"{self.title}的{_called(key)}应为{expected}，现在写的是{found}", f"请写成 {example}")


def unknown_choice(what: str, text: str, kind: type[StrEnum]) -> tuple[str, str]:
    """Problem and cure for a `text` that is no value of `kind`."""
    allowed = [str(member) for member in kind]
    near = nearest(text, allowed)
    cure = f"请改成“{near}”" if near else "请从中选一个"
    return f"{what}{quoted(text)}不认识", f"{cure}（可选：{'、'.join(allowed)}）"


def _called(key: str) -> str:
    return f"{KEY_NAMES[key]}（{key}）" if key in KEY_NAMES else f" {key} "


def _key_called(word: str, keys: tuple[str, ...]) -> str:
    return next((key for key in keys if KEY_NAMES.get(key) == word), "")
