"""A week with fewer news than the unit owes (工作动态条数不足)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.inputs import UnitFinding, UnitNews
from checks.registry import RuleInfo, unit_check
from county.finding import Finding, Level
from county.news import WeekCount, count_weeks

INFO = RuleInfo(
    id="news-week-short",
    title="工作动态条数不足",
    level=Level.GENERAL,
    basis="考核方案（一）9",
)


@unit_check(INFO)
def news_week_short(news: UnitNews) -> Iterator[UnitFinding]:
    """One finding for each past week that was observed completely and lacks news; it stands on the unit,
    whatever columns it has, and is shown at the first of them."""
    if not news.histories:
        return
    column = news.histories[0].column
    for count in count_weeks(news.histories, news.quota, news.first, news.as_of, news.calendar, news.policy):
        if count.missing and count.week.end < news.as_of:
            yield UnitFinding(_finding(count), column.name, news.unit.id, column.url)


def _finding(count: WeekCount) -> Finding:
    week = count.week
    return Finding(
        rule=INFO.id,
        level=INFO.level,
        words=week.id,
        why=f"{week.start} 至 {week.end} 应发 {count.quota} 条，计 {len(count.items)} 条，少 {count.missing} 条",
        quote="".join(f"《{item.title}》{item.date}" for item in count.items),
        suggestion="已过去的周无法补发；请在周日前发足下一周的工作动态",
        count=count.missing,
    )
