"""Rows of a list whose page is gone (列表条目打不开)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.gathering import MOST_SINGLE
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
_QUOTED = 3


@column_check(INFO)
def row_dead(history: ColumnHistory, today: dt.date) -> Iterator[Finding]:
    """One finding a row whose page was missing on two nights, where the list showed the row on the second of them or
    later and no whole reading of the list since was without it; one for the column where there are many."""
    whole = max((visit.night for visit in history.visits if visit.proves_absence), default=dt.date.min)
    dead = [
        link
        for item in history.items
        if (link := _link(item)).is_dead and item.last_seen >= max(whole, _second_night(item))
    ]
    if len(dead) > MOST_SINGLE:
        yield _bulk(dead)
        return
    for link in dead:
        yield dead_finding(INFO, link, "列表条目", _SUGGESTION)


def _link(item: Item) -> LinkState:
    return LinkState(item.url, item.title, LinkKind.PAGE, False, item.missing_on, item.missing_because)


def _bulk(dead: list[LinkState]) -> Finding:
    first = dead[0]
    return Finding(
        rule=INFO.id,
        level=INFO.level,
        words="",
        why=f"本栏目有 {len(dead)} 条两夜都打不开，疑似整批下线或改了网址，如“{first.text}”：{first.reason}",
        quote="；".join(f"“{link.text}” {link.url}" for link in dead[:_QUOTED]),
        suggestion=_SUGGESTION,
        count=len(dead),
    )


def _second_night(item: Item) -> dt.date:
    return item.missing_on[MISSING_NIGHTS - 1]
