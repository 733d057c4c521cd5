"""Links and pictures of an article whose target is gone (死链、错链)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import RuleInfo, link_check
from county.finding import Finding, Level
from county.linked import LinkedPage, LinkState
from county.page import LinkKind

INFO = RuleInfo(
    id="link-dead",
    title="正文链接打不开",
    level=Level.SUSPECTED,
    basis="国办发〔2017〕47号（错链、断链）；国办秘函〔2019〕19号（可用性：链接、图片、外部链接打不开每个扣0.1分）；本县考核方案没有对应条款，不计分",
)

_WHAT: dict[LinkKind, str] = {LinkKind.PAGE: "链接", LinkKind.IMAGE: "图片"}


@link_check(INFO)
def link_dead(page: LinkedPage) -> Iterator[Finding]:
    """One finding a target that was missing on two nights. Refusals, time-outs and faults of a server are none."""
    for link in page.links:
        if link.kind in _WHAT and link.is_dead:
            yield dead_finding(INFO, link, _WHAT[link.kind], "请改正或删去这个链接")


def dead_finding(info: RuleInfo, link: LinkState, what: str, suggestion: str) -> Finding:
    """The finding that `link` is gone. It names the first two nights, so that a third one says nothing new."""
    nights = "、".join(str(night) for night in link.missing_on[:2])
    return Finding(
        rule=info.id,
        level=info.level,
        words=link.url,
        why=f"{nights} 两夜都打不开：{link.reason}",
        quote=f"{what}“{link.text}” {link.url}" if link.text else f"{what} {link.url}",
        suggestion=suggestion,
    )
