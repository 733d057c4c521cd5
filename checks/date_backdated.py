"""An item dated back (补录、倒签): it says that it was posted when it was not there yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.gathering import Concern, gathered
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import ColumnHistory, Item
from county.same_news import title_key
from county.visit import Verdict, Visit

INFO = RuleInfo(
    id="date-backdated",
    title="发布日期早于实际发布",
    level=Level.NOTICE,
    basis="国办秘函〔2019〕19号（弄虚作假，如伪造发稿日期）",
)

_CURE = "请核实发布日期；补录旧信息的，请注明补录日期，或由信息科核实后认定不成立"


@record_check(INFO)
def date_backdated(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks only where the list was read from end to end on a night more than `backdated_days` after the item's date,
    and the item was not in it."""
    known: dict[str, dt.date] = {}
    for history in record.histories:
        witnessed = [
            (item, witness)
            for item in history.items
            if (witness := _witness(history, item, record.policy.backdated_days))
        ]
        known = known or (_first_seen(record) if witnessed else {})
        concerns = [
            Concern(item, _why(item, witness), f"《{item.title}》{item.date}")
            for item, witness in witnessed
            if not _moved(item, known)
        ]
        yield from gathered(INFO, history, concerns, _CURE)


def _why(item: Item, witness: Visit) -> str:
    return f"显示 {item.date} 发布，但 {witness.night} 完整读取栏目时还没有这一条，{item.first_seen} 才出现"


def _witness(history: ColumnHistory, item: Item, days: int) -> Visit | None:
    """The last visit before the item was seen that must have seen it, had it been there."""
    if item.date is None or (item.first_seen - item.date).days <= days:
        return None
    for visit in reversed(history.visits):
        if visit.night < item.first_seen and _read_all_since(visit, item):
            return visit if (visit.night - item.date).days > days else None
    return None


def _read_all_since(visit: Visit, item: Item) -> bool:
    covered = visit.window_covered_from
    whole = visit.verdict is Verdict.COMPLETE and visit.full and visit.entries > 0
    return whole and covered is not None and item.date is not None and covered <= item.date


def _moved(item: Item, known: dict[str, dt.date]) -> bool:
    """Whether the unit had it before: the same page in another column, or the same text or title at another address."""
    return any(known[name] < item.first_seen for name in _names(item))


def _first_seen(record: UnitRecord) -> dict[str, dt.date]:
    """By page, text and title the night on which the unit was first seen to have it."""
    known: dict[str, dt.date] = {}
    for history in record.histories:
        for item in history.items:
            for name in _names(item):
                known[name] = min(item.first_seen, known.get(name, item.first_seen))
    return known


def _names(item: Item) -> Iterator[str]:
    yield f"page {item.page}"
    yield f"title {title_key(item.title)}"
    if item.fingerprint:
        yield f"text {item.fingerprint}"
