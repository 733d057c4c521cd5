"""A static column whose text nobody touched for a year (静态栏目一年未变)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.registry import RuleInfo, column_check
from county.finding import Finding, Level
from county.history import ColumnHistory
from county.visit import Verdict

INFO = RuleInfo(
    id="column-unchanged",
    title="静态栏目一年未变",
    level=Level.NOTICE,
    basis="考核方案（一）8（领导之窗、工作职责）；《政府信息公开条例》第二十六条（变更之日起20个工作日内）",
)
DAYS = 365


@column_check(INFO)
def column_unchanged(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """Speaks where the column was read completely and its texts are those of more than a year ago, as we read them
    then. They may still be right: only a person can say."""
    last = history.visits[-1] if history.visits else None
    if history.changed_on is None or last is None or last.verdict is not Verdict.COMPLETE:
        return
    if (last.night - history.changed_on).days > DAYS:
        yield Finding(
            rule=INFO.id,
            level=INFO.level,
            words="",
            why=f"内容从 {history.changed_on} 到 {last.night} 没有任何变化",
            suggestion="请核对人员、分工、职责和联系方式；确实没有变化的，由信息科认定不成立",
        )
