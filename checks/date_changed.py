"""A shown date that was changed afterwards (发布日期被改动)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.gathering import Concern, gathered, is_listed
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import Item

INFO = RuleInfo(
    id="date-changed",
    title="发布日期被改动",
    level=Level.NOTICE,
    basis="国办秘函〔2019〕19号（弄虚作假，如伪造发稿日期）",
)
NIGHT_DAYS = 1
"""A list and its articles, a night and the day after it may differ by so much."""
PROMPT_DAYS = 3
"""An item first seen so soon after its date was posted when it said."""


@record_check(INFO)
def date_changed(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks where the text is what it was and its date is another: one after the item was first seen, which cannot be
    true, or an earlier one in place of one that was true. A date that comes nearer to the day on which the item was
    first seen is a slip put right."""
    for history in record.histories:
        concerns = [
            Concern(item, _why(item, *change), f"《{item.title}》{change[0]}→{change[1]}")
            for item in history.items
            if item.same_text and is_listed(history, item) and (change := _change(item))
        ]
        yield from gathered(INFO, history, concerns, "请恢复原来的发布日期；恢复后自动消除")


def _change(item: Item) -> tuple[dt.date, dt.date] | None:
    """The date before and after, of the row first, then of the article."""
    pairs = ((item.listed, item.listed_now), (item.displayed, item.displayed_now))
    return next(((old, new) for old, new in pairs if old and new and _is_false(item, old, new)), None)


def _is_false(item: Item, old: dt.date, new: dt.date) -> bool:
    if abs((new - old).days) <= NIGHT_DAYS:
        return False
    if new > old:
        return (new - item.first_seen).days > NIGHT_DAYS and old <= item.first_seen
    return 0 <= (item.first_seen - old).days <= PROMPT_DAYS


def _why(item: Item, old: dt.date, new: dt.date) -> str:
    return f"{item.first_seen} 首次读到时显示 {old} 发布，现在显示 {new}，正文没有变化"
