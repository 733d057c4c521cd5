"""A column whose items bear no date (未标注日期)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checks.registry import RuleInfo, column_check
from county.finding import Finding, Level
from county.history import ColumnHistory, Item
from county.visit import Verdict

INFO = RuleInfo(
    id="column-undated",
    title="未标注日期",
    level=Level.GENERAL,
    basis="国办发〔2015〕15号附件（未注明信息发布时间的视为不更新）；国办发〔2017〕47号",
)
MOST_UNREAD = 0.1
"""Share of the items whose articles may be unread, dead links mostly, and the column still be judged."""
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpe?g|png)(?:[?#]|$)", re.IGNORECASE)
_QUOTED_TITLES = 3


@column_check(INFO)
def column_undated(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """Speaks where the last visit was complete, and neither the list nor any article shows a date. Columns without a
    duty (据实更新) hold standing texts, which need none."""
    last = history.visits[-1] if history.visits else None
    if last is None or last.verdict is not Verdict.COMPLETE or not last.entries or last.newest:
        return
    if history.column.duty_days is None or not history.items or any(item.date for item in history.items):
        return
    unread = sum(not _shows_all(item) for item in history.items)
    if unread > MOST_UNREAD * len(history.items):
        return
    titles = "".join(f"《{item.title}》" for item in history.items[:_QUOTED_TITLES])
    yield Finding(
        rule=INFO.id,
        level=INFO.level,
        words="",
        why=f"列表里的 {len(history.items)} 条信息，列表和文章页都没有显示日期，按未更新对待",
        quote=titles,
        suggestion="请在列表和文章页显示发布日期（年-月-日）",
    )


def _shows_all(item: Item) -> bool:
    """Whether a date would have been seen: the article was read, or the row leads to a file, which shows none."""
    return bool(item.fingerprint) or _FILE.search(item.url) is not None
