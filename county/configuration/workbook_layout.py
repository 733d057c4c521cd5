"""units.xlsx as office staff see it (单位栏目表): its sheets and the headers of their columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

UNITS_SHEET = "单位"
COLUMNS_SHEET = "栏目"
HELP_SHEET = "填写说明"
JOINT = "；"
"""Between several aliases or contacts in one cell."""
LARGEST_SHEET = 30_000
"""Rows. Forty-one units with five hundred columns are 20,500."""


@dataclass(frozen=True, slots=True)
class Header:
    """A column of a sheet. `key` is the key of what it stands for in units.toml or in an entry of a register, `width`
    is in characters, `note` is shown to whoever fills it in. `several` cells hold more than one value, parted by
    `JOINT`; `number` cells may hold a number, `day` cells a date. A `fixed` column is not to be changed."""

    key: str
    name: str
    width: int
    note: str
    required: bool = True
    several: bool = False
    number: bool = False
    centred: bool = False
    day: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet as it is written. The import passes by those that it does not know."""

    name: str
    headers: tuple[Header, ...]
    rows: Sequence[Sequence[str | int | float | dt.date]]


_ONE_BY_ONE = "与联络员一一对应，用分号“；”隔开；没有的留空，但分号要留着。"
_DUTY = "两条信息最长相隔的天数，或填“据实更新”；留空按栏目类型的默认要求。"
UNIT_HEADERS: tuple[Header, ...] = (
    Header("id", "单位编号", 16, "小写英文字母、数字和连字符，如 longchang；定下后不要改，历史记录靠它对应。"),
    Header("name", "单位名称", 26, "单位在考核方案中的名称，不能重复。"),
    Header("class", "考核类别", 10, "从下拉列表中选择，决定每周应发工作动态条数。", centred=True),
    Header("portal", "门户编号", 14, "从下拉列表中选择，须是 county.toml 里登记的门户。"),
    Header("aliases", "别名", 26, "发文落款用的其他名称；多个别名用分号“；”隔开。", required=False, several=True),
    Header("contacts", "联络员", 16, "姓名；多位联络员用分号“；”隔开。", required=False, several=True),
    Header("mail", "邮箱", 28, _ONE_BY_ONE, required=False, several=True),
    Header("phone", "电话", 18, _ONE_BY_ONE, required=False, several=True),
)
COLUMN_HEADERS: tuple[Header, ...] = (
    Header("unit", "单位名称", 26, "与“单位”表中的单位名称一致，可从下拉列表中选择。"),
    Header("name", "栏目名称", 22, "同一单位内不能重复。"),
    Header("kind", "栏目类型", 14, "从下拉列表中选择。", centred=True),
    Header("url", "栏目网址", 60, "从浏览器地址栏完整复制，以 http:// 或 https:// 开头，全表不能重复。"),
    Header("duty", "更新要求（天）", 16, _DUTY, required=False, number=True, centred=True),
)
SHEETS: dict[str, tuple[Header, ...]] = {UNITS_SHEET: UNIT_HEADERS, COLUMNS_SHEET: COLUMN_HEADERS}
"""In the order of the workbook."""
