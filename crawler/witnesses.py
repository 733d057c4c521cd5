"""Is our own network down (本机网络故障)? Hosts that have nothing to do with the county are the witnesses."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

CONNECT_SECONDS = 5.0
DEFAULT_PORT = 443


def any_reachable(hosts: Iterable[str]) -> bool:
    """Whether one of these hosts ("www.gov.cn:443") can be connected to. Nothing is asked of it."""
    return any(map(_is_reachable, hosts))


def _is_reachable(host: str) -> bool:
    parts = urlsplit(f"//{host}")
    try:
        socket.create_connection((parts.hostname or "", parts.port or DEFAULT_PORT), CONNECT_SECONDS).close()
    except (OSError, ValueError):
        return False
    return True
