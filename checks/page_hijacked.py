"""Pages that send their visitors to somebody else's site (网页被劫持)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.hosts import is_service, is_trusted
from checks.registry import RuleInfo, trace_check
from checks.unsafe_upload import CLAUSE, GONE_WHEN, VETO
from county.finding import Finding, Level
from county.trace import TracedPage, TraceKind

INFO = RuleInfo(
    id="page-hijacked",
    title="网页自动跳转到非政府网站",
    level=Level.SUSPECTED,
    basis=f"{CLAUSE}；国办秘函〔2019〕19号（被挂马、篡改未及时处置）；本条不直接计分",
)


@trace_check(INFO)
def page_hijacked(page: TracedPage) -> Iterator[Finding]:
    """One finding a host and page."""
    own = (*page.own_hosts, *page.allowed_hosts)
    done: set[str] = set()
    for trace in page.traces:
        host = trace.host
        if trace.kind is not TraceKind.REDIRECT or host in done or is_trusted(host, own) or is_service(host):
            continue
        done.add(host)
        yield Finding(
            rule=INFO.id,
            level=INFO.level,
            words=host,
            why=f"打开本页会自动转到非政府网站 {host}（{trace.how}）；{VETO}",
            quote=trace.quote,
            suggestion=f"请立即联系网站运维单位删去跳转代码，确需跳转的写进 county.toml 的 allowed_hosts；{GONE_WHEN}",
        )
