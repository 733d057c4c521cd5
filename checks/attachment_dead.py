"""Attachments of an article that cannot be downloaded (附件无法下载)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.link_dead import dead_finding
from checks.registry import RuleInfo, link_check
from county.finding import Finding, Level
from county.linked import LinkedPage
from county.page import LinkKind

INFO = RuleInfo(
    id="attachment-dead",
    title="附件无法下载",
    level=Level.SUSPECTED,
    basis="国办发〔2017〕47号（错链、断链）；国办秘函〔2019〕19号（可用性：附件打不开每个扣0.1分）；本县考核方案没有对应条款，不计分",
)


@link_check(INFO)
def attachment_dead(page: LinkedPage) -> Iterator[Finding]:
    """One finding a file that was missing, or a page in its place, on two nights."""
    for link in page.links:
        if link.kind is LinkKind.FILE and link.is_dead:
            yield dead_finding(INFO, link, "附件", "请重新上传附件，或删去失效的附件链接")
