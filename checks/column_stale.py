"""A column without a new item for longer than its duty allows (栏目更新不及时)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.registry import RuleInfo, column_check
from county.finding import Finding, Level
from county.history import ColumnHistory
from county.visit import Verdict

INFO = RuleInfo(
    id="column-stale",
    title="栏目更新不及时",
    level=Level.GENERAL,
    basis="考核方案（一）8；国办秘函〔2019〕19号（栏目不更新）",
)


@column_check(INFO)
def column_stale(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """Speaks only where the last visit read the column completely; judges the column as of that visit."""
    duty = history.column.duty_days
    last = history.visits[-1] if history.visits else None
    if duty is None or last is None or last.verdict is not Verdict.COMPLETE or last.window_covered_from is None:
        return
    night = min(today, last.night)
    posted = history.last_posting(night)
    if posted is None or (night - posted).days <= duty:
        return
    newest = max(history.dates(night))
    yield Finding(
        rule=INFO.id,
        level=INFO.level,
        words="",
        why=f"最新一条 {newest}，距 {night} 已有 {(night - newest).days} 天，要求 {duty} 天内更新一次",
        quote=_newest_title(history, newest),
        suggestion=f"请更新“{history.column.name}”栏目；确无可发布内容的，提交情况说明",
    )


def _newest_title(history: ColumnHistory, newest: dt.date) -> str:
    return next((f"《{item.title}》{newest}" for item in history.items if item.date == newest), str(newest))
