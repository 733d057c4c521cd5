"""What belongs to the portal under discovery (门户范围): its host, hosts of its units, its home page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from county.address import host_of
from county.configuration.web_address import address_identity, is_private

_SHARED = frozenset({"gov.cn", "com.cn", "org.cn", "edu.cn", "net.cn", "cn", "com", "net", "org"})
"""Endings under which everybody registers: nobody's own domain."""


@dataclass(frozen=True, slots=True)
class Site:
    """The portal: the address of its home page and further host names that serve its units."""

    home: str
    hosts: tuple[str, ...] = ()

    def holds(self, url: str) -> bool:
        """Whether an address belongs to the portal: its own host with or without www, one that was named, or one below
        its own domain (jyj.xiuwen.gov.cn of www.xiuwen.gov.cn)."""
        host = _plain(host_of(url))
        return any(host == own or (_is_domain(own) and host.endswith(f".{own}")) for own in self._hosts)

    @property
    def _hosts(self) -> tuple[str, ...]:
        return (_plain(host_of(self.home)), *map(_plain, self.hosts))

    def is_own_host(self, url: str) -> bool:
        """Whether an address is on the host of the home page itself."""
        return host_of(url) == host_of(self.home)

    def is_home(self, url: str) -> bool:
        """Whether an address is the home page, by its own name or as the root of the portal's host."""
        identity = address_identity(url)
        own = address_identity(self.home)
        root = host_of(self.home).removesuffix(":80").removesuffix(":443")
        return _plain(identity) in (_plain(own), _plain(root))

    def domains(self) -> list[str]:
        """Host names, without ports, outside of which nothing is asked for."""
        return sorted({urlsplit(f"//{host}").hostname or host for host in self._hosts})


def _plain(host: str) -> str:
    return host.lower().removesuffix(":80").removesuffix(":443").removeprefix("www.")


def _is_domain(host: str) -> bool:
    """Whether hosts below this one are surely the same office's."""
    name = host.partition(":")[0]
    return name.count(".") >= 1 and name not in _SHARED and ":" not in host and not is_private(name)
