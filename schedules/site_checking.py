"""The check stage of the portal itself (门户检查): each day with probes is judged by the week that ends with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import checks
from checks import SiteDay
from county.fingerprint import fingerprint
from county.personal.addressed import mask_address
from county.reachability import Reachability, reachability
from county.settings import County
from county.sites import SiteHome, site_homes
from evidence.probes import certificate_looks, probe_visits
from evidence.site_findings import Judged, keep_day, stale_days
from evidence.store import Store


def check_sites(store: Store, county: County) -> None:
    """Every day whose probes, settings or rules changed since it was judged."""
    rules = fingerprint([check.info for check in checks.SITE_CHECKS], county.probe, _sites(county))
    for day, basis in stale_days(store, rules, county.probe.days):
        keep_day(store, day, basis, [*_homes(store, county, day), *_certificates(store, day)])


def reachabilities(store: Store, county: County, day: dt.date) -> list[tuple[SiteHome, Reachability]]:
    """Every home page with what its visits on the days up to and with `day` say."""
    first = day - dt.timedelta(days=county.probe.days - 1)
    visits = probe_visits(store, first, day)
    return [(site, reachability(visits, mask_address(site.url), day, county.probe)) for site in _sites(county)]


def _sites(county: County) -> list[SiteHome]:
    return [site for portal in county.portals for site in site_homes(county, portal)]


def _homes(store: Store, county: County, day: dt.date) -> Iterator[Judged]:
    for site, seen in reachabilities(store, county, day):
        found = tuple(checks.check_site(SiteDay(reachability=seen)))
        yield Judged(f"{site.portal}:{seen.home}", site.unit, seen.home, seen.enough, found)


def _certificates(store: Store, day: dt.date) -> Iterator[Judged]:
    """The last look of the day that came about."""
    looks = {(look.portal, look.host): look for look in certificate_looks(store, day, day) if look.measured}
    for look in looks.values():
        found = tuple(checks.check_site(SiteDay(certificate=look)))
        yield Judged(f"{look.portal}:{look.host}", "", f"https://{look.host}/", True, found)
