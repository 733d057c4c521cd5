"""Links of an article to hosts that are no government's (外链)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.hosts import host_name_of, is_trusted
from checks.registry import RuleInfo, link_check
from county.finding import Finding, Level
from county.linked import LinkedPage
from county.page import LinkKind

INFO = RuleInfo(
    id="link-outside",
    title="链接到非政府网站",
    level=Level.NOTICE,
    basis="国办发〔2017〕47号（链接管理：对外部链接严格审查）；本县考核方案没有对应条款，只作提示",
)


@link_check(INFO)
def link_outside(page: LinkedPage) -> Iterator[Finding]:
    """One finding a host and page. Pictures are none: nobody is led away by them."""
    by_host: dict[str, list[str]] = {}
    for link in page.links:
        host = host_name_of(link.url)
        if link.outside and link.kind is not LinkKind.IMAGE and host and not _is_allowed(host, page):
            by_host.setdefault(host, []).append(f"“{link.text}” {link.url}" if link.text else link.url)
    for host, shown in by_host.items():
        yield Finding(
            rule=INFO.id,
            level=INFO.level,
            words=host,
            why=f"正文链接到非政府网站 {host}，域名若过期易主，链接会指向有害内容",
            quote=shown[0],
            suggestion="请核对该网站是否仍属原单位；不需要的请删去，长期许可的写进 county.toml 的 allowed_hosts",
            count=len(shown),
        )


def _is_allowed(host: str, page: LinkedPage) -> bool:
    return is_trusted(host, (*page.own_hosts, *page.allowed_hosts))
