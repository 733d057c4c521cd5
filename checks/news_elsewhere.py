"""News that stand as another page in another column of the unit (一稿多栏)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.gathering import Concern, gathered
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import ColumnHistory, Item
from county.same_news import title_key
from county.units import ColumnKind

INFO = RuleInfo(
    id="news-elsewhere",
    title="工作动态与其他栏目重复",
    level=Level.NOTICE,
    basis="考核方案（一）9；相同内容的信息不得重复报送",
)


@record_check(INFO)
def news_elsewhere(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks of news whose title and text stood in another column before, as a page of its own; one page that two
    columns list is no copy. Whether they count is for the office: the count of a week does not change."""
    news = {
        item.fingerprint
        for history in record.histories
        if history.column.kind is ColumnKind.NEWS
        for item in history.items
    }
    others = _by_text(record, news)
    for history in record.histories:
        if history.column.kind is not ColumnKind.NEWS:
            continue
        concerns = []
        for item in history.items:
            known = others.get(_key(item)) if others and item.fingerprint and item.date else None
            if known and known[1].page != item.page and _is_earlier(known[1], item):
                why = f"与“{known[0].column.name}”栏目 {known[1].date} 的一条标题、正文都相同"
                concerns.append(Concern(item, why, f"《{item.title}》{item.date}；{known[1].url}"))
        yield from gathered(INFO, history, concerns, "同一内容请只发一次，其他栏目用链接指向它")


def _by_text(record: UnitRecord, texts: set[str]) -> dict[tuple[str, str], tuple[ColumnHistory, Item]]:
    found: dict[tuple[str, str], tuple[ColumnHistory, Item]] = {}
    for history in record.histories:
        for item in history.items:
            if (
                history.column.kind is not ColumnKind.NEWS
                and item.fingerprint in texts
                and item.fingerprint
                and item.date
            ):
                found.setdefault(_key(item), (history, item))
    return found


def _key(item: Item) -> tuple[str, str]:
    return item.fingerprint, title_key(item.title)


def _is_earlier(one: Item, other: Item) -> bool:
    return one.date is not None and other.date is not None and one.date < other.date
