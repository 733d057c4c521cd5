"""A site that does not open often enough (站点无法访问)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.inputs import SiteDay
from checks.registry import RuleInfo, site_check
from county.finding import Finding, Level
from county.probe import Outcome
from county.reachability import Reachability, Standing

INFO = RuleInfo(
    id="site-unreachable",
    title="站点无法访问",
    level=Level.SUSPECTED,
    basis="国办秘函〔2019〕19号（单项否决：站点无法访问）",
)


@site_check(INFO)
def site_unreachable(site: SiteDay) -> Iterator[Finding]:
    """Speaks only where the sample is what the rule asks for. A veto is for a person to confirm: suspected."""
    seen = site.reachability
    if seen is None or seen.standing is not Standing.UNREACHABLE:
        return
    year, week, _ = seen.day.isocalendar()
    yield Finding(
        rule=INFO.id,
        level=INFO.level,
        words=f"{year}-W{week:02d}",
        why=f"{seen.days[0].day} 至 {seen.day} 共访问 {seen.visits} 次，{seen.failures} 次没有打开"
        f"（{100 * (seen.share or 0):.1f}%），连续最多 {seen.worst_streak} 次",
        quote=_reasons(seen),
        suggestion="请查明原因并恢复；属计划停机、本机网络或防护误判的，认定时写明",
        count=seen.failures,
    )


def _reasons(seen: Reachability) -> str:
    counts = Counter(one.reason.rstrip("。") for one in seen.seen if one.outcome is Outcome.FAILED)
    return "；".join(f"{reason} {count} 次" for reason, count in counts.most_common(3))
