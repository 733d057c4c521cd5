"""What a paste from Word, WPS or another site left in an article (不去格式)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.hosts import is_service, is_trusted
from checks.registry import RuleInfo, trace_check
from checks.unsafe_upload import CLAUSE, GONE_WHEN, VETO
from county.finding import Finding, Level
from county.trace import Trace, TracedPage, TraceKind

INFO = RuleInfo(
    id="unclean-paste",
    title="粘贴内容没有去除格式（不去格式）",
    level=Level.SUSPECTED,
    basis=f"{CLAUSE}；本条不直接计分",
)
_CLEAN = f"请把正文先粘贴为纯文本（去格式），再重新排版发布；{GONE_WHEN}"
_TAGS = {
    "img": "图片",
    "script": "脚本",
    "iframe": "内嵌框架",
    "frame": "内嵌框架",
    "embed": "插件",
    "link": "样式文件",
}
_RUNS = frozenset({"script", "embed"})
"""What runs with the rights of the portal; a picture or a frame only shows something."""
_LEFT = {
    TraceKind.OFFICE: ("Word格式", "正文源代码里有 Word 或 WPS 的格式残留"),
    TraceKind.LOCAL_PATH: ("本机路径", "正文源代码里有编辑人员电脑上的文件路径，访客打不开，还会泄露电脑信息"),
}


@trace_check(INFO)
def unclean_paste(page: TracedPage) -> Iterator[Finding]:
    """One finding for what Word left, one for local paths, one for each other host that a part is loaded from."""
    own = (*page.own_hosts, *page.allowed_hosts)
    by_host: dict[str, list[Trace]] = {}
    for kind, (words, what) in _LEFT.items():
        if traces := [trace for trace in page.traces if trace.kind is kind]:
            count = sum(trace.count for trace in traces)
            why = f"{what}（{traces[0].how}）；{VETO}"
            yield Finding(INFO.id, INFO.level, words, why, quote=traces[0].quote, suggestion=_CLEAN, count=count)
    for trace in page.traces:
        if trace.kind is TraceKind.FOREIGN_PART and not (is_trusted(trace.host, own) or is_service(trace.host)):
            by_host.setdefault(trace.host, []).append(trace)
    for host, traces in by_host.items():
        yield _loaded(host, traces)


def _loaded(host: str, traces: list[Trace]) -> Finding:
    runs = any(trace.how in _RUNS for trace in traces)
    what = "、".join(dict.fromkeys(_TAGS.get(trace.how, trace.how) for trace in traces))
    risk = VETO if runs else "该网站若更换内容或域名易主，本页会随之显示有害内容，请人工核对"
    return Finding(
        rule=INFO.id,
        level=INFO.level if runs else Level.NOTICE,
        words=host,
        why=f"正文里的{what}取自别的网站 {host}；{risk}",
        quote=traces[0].quote,
        suggestion=f"请删去，或把文件上传到本门户后再引用；长期许可的写进 county.toml 的 allowed_hosts；{GONE_WHEN}",
        count=sum(trace.count for trace in traces),
    )
