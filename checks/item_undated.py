"""Single items without a date in a column that shows dates (信息未标注日期)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.gathering import Concern, gathered, is_listed
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import Item

INFO = RuleInfo(
    id="item-undated",
    title="信息未标注日期",
    level=Level.NOTICE,
    basis="国办发〔2015〕15号附件（未注明信息发布时间的视为不更新）；国办发〔2017〕47号",
)
MOST_UNDATED = 0.5
"""Share of items without a date up to which the column counts as one that shows dates."""


@record_check(INFO)
def item_undated(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks of articles that were read and show no date, neither they nor their rows. Columns of standing texts
    (据实更新) need no dates; a row whose page was not read proves nothing; a column without any date is told as a
    whole (column-undated)."""
    for history in record.histories:
        if history.column.duty_days is None or history.last_complete is None:
            continue
        undated = [item for item in history.items if item.date_now is None and is_listed(history, item)]
        if len(undated) <= MOST_UNDATED * len(history.items):
            yield from gathered(
                INFO,
                history,
                [_concern(item) for item in undated if item.fingerprint],
                "请在列表和文章页补上发布日期（年-月-日），补上后自动消除",
            )


def _concern(item: Item) -> Concern:
    return Concern(item, "列表和文章页都没有显示发布日期，按未更新对待", f"《{item.title}》")
