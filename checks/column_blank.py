"""A column that never held anything (空白栏目)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.registry import RuleInfo, column_check
from county.finding import Finding, Level
from county.history import ColumnHistory
from county.visit import Verdict, Visit

INFO = RuleInfo(
    id="column-blank",
    title="空白栏目",
    level=Level.GENERAL,
    basis="考核方案（一）8；国办秘函〔2019〕19号（空白栏目）",
)

_READ = frozenset({Verdict.COMPLETE, Verdict.PARTIAL})
"""A list that is found empty for the first time leaves the visit partial, until a second night says the same."""


@column_check(INFO)
def column_blank(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """Speaks where the last visit found a witness of emptiness and no item was ever listed; suspected on the first
    night, certain when the night before it that could be read says the same."""
    if history.items or not history.visits or not _is_empty(last := history.visits[-1]):
        return
    earlier = [visit for visit in history.visits if visit.night < last.night and visit.verdict in _READ]
    nights = [visit.night for visit in (*earlier[-1:], last) if _is_empty(visit)]
    confirmed = len(nights) == 2
    seen = "、".join(map(str, nights))
    yield Finding(
        rule=INFO.id,
        level=Level.GENERAL if confirmed else Level.SUSPECTED,
        words="",
        why=f"{seen} 读到的列表没有任何信息（{last.empty_because}）{'' if confirmed else '，下一夜再次读到后确认'}",
        quote=last.empty_because,
        suggestion=f"请在“{history.column.name}”栏目发布应当公开的内容；不再使用的栏目请撤下",
    )


def _is_empty(visit: Visit) -> bool:
    return visit.verdict in _READ and not visit.entries and bool(visit.empty_because)
