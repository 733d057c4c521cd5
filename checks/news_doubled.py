"""The same news posted twice (重复发布)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.copies import REDATED_DAYS, copies
from checks.inputs import UnitFinding, UnitNews
from checks.registry import RuleInfo, unit_check
from county.finding import Finding, Level

INFO = RuleInfo(
    id="news-doubled",
    title="同一信息重复发布",
    level=Level.GENERAL,
    basis="考核方案（一）9；相同内容的信息不得重复报送",
)


@unit_check(INFO)
def news_doubled(news: UnitNews) -> Iterator[UnitFinding]:
    """One finding for each copy dated at most thirty days after the one before it."""
    for copy in copies(news):
        if copy.days <= REDATED_DAYS:
            later, earlier = copy.later, copy.earlier
            yield copy.found(
                Finding(
                    rule=INFO.id,
                    level=INFO.level,
                    words="",
                    why=f"{later.date} 的这一条与 {earlier.date} 的《{earlier.title}》正文相同，只计一条",
                    quote=f"《{later.title}》{later.date}；《{earlier.title}》{earlier.date} {earlier.url}",
                    suggestion="请撤下重复的一条",
                )
            )
