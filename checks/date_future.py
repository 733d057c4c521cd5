"""A date of publication that has not come yet (发布日期在未来)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.gathering import Concern, gathered, is_listed
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import Item

INFO = RuleInfo(
    id="date-future",
    title="发布日期晚于当天",
    level=Level.NOTICE,
    basis="国办秘函〔2019〕19号（弄虚作假，如伪造发稿日期）；国办发〔2017〕47号",
)
NIGHT_DAYS = 1
"""A night's run goes on after midnight: what is posted then bears the next day's date."""


@record_check(INFO)
def date_future(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks where every date that the page and its row claim lies in the future: a single one may be the day of a
    meeting or of a deadline."""
    limit = record.as_of + dt.timedelta(days=NIGHT_DAYS)
    for history in record.histories:
        concerns = [
            Concern(
                item, f"显示的发布日期 {item.date_now} 晚于巡查日 {record.as_of}", f"《{item.title}》{item.date_now}"
            )
            for item in history.items
            if is_listed(history, item) and _is_future(item, limit)
        ]
        yield from gathered(INFO, history, concerns, "请核对发布日期；日期笔误的，改正后自动消除")


def _is_future(item: Item, limit: dt.date) -> bool:
    shown = [date for date in (item.listed_now or item.listed, item.displayed_now or item.displayed) if date]
    claims = shown if len(shown) > 1 else [*shown, *([item.claimed] if item.claimed else [])]
    return bool(shown) and all(date > limit for date in claims)
