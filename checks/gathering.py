"""Findings on the items of a column (逐条与整批): a few stand on their own pages, many at once on the column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.inputs import UnitFinding
from checks.registry import RuleInfo
from county.finding import Finding
from county.history import ColumnHistory, Item
from county.visit import Verdict

MOST_SINGLE = 5
"""More items with one fault in one column are one matter: an archive moved in bulk, a template without a date."""
_QUOTED_TITLES = 3


@dataclass(frozen=True, slots=True)
class Concern:
    """An item with why it is told of."""

    item: Item
    why: str
    quote: str


def gathered(
    info: RuleInfo, history: ColumnHistory, concerns: Sequence[Concern], suggestion: str
) -> Iterator[UnitFinding]:
    """One finding for each item, or one for the column where there are more than five."""
    column = history.column
    if len(concerns) <= MOST_SINGLE:
        for concern in concerns:
            finding = Finding(info.id, info.level, "", concern.why, quote=concern.quote, suggestion=suggestion)
            yield UnitFinding(finding, column.name, concern.item.page, concern.item.url)
        return
    why = f"本栏目有 {len(concerns)} 条同样的情况，疑似整批迁移或统一改动，如：{concerns[0].why}"
    quote = "；".join(concern.quote for concern in concerns[:_QUOTED_TITLES])
    finding = Finding(info.id, info.level, "", why, quote=quote, suggestion=suggestion, count=len(concerns))
    yield UnitFinding(finding, column.name, column.key, column.url)


def is_listed(history: ColumnHistory, item: Item) -> bool:
    """Whether the item stood in the list when that was last read from end to end."""
    whole = (visit for visit in reversed(history.visits) if visit.verdict is Verdict.COMPLETE and visit.full)
    last = next(whole, None)
    return last is not None and item.last_seen >= last.night
