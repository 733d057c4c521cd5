"""Rows of a list whose page is gone (列表条目打不开)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.link_dead import dead_finding
from checks.registry import RuleInfo, column_check
from county.finding import Finding, Level
from county.history import ColumnHistory, Item
from county.linked import MISSING_NIGHTS, LinkState
from county.page import LinkKind

INFO = RuleInfo(
    id="row-dead",
    title="列表条目打不开",
    level=Level.SUSPECTED,
    basis="国办发〔2017〕47号（错链、断链）；国办秘函〔2019〕19号（可用性：链接打不开每个扣0.1分）；本县考核方案没有对应条款，不计分",
)
_SUGGESTION = "请恢复这一页面，或从栏目列表中撤下这一条"


@column_check(INFO)
def row_dead(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """One finding a row whose page was missing on two nights, where the list showed the row on the second of them or
    later and no whole reading of the list since was without it."""
    whole = max((visit.night for visit in history.visits if visit.proves_absence), default=dt.date.min)
    for item in history.items:
        link = LinkState(item.url, item.title, LinkKind.PAGE, False, item.missing_on, item.missing_because)
        if link.is_dead and item.last_seen >= max(whole, _second_night(item)):
            yield dead_finding(INFO, link, "列表条目", _SUGGESTION)


def _second_night(item: Item) -> dt.date:
    return item.missing_on[MISSING_NIGHTS - 1]
