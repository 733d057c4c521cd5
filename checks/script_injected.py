"""Scripts and frames of others that a page did not load before (新增外来脚本、挂马)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.hosts import is_service, is_trusted
from checks.registry import RuleInfo, trace_check
from checks.unsafe_upload import CLAUSE, GONE_WHEN, VETO
from county.finding import Finding, Level
from county.trace import TracedPage, TraceKind

INFO = RuleInfo(
    id="script-injected",
    title="网页新增外来脚本",
    level=Level.SUSPECTED,
    basis=f"{CLAUSE}；国办秘函〔2019〕19号（被挂马、篡改未及时处置）；本条不直接计分",
)


@trace_check(INFO)
def script_injected(page: TracedPage) -> Iterator[Finding]:
    """One finding a host and page; what the body itself loads is a matter of its paste."""
    own = (*page.own_hosts, *page.allowed_hosts)
    pasted = {trace.host for trace in page.traces if trace.kind is TraceKind.FOREIGN_PART}
    for host in page.new_hosts:
        if host in pasted or is_trusted(host, own) or is_service(host):
            continue
        yield Finding(
            rule=INFO.id,
            level=INFO.level,
            words=host,
            why=f"本页新加载了 {host} 的脚本或框架，以前本页和本门户其他网页都没有；{VETO}",
            quote=host,
            suggestion=f"请网站运维核对：非自己添加的立即删去，是的写进 county.toml 的 allowed_hosts；{GONE_WHEN}",
        )
