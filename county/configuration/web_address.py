"""Web addresses that people write into the configuration (网址): are they usable, whose are they, are two the same."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address

_USABLE = re.compile(
    r"https?://(?P<host>[a-z0-9\u3400-\u9fff](?:[a-z0-9.\u3400-\u9fff-]*[a-z0-9\u3400-\u9fff])?|\[[0-9a-f:.]+\])"
    r"(?::(?P<port>\d{1,5}))?(?:[/?#][^\s\"<>\\`]*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"[a-z0-9\u3400-\u9fff][a-z0-9.\u3400-\u9fff-]*(?::\d{1,5})?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000。]")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_USER = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)
_LAST_PORT = 65535
_DIAGNOSES: tuple[tuple[re.Pattern[str], bool, str, str], ...] = (
    (_SCHEME, False, "不是以 http:// 或 https:// 开头", "请从浏览器地址栏完整复制网址"),
    (_USER, True, "里写了用户名或口令", "请删去 @ 及它前面的部分"),
    (re.compile(r"\s"), True, "中间有空格", "请删去空格，一格只写一个网址"),
    (_FULL_WIDTH, True, "里有全角符号", "请改成英文半角符号，或从浏览器地址栏重新复制"),
)
_SAME_PAGE = re.compile(r"^https?://|(?::(?:80|443))?(?=/)|#.*$")
_INDEX = re.compile(r"/(?:(?:index|default)\.(?:s?html?|jhtml|jspx?|php|aspx?))?$", re.IGNORECASE)


def address_flaw(url: str) -> tuple[str, str] | None:
    """What is wrong with `url` and what to do, two half sentences; None where a browser could open it."""
    if (match := _USABLE.fullmatch(url)) and int(match["port"] or 0) <= _LAST_PORT:
        return None
    found = ((problem, cure) for sign, bad, problem, cure in _DIAGNOSES if (sign.search(url) is not None) is bad)
    return next(found, ("不是完整的网址", "请从浏览器地址栏完整复制网址"))


def host_name(url: str) -> str:
    """Host of a usable address, lower case, without port; "" for one that is not usable."""
    match = _USABLE.match(url)
    return match["host"].lower() if match else ""


@lru_cache(maxsize=1024)
def is_private(host: str) -> bool:
    """Whether a host is written as an address that is not public (内网、本机); a name is never private by itself."""
    try:
        return not ip_address(host.strip("[]")).is_global
    except ValueError:
        return False


def is_host(text: str) -> bool:
    """Whether `text` is a bare host name, with or without a port: no scheme, no path."""
    return _HOST.fullmatch(text) is not None


def address_identity(url: str) -> str:
    """Equal for two addresses that surely show the same column: http or https, the default port, a fragment, a closing
    slash and the name of the index page make no difference; a fragment that scripts read as a route or a number does:
    `/gkmlpt/index#1234` names a category."""
    address, _, fragment = url.partition("#")
    route = f"#{fragment}" if fragment.startswith(("/", "!")) or fragment.isdecimal() else ""
    bare = address.partition("://")[2]
    host, slash, path = bare.partition("/")
    host = host.lower().removesuffix(":80").removesuffix(":443")
    return host + _INDEX.sub("", slash + path) + route
