"""Why a page could not be read, in one Chinese sentence, and what that means for the visit (巡查结论)."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from county.visit import Verdict
from crawler.endings import Failure
from crawler.reading import Effective
from crawler.wire.borders import TOO_LONG
from crawler.wire.resolver import GuardedResolver

_TRANSPORT: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "超过 {timeout:g} 秒没有读完。"),
    (CannotResolveHostError, "域名解析不到地址。"),
    (DownloadConnectionRefusedError, "服务器拒绝连接。"),
    (ResponseDataLossError, "连接中断，只收到一部分内容。"),
    (DownloadCancelledError, "内容超过大小上限，已放弃下载。"),
    (DownloadFailedError, "连接失败。"),
)

_PACKERS = ("gzip", "zlib", "brotli", "zstd")
"""Modules whose errors say that a body is not packed as its Content-Encoding has it."""

_IGNORED: tuple[tuple[str, Verdict, str], ...] = (
    ("DOWNLOAD_MAXSIZE", Verdict.UNREACHABLE, "内容超过大小上限，已放弃下载。"),
    ("robots.txt", Verdict.BLOCKED, "robots.txt 不允许采集该地址；请与网站管理方协商，或在 county.toml 中说明。"),
    (TOO_LONG, Verdict.UNREACHABLE, "地址太长，没有访问。"),
    ("offsite", Verdict.UNREACHABLE, "跳转到了别的网站；网站换了域名的，请在 county.toml 的 hosts 中补上。"),
    ("private address", Verdict.UNREACHABLE, "跳转到了内网地址，没有访问。"),
    ("outside the borders", Verdict.UNREACHABLE, "跳转到了不能访问的地址，没有访问。"),
    ("redirections", Verdict.BLOCKED, "反复跳转，疑似防护系统在验证访问者。"),
)

VERDICT_OF_EFFECTIVE: dict[Effective, Verdict] = {
    Effective.BLOCKED: Verdict.BLOCKED,
    Effective.MISSING: Verdict.UNREACHABLE,
    Effective.ERROR: Verdict.UNREACHABLE,
    Effective.LOGIN: Verdict.BLOCKED,
    Effective.MAINTENANCE: Verdict.UNREACHABLE,
    Effective.STUB: Verdict.UNREACHABLE,
    Effective.EMPTY_SHELL: Verdict.LAYOUT_CHANGED,
}


def _transport(reason: str) -> Failure:
    return Failure(Verdict.UNREACHABLE, reason, "transport", general=True)


CUT = _transport("连接中断，只收到一部分内容。")
"""The answer ended before it was whole."""
BLANK = Failure(Verdict.UNREACHABLE, "网站返回了空白页面，没有任何内容。", Effective.ERROR, general=True)
"""The answer has nothing in it, not even a script that could draw something."""
_INSIDE = _transport("域名指向内网地址，没有访问；门户确在内网时请在 county.toml 写 allow_private = true。")
_GENERAL = frozenset({Effective.BLOCKED, Effective.ERROR, Effective.LOGIN, Effective.MAINTENANCE})


def of_exception(error: BaseException, timeout: float, host: str) -> Failure:
    """What an exception from the download means; `host` is the name that was asked for."""
    if host in GuardedResolver.refused:
        return _INSIDE
    if isinstance(error, IgnoreRequest):
        return _of_ignored(str(error))
    for kind, reason in _TRANSPORT:
        if isinstance(error, kind):
            return _transport(reason.format(timeout=timeout))
    packed = any(packer in type(error).__module__ for packer in _PACKERS)
    reason = "内容不是网站声明的压缩格式，无法解压。" if packed else f"连接失败（{type(error).__name__}）。"
    return _transport(reason)


def _of_ignored(message: str) -> Failure:
    for clue, verdict, reason in _IGNORED:
        if clue in message:
            return Failure(verdict, reason, "ignored")
    return Failure(Verdict.UNREACHABLE, "请求没有发出。", "ignored")


def of_effective(effective: Effective, reason: str) -> Failure:
    """What a judgement other than ok means."""
    return Failure(VERDICT_OF_EFFECTIVE[effective], reason, effective.value, general=effective in _GENERAL)
