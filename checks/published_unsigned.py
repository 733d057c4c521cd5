"""A document published before it was made (文件发布逻辑错误)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.gathering import Concern, gathered
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import Item

INFO = RuleInfo(
    id="published-unsigned",
    title="发布日期早于成文日期",
    level=Level.NOTICE,
    basis="《政府信息公开条例》第二十六条；文件发布逻辑错误（成文日期晚于发布日期）",
)
NIGHT_DAYS = 1


@record_check(INFO)
def published_unsigned(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks where every date that the page shows is earlier than its 成文日期 by more than a day."""
    for history in record.histories:
        concerns = [
            Concern(item, f"{item.date_now} 发布，成文日期却是 {item.written}", f"《{item.title}》")
            for item in history.items
            if _is_impossible(item)
        ]
        yield from gathered(INFO, history, concerns, "请核对成文日期和发布日期，改正后自动消除")


def _is_impossible(item: Item) -> bool:
    shown = [date for date in (item.listed_now, item.displayed_now) if date]
    written = item.written
    return written is not None and bool(shown) and all((written - date).days > NIGHT_DAYS for date in shown)
