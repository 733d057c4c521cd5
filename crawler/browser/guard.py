"""Where a rendered page may reach (访问范围): the portal's own hosts and nothing else, whatever its scripts ask for."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from county.address import host_of
from county.configuration.web_address import is_private

_SCHEMES = frozenset({"http", "https"})
_KINDS = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
"""What a list may need. Images, fonts, films and sockets only cost the portal's line."""
_PORTS = (80, 443)
"""Ports of a host that is written without one."""


@dataclass(frozen=True, slots=True)
class Guard:
    """`hosts` are the portal's, with a port where it is not the usual one: "www.example.gov.cn:8080"."""

    hosts: frozenset[str]

    def allows(self, url: str, kind: str) -> bool:
        """Whether the page may ask for that address; `kind` is what the browser asks it as (script, xhr, image …)."""
        scheme = url.partition(":")[0].lower()
        return scheme in _SCHEMES and kind in _KINDS and host_of(url) in self.hosts


async def find_addresses(hosts: Iterable[str], *, allow_private: bool) -> dict[str, str]:
    """The address of each host that has one the crawler may go to."""
    found = {}
    for host in hosts:
        if address := await _address(urlsplit(f"//{host}").hostname or "", allow_private):
            found[host] = address
    return found


async def _address(name: str, allow_private: bool) -> str:
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except OSError:
        return ""
    # as the crawler's own requests do, the older kind of address first
    ordered = sorted(answers, key=lambda answer: answer[0] != socket.AF_INET)
    addresses = [str(answer[4][0]) for answer in ordered]
    return next((address for address in addresses if allow_private or not is_private(address)), "")


def resolver_rules(addresses: Mapping[str, str]) -> str:
    """Chromium's own table of names: each host and port of the portal leads to the address that was checked, any other
    name nowhere. The page's route handler does not see where a redirect or a socket leads; this does."""
    pairs = ((pattern, address) for host, address in sorted(addresses.items()) for pattern in _patterns(host))
    rules = [f"MAP {pattern} {_bracketed(address)}" for pattern, address in pairs]
    return ",".join([*rules, "MAP * ~NOTFOUND"])


def _patterns(host: str) -> list[str]:
    return [host] if urlsplit(f"//{host}").port else [f"{host}:{port}" for port in _PORTS]


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address
