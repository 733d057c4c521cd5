"""Whose host a link leads to (链接域名): a government's, an official body's, or somebody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

_GOVERNMENT = ("gov.cn", "mil.cn", "政务", "xn--zfr164b", "政务.cn", "xn--zfr164b.cn")
"""Endings reserved for the state (《互联网域名管理办法》；中央编办关于“.政务”域名的规定)."""
_OFFICIAL = Path(__file__).with_name("official_hosts.txt")
_SERVICES = Path(__file__).with_name("service_hosts.txt")


@dataclass(frozen=True, slots=True)
class ListedHost:
    """An entry of a list of hosts: `host` with all hosts below it."""

    host: str
    name: str
    basis: str


@cache
def official_hosts() -> tuple[ListedHost, ...]:
    """The official hosts that are no government's. Raises ValueError where a line lacks its basis."""
    return tuple(_listed(_OFFICIAL))


@cache
def service_hosts() -> tuple[ListedHost, ...]:
    """Public services that pages of every kind load: counting, sharing, maps, players, libraries. Raises ValueError
    where a line lacks its basis."""
    return tuple(_listed(_SERVICES))


def _listed(path: Path) -> Iterator[ListedHost]:
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split(maxsplit=2)
        if not fields or fields[0].startswith("#"):
            continue
        if len(fields) < 3:
            raise ValueError(f"{path.name}: {fields[0]} lacks name or basis")
        yield ListedHost(fields[0], fields[1], fields[2])


def host_name_of(url: str) -> str:
    """Host of an address, lower case, without port; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_government(host: str) -> bool:
    """Whether the ending of the host is reserved for the state."""
    return is_below(host, _GOVERNMENT)


def is_official(host: str) -> bool:
    """Whether the host is an official body's by the list."""
    return is_below(host, (entry.host for entry in official_hosts()))


def is_service(host: str) -> bool:
    """Whether the host is a public service's by the list."""
    return is_below(host, (entry.host for entry in service_hosts()))


def is_trusted(host: str, own: Iterable[str]) -> bool:
    """Whether a link or a part from that host needs no question: a government's, an official body's, or one of `own`
    and below."""
    return is_government(host) or is_below(host, own) or is_official(host)


def is_below(host: str, domains: Iterable[str]) -> bool:
    """Whether the host is one of `domains` or below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
