"""An old document posted anew under a new date (旧文新发), outside the news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from checks.copies import REDATED_DAYS
from checks.gathering import Concern, gathered
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import ColumnHistory, Item
from county.same_news import one_for_each_page, title_key
from county.units import ColumnKind

INFO = RuleInfo(
    id="text-redated",
    title="旧文件换日期重发",
    level=Level.NOTICE,
    basis="国办秘函〔2019〕19号（弄虚作假，如伪造发稿日期）",
)
KINDS = frozenset(
    {ColumnKind.POLICY, ColumnKind.IMPLEMENTATION, ColumnKind.INTERPRETATION, ColumnKind.NOTICES, ColumnKind.PLAN}
)
"""Lists of persons and accounts repeat their form of words month by month, with another attachment each time."""


@record_check(INFO)
def text_redated(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks where one column holds two pages of one title and one text, dated more than thirty days apart."""
    for history in record.histories:
        if history.column.kind in KINDS:
            yield from gathered(INFO, history, list(_copies(history)), "请核实发布日期；确系旧文件的，请撤下后发的一条")


def _copies(history: ColumnHistory) -> Iterator[Concern]:
    texts = Counter(item.fingerprint for item in history.items)
    same: dict[tuple[str, str], list[Item]] = {}
    for item in one_for_each_page(item for item in history.items if texts[item.fingerprint] > 1):
        if item.fingerprint and item.date:
            same.setdefault((item.fingerprint, title_key(item.title)), []).append(item)
    for items in same.values():
        for earlier, later in pairwise(sorted(items, key=lambda item: (str(item.date), item.url))):
            days = (later.date - earlier.date).days if later.date and earlier.date else 0
            if days > REDATED_DAYS:
                why = f"{later.date} 的这一条与 {days} 天前（{earlier.date}）的一条标题、正文都相同"
                yield Concern(later, why, f"《{later.title}》{later.date}；{earlier.date} {earlier.url}")
