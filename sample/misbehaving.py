"""How the sample's server can misbehave (故障): whole answers in place of a page, and lists that lost something."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from enum import StrEnum

from aiohttp import web

from sample.folder import Entry
from sample.portal import PageKind

SLOW_PIECES = 3
SLOW_PAUSE = 1.0
"""Seconds before each piece of a slow answer."""
_NEVER = 24 * 3600.0
_HUGE_PIECE = b"<!-- " + b"x" * 65_000 + b" -->\n"


class Fault(StrEnum):
    """A way to misbehave."""

    SERVER_ERROR = "server-error"
    TIMEOUT = "timeout"
    FORBIDDEN = "forbidden"
    CHALLENGE_412 = "challenge-412"
    CHALLENGE_521 = "challenge-521"
    CHALLENGE_202 = "challenge-202"
    EMPTY_LIST = "empty-list"
    CHANGED_TEMPLATE = "changed-template"
    LOST_DATES = "lost-dates"
    SOFT_404 = "soft-404"
    MAINTENANCE = "maintenance"
    SLOW = "slow"
    CUT = "cut"
    REDIRECT_HOME = "redirect-home"
    LOGIN = "login"
    HUGE = "huge"
    NOT_FOUND = "not-found"


def html(status: int, text: str, headers: dict[str, str] | None = None) -> web.Response:
    """A small page of the server's own."""
    return web.Response(
        status=status, body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    )


def not_found() -> web.Response:
    """The portal's 404 page: it looks like any other."""
    return html(404, _page("页面不存在", "<p>您访问的页面不存在或已被删除，<a href='/'>返回首页</a></p>"))


def _page(title: str, body: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html>\n<head><meta charset='utf-8'><title>{title}</title></head>\n"
        f"<body><div class='header'><a href='/'>修文县人民政府</a></div>\n<div class='tips'>{body}</div>\n"
        "<div class='footer'>主办单位：修文县人民政府办公室</div></body>\n</html>\n"
    )


_SCRIPT_412 = (
    "<!DOCTYPE html><html><head><meta content='3N1ZV.MVSmU2jF' r='m'>"
    "<script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};"
    "$_ts.nsd=59352;$_ts.cd='qWNqrfAlErLc';if($_ts.lcd)$_ts.lcd();</script>"
    "<script src='/tQrlMwxgEtCS/Jk6aVTYj.js' r='m'></script></head><body></body></html>"
)
_SCRIPT_521 = (
    "<script>document.cookie='__jsl_clearance_s=1767225600.123|-1|'+(function(){return 'a8Qf'})()+';max-age=3600';"
    "location.href=location.pathname+location.search</script>"
)
_SCRIPT_202 = (
    "<html><head><script>var _0x1f=['reload'];setTimeout(function(){location[_0x1f[0]]()},800)</script></head></html>"
)
_LOGIN = (
    "<form action='/sso/login' method='post'><input name='username'>"
    "<input type='password' name='password'><button>登录</button></form>"
)

_ANSWERS: dict[Fault, Callable[[], web.Response]] = {
    Fault.SERVER_ERROR: lambda: html(
        500, "<html><head><title>500</title></head><body><h1>HTTP Status 500</h1></body></html>"
    ),
    Fault.FORBIDDEN: lambda: html(
        403, "<html><head><title>403 Forbidden</title></head><body><h1>403</h1></body></html>"
    ),
    Fault.CHALLENGE_412: lambda: html(412, _SCRIPT_412),
    Fault.CHALLENGE_521: lambda: html(
        521, _SCRIPT_521, {"Set-Cookie": "__jsluid_s=5d41402abc4b2a76; path=/; HttpOnly"}
    ),
    Fault.CHALLENGE_202: lambda: html(202, _SCRIPT_202),
    Fault.SOFT_404: lambda: html(200, _page("页面不存在", "<p>对不起，您访问的页面不存在或已被删除！</p>")),
    Fault.MAINTENANCE: lambda: html(
        200, _page("网站维护中", "<h2>网站维护中</h2><p>系统升级，给您带来不便敬请谅解。</p>")
    ),
    Fault.REDIRECT_HOME: lambda: html(302, "", {"Location": "/"}),
    Fault.LOGIN: lambda: html(200, _page("统一身份认证平台", f"<h2>用户登录</h2>{_LOGIN}")),
    Fault.NOT_FOUND: not_found,
}


async def answer(fault: Fault, request: web.Request, body: bytes) -> web.StreamResponse | None:
    """The answer that stands in for a page whose bytes are `body`; None where the fault only changes lists."""
    if fault in _ANSWERS:
        # the home page cannot be sent to itself
        at_home = fault is Fault.REDIRECT_HOME and request.path == "/"
        return None if at_home else _ANSWERS[fault]()
    if fault in _STREAMS:
        return await _STREAMS[fault](request, body)
    return None


async def _hang(request: web.Request, body: bytes) -> web.StreamResponse:
    await asyncio.sleep(_NEVER)
    return not_found()


async def _slowly(request: web.Request, body: bytes) -> web.StreamResponse:
    response = await _begin(request, len(body))
    size = -(-len(body) // SLOW_PIECES) or 1
    for start in range(0, len(body), size):
        await asyncio.sleep(SLOW_PAUSE)
        await response.write(body[start : start + size])
    await response.write_eof()
    return response


async def _cut_short(request: web.Request, body: bytes) -> web.StreamResponse:
    response = await _begin(request, max(2, len(body)))
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def _endless(request: web.Request, body: bytes) -> web.StreamResponse:
    response = await _begin(request, None)
    while request.transport is not None and not request.transport.is_closing():
        await response.write(_HUGE_PIECE)
    return response


async def _begin(request: web.Request, length: int | None) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html; charset=utf-8"})
    if length is None:
        response.enable_chunked_encoding()
    else:
        response.content_length = length
    await response.prepare(request)
    return response


_STREAMS: dict[Fault, Callable[[web.Request, bytes], Awaitable[web.StreamResponse]]] = {
    Fault.TIMEOUT: _hang,
    Fault.SLOW: _slowly,
    Fault.CUT: _cut_short,
    Fault.HUGE: _endless,
}

_DATE = rb"[0-9]{4}(?:-[0-9]{2}-[0-9]{2}|/[0-9]{2}/[0-9]{2}|[^<>0-9]{2,3}[0-9]{2}[^<>0-9]{2,3}[0-9]{2}[^<>0-9]{2,3})"
_DATE_TEXT = re.compile(rb"(>)\s*\[?" + _DATE + rb"\]?\s*(<)")
_DRAWN = (
    b'<div id="app-list" data-channel="c1"></div>\n'
    b'<script type="module">import{mountList}from"/static/app.8f2c.js";'
    b'mountList("#app-list",{api:"/api/v2/list"})</script>\n'
)


def changed_list(fault: Fault, entry: Entry, body: bytes) -> bytes:
    """A list page that lost its rows, its dates or its markup; every other page as it is."""
    if entry.kind is not PageKind.LIST or entry.container is None or entry.rows is None:
        return body
    (start, end), (first, last) = entry.container, entry.rows
    match fault:
        case Fault.EMPTY_LIST:
            return body[:first] + body[last:]
        case Fault.CHANGED_TEMPLATE:
            return body[:start] + _DRAWN + body[end:]
        case Fault.LOST_DATES:
            return body[:first] + _DATE_TEXT.sub(rb"\1\2", body[first:last]) + body[last:]
        case _:
            return body
