"""What of a county can be visited from outside (站点): home pages to probe, hosts whose certificates are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from county.address import host_of
from county.settings import County, Portal

PORTAL_ITSELF = "门户"
"""Unit of a finding that stands on the portal and on no unit: its `unit` is "", so that nobody loses a point."""


@dataclass(frozen=True, slots=True)
class SiteHome:
    """A home page (首页) to visit. `unit` owns it, "" for the portal's own and for those that several units share.
    `declared` is false for the front page of a host that is only known by its columns: it may well have none."""

    portal: str
    url: str
    name: str
    unit: str = ""
    declared: bool = True


@dataclass(frozen=True, slots=True)
class TlsHost:
    """A host that serves https; `host` with its port where that is not 443."""

    portal: str
    host: str
    allow_private: bool = False

    @property
    def name(self) -> str:
        """The host's name without port."""
        return urlsplit(f"//{self.host}").hostname or self.host

    @property
    def port(self) -> int:
        """The port to connect to."""
        return urlsplit(f"//{self.host}").port or 443


def site_homes(county: County, portal: Portal) -> tuple[SiteHome, ...]:
    """The portal's front page, then that of each further host on which units keep columns."""
    names = {unit.id: unit.name for unit in county.units}
    owners: dict[str, set[str]] = defaultdict(set)
    for column in county.portal_columns(portal.id):
        if host_of(column.url) in _declared(portal):
            owners[f"{urlsplit(column.url).scheme}://{host_of(column.url)}/"].add(column.unit)
    further = (_further(portal, url, units, names) for url, units in owners.items())
    return SiteHome(portal.id, portal.home, portal.name), *further


def _further(portal: Portal, url: str, units: set[str], names: dict[str, str]) -> SiteHome:
    unit = next(iter(units)) if len(units) == 1 else ""
    return SiteHome(portal.id, url, names.get(unit, host_of(url)), unit, declared=False)


def _declared(portal: Portal) -> set[str]:
    """Further hosts of the portal, without its own."""
    return {*map(str.lower, portal.hosts)} - {host_of(portal.home)}


def tls_hosts(county: County) -> tuple[TlsHost, ...]:
    """Every host of the portals that is addressed by https anywhere in the configuration; with a portal's home page its
    further hosts count as https too."""
    found = {(target.portal, target.host): target for portal in county.portals for target in _tls(county, portal)}
    return tuple(found.values())


def _tls(county: County, portal: Portal) -> Iterator[TlsHost]:
    own = {host_of(portal.home), *_declared(portal)}
    addresses = [portal.home, *(column.url for column in county.portal_columns(portal.id))]
    hosts = [host_of(url) for url in addresses if urlsplit(url).scheme == "https" and host_of(url) in own]
    if urlsplit(portal.home).scheme == "https":
        hosts += sorted(host for host in _declared(portal) if urlsplit(f"//{host}").port in (None, 443))
    for host in hosts:
        yield TlsHost(portal.id, host.removesuffix(":443"), portal.allow_private)
