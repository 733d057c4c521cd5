"""Time-stamping (申请时间戳): the run chain's head is shown to an authority, and its token kept."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from zoneinfo import ZoneInfo

from county.configuration.web_address import host_name
from county.settings import County
from county.software import NAME
from county.times import at_second
from evidence import run_chain
from evidence.home import Home
from evidence.stamp_token import TokenError, read_roots, stamp_request, stamped_at
from evidence.stamps import Stamp, keep_stamp, stamps
from schedules.errors import ScheduleError

SECONDS = 30.0
LARGEST = 1 << 20
"""Bytes of an answer: a token with its certificates has some five thousand."""
_HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
    "User-Agent": NAME,
}


class StampError(ScheduleError):
    """No token came; the message says why and what to do."""


def stamp_head(home: Home, county: County) -> Stamp | None:
    """The token of the newest head, asked for where it has none yet; None before the first pack. The setting
    [timestamp] has a url. Raises StampError, ConfigurationError, EvidenceError."""
    chain = home.folder / run_chain.FILE
    if broken := run_chain.first_broken(chain):
        raise StampError(f"采集链在第 {broken.line} 行断开，没有申请时间戳；请运行 xuncha audit verify。")
    if (link := run_chain.head(chain)) is None:
        return None
    trust_file = home.config / county.timestamp.trust_file if county.timestamp.trust_file else None
    roots = read_roots(trust_file) if trust_file else ()
    with home.store() as store:
        if known := next((stamp for stamp in stamps(store) if stamp.head == link.hash), None):
            return known
        query = stamp_request(link.hash)
        answer = _ask(county.timestamp.url, query.as_bytes(), trust_file)
        try:
            when = stamped_at(answer, link.hash, roots, query.nonce)
        except TokenError as error:
            raise StampError(f"{error}，没有保存；请核对 [timestamp] 的 url 和 trust_file。") from error
        day = when.astimezone(ZoneInfo(county.calendar.timezone)).date()
        return keep_stamp(store, link, answer, at_second(when), day.isoformat(), host_name(county.timestamp.url))


def _ask(url: str, query: bytes, trust_file: Path | None) -> bytes:
    context = ssl.create_default_context()
    if trust_file:
        context.load_verify_locations(trust_file)
    request = urllib.request.Request(url, query, _HEADERS)  # noqa: S310 the configuration takes http and https alone
    try:
        with urllib.request.urlopen(request, timeout=SECONDS, context=context) as answer:  # noqa: S310
            content: bytes = answer.read(LARGEST)
    except urllib.error.HTTPError as error:
        error.close()
        raise StampError(
            f"时间戳服务器应答 HTTP {error.code}，没有签发；请稍后再试，或核对 [timestamp] url。"
        ) from error
    except (OSError, http.client.HTTPException) as error:
        refused = isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError)
        why = "它的 https 证书没有通过验证" if refused else "没有连上，或没有等到应答"
        raise StampError(f"向时间戳服务器 {url} 申请失败（{why}）；请核对 [timestamp] 的设置和网络。") from error
    return content
