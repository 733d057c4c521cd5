"""A document published later than the law allows (成文后未及时公开)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.gathering import Concern, gathered
from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Level
from county.history import Item
from county.units import Unit

INFO = RuleInfo(
    id="published-late",
    title="成文后超过期限才公开",
    level=Level.NOTICE,
    basis="《政府信息公开条例》第二十六条（形成或者变更之日起20个工作日内及时公开）",
)
LONGEST_DAYS = 730
"""What is older was put on the site from the files (历史文件补录) and says nothing of how a unit publishes now."""
_SHORTEST_NAME = 3
_NEXT = dt.timedelta(days=1)


@record_check(INFO)
def published_late(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks of the unit's own documents of the assessment year: the time of reposted ones ran for whoever made them.
    The earliest date that the page claims counts."""
    limit = record.policy.publish_working_days
    for history in record.histories:
        concerns = []
        for item in history.items:
            published = _published(item)
            if item.written is None or published is None or published < record.first or not _is_own(item, record.unit):
                continue
            if not 0 < (published - item.written).days <= LONGEST_DAYS:
                continue
            days = record.calendar.working_days(item.written + _NEXT, published)
            if days > limit:
                why = f"成文日期 {item.written}，{published} 发布，历时 {days} 个工作日，期限 {limit} 个工作日"
                concerns.append(Concern(item, why, f"《{item.title}》"))
        yield from gathered(INFO, history, concerns, "请在文件形成后按期公开；另有法定期限的，由信息科核实后认定不成立")


def _published(item: Item) -> dt.date | None:
    return min((date for date in (item.listed, item.displayed, item.claimed) if date), default=None)


def _is_own(item: Item, unit: Unit) -> bool:
    """Whether the source (来源、发布机构) shown names the unit."""
    names = (unit.name, *unit.aliases)
    source = item.source.strip()
    return len(source) >= _SHORTEST_NAME and any(name in source or source in name for name in names if name)
