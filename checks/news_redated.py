"""An old text posted as new (旧稿新发)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.copies import REDATED_DAYS, copies
from checks.inputs import UnitFinding, UnitNews
from checks.registry import RuleInfo, unit_check
from county.finding import Finding, Level

INFO = RuleInfo(
    id="news-redated",
    title="旧稿新发",
    level=Level.SUSPECTED,
    basis="国办秘函〔2019〕19号（弄虚作假，如伪造发稿日期）",
)


@unit_check(INFO)
def news_redated(news: UnitNews) -> Iterator[UnitFinding]:
    """One finding for each copy dated more than thirty days after the one before it; whether it was meant to deceive is
    for a person to say."""
    for copy in copies(news):
        if copy.days > REDATED_DAYS:
            later, earlier = copy.later, copy.earlier
            yield copy.found(
                Finding(
                    rule=INFO.id,
                    level=INFO.level,
                    words="",
                    why=f"{later.date} 的这一条与 {copy.days} 天前（{earlier.date}）的《{earlier.title}》正文相同",
                    quote=f"《{later.title}》{later.date}；《{earlier.title}》{earlier.date} {earlier.url}",
                    suggestion="请核实发布日期；确系旧稿的，请撤下或恢复原日期",
                )
            )
