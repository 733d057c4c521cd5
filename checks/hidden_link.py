"""Links of an article that no visitor can see (隐藏链接、暗链)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.hosts import is_service, is_trusted
from checks.registry import RuleInfo, trace_check
from checks.unsafe_upload import CLAUSE, GONE_WHEN, VETO
from county.finding import Finding, Level
from county.trace import Trace, TracedPage, TraceKind

INFO = RuleInfo(
    id="hidden-link",
    title="正文有隐藏链接",
    level=Level.SUSPECTED,
    basis=f"{CLAUSE}；国办秘函〔2019〕19号（发布或链接有害内容，被挂马、篡改）；本条不直接计分",
)


@trace_check(INFO)
def hidden_link(page: TracedPage) -> Iterator[Finding]:
    """One finding a host and page. A link to a government, an official body or a public service hides nothing."""
    own = (*page.own_hosts, *page.allowed_hosts)
    by_host: dict[str, list[Trace]] = {}
    for trace in page.traces:
        if trace.kind is TraceKind.HIDDEN_LINK and not (is_trusted(trace.host, own) or is_service(trace.host)):
            by_host.setdefault(trace.host, []).append(trace)
    for host, traces in by_host.items():
        yield Finding(
            rule=INFO.id,
            level=INFO.level,
            words=host,
            why=f"正文里有访客看不见、搜索引擎却能看见的链接（{traces[0].how}），指向 {host}；{VETO}",
            quote=traces[0].quote,
            suggestion=f"请查看网页源代码，删去该链接，并查明是粘贴带入还是被篡改；{GONE_WHEN}",
            count=len(traces),
        )
