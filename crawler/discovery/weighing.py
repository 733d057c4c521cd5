"""How certain a proposed column is (把握) and why, in words for whoever corrects the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from county.proposal import Certainty
from county.units import ColumnKind
from crawler.discovery.column_names import EXACT, ColumnName
from crawler.discovery.observation import Observation
from crawler.discovery.owning import Ownership

_LEVELS = (Certainty.LOW, Certainty.MIDDLE, Certainty.HIGH)
_STATIC = frozenset({ColumnKind.LEADERS, ColumnKind.FUNCTIONS})
"""Columns that may be one page instead of a list."""
STATIC_LETTERS = 30
_MOSTLY_AWAY = 0.8
_DATED = 0.5


@dataclass(frozen=True, slots=True)
class Weight:
    """A certainty with its reasons, as one line."""

    certainty: Certainty
    why: str


def weigh(name: ColumnName, owner: Ownership, seen: Observation | None, trouble: str) -> Weight:
    """The certainty of a column: that of its weakest ground. `trouble` says what else speaks against it, without `seen`
    why its page was not read."""
    page, shown = _page(name.kind, seen) if seen else (0, "这次没有读到栏目页，请打开核对")
    sure = min(_name(name), owner.strength, page, 0 if trouble else EXACT)
    return Weight(_LEVELS[sure], "；".join(part for part in (*_words(name, owner), shown, trouble) if part) + "。")


def _name(name: ColumnName) -> int:
    """OTHER is a column without a duty of its own: whether the office wants it, a person says."""
    return 1 if name.kind is ColumnKind.OTHER else name.sureness


def _words(name: ColumnName, owner: Ownership) -> Iterator[str]:
    if name.kind is ColumnKind.OTHER:
        yield "不属于常见考核栏目类型"
    elif name.sureness < EXACT:
        yield f"栏目名称接近“{name.kind}”类，请核对类型"
    yield owner.why


def _page(kind: ColumnKind, seen: Observation) -> tuple[int, str]:
    """(0 to 2, what the page shows)."""
    if seen.entries and seen.away >= _MOSTLY_AWAY:
        return 1, f"列表 {seen.entries} 条几乎都指向别的网站，请核对是否本单位栏目"
    if seen.entries and seen.dated >= _DATED * seen.entries:
        newest = f"，最新 {seen.newest}" if seen.newest else ""
        return 2, f"首页列表 {seen.entries} 条{newest}"
    if kind in _STATIC and seen.letters >= STATIC_LETTERS:
        return 2, "是一页正文"
    if seen.entries:
        return 2 if kind in _STATIC else 1, f"列表 {seen.entries} 条，没有日期"
    if seen.empty_because:
        return 1, f"列表是空的（{seen.empty_because}）"
    if seen.drawn_by_script:
        return 1, f"列表由脚本生成（{seen.drawn_by_script}），采集器可能看不到条目"
    if seen.letters >= STATIC_LETTERS:
        return 0, "是一页正文而不是列表，请核对"
    return 0, "认不出列表，请打开核对"
