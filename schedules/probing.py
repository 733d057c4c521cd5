"""A round of probes (一轮探测): every home page visited once, and every certificate looked at once a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from county.certificate import CertificateLook
from county.lock import held
from county.personal.addressed import mask_address
from county.probe import Outcome, ProbeVisit
from county.settings import County, Portal
from county.sites import SiteHome, site_homes, tls_hosts
from county.times import utc_now
from crawler.certificates import look_at_all
from crawler.launch import run_probe
from crawler.probing.order import ProbeAnswer, ProbeOrder
from crawler.witnesses import any_reachable
from evidence.home import Home
from evidence.probes import certificate_looks, record_certificates, record_visits
from evidence.store import Store
from schedules.errors import ProbeRunningError

OUR_NETWORK = "疑似本机网络故障：所有首页和旁证主机都连接不上，本轮不计；请检查本机网络。"
_NO_HOME_PAGE = "该域名没有首页，不作为站点判断。"


@dataclass(frozen=True, slots=True)
class Round:
    """What one round recorded: a visit of each home page, and the certificates where they were due."""

    visits: tuple[ProbeVisit, ...]
    certificates: tuple[CertificateLook, ...]


def probe_round(home: Home, county: County) -> Round:
    """Visits every home page once and records it. Raises ProbeRunningError, StoreError."""
    with held(home.probes / "probe.lock", ProbeRunningError(home.folder)):
        started, today = utc_now(), _today(county)
        met = [(site, answer) for portal in county.portals for site, answer in _visit(home, county, portal)]
        judged = _without_our_own_trouble([answer for _, answer in met], county)
        visits = tuple(_recorded(site, answer, started, county) for (site, _), answer in zip(met, judged, strict=True))
        record_visits(home.probes, visits)
        store = home.open_store()
        try:
            certificates = look_at_certificates(store, home, county, today)
        finally:
            store.close()
    return Round(visits, certificates)


def look_at_certificates(store: Store, home: Home, county: County, day: dt.date) -> tuple[CertificateLook, ...]:
    """Looks at the certificate of every https host that was not met on that day yet, and records it in the journal; the
    store has it when it is next opened."""
    done = {(look.portal, look.host) for look in certificate_looks(store, day, day) if look.measured}
    due = [target for target in tls_hosts(county) if (target.portal, target.host) not in done]
    if not due:
        return ()
    trust_file = home.config / county.probe.trust_file if county.probe.trust_file else None
    looks = tuple(look_at_all(due, day, trust_file))
    record_certificates(home.probes, looks)
    return looks


def _visit(home: Home, county: County, portal: Portal) -> Iterator[tuple[SiteHome, ProbeAnswer]]:
    sites = site_homes(county, portal)
    order = ProbeOrder(
        homes=tuple(site.url for site in sites),
        hosts=portal.hosts,
        policy=county.crawl,
        limit_seconds=county.probe.limit_seconds,
        allow_private=portal.allow_private,
    )
    answers = run_probe(home.probes / "round" / portal.id, order)
    if isinstance(answers, str):
        answers = [ProbeAnswer(site.url, utc_now(), Outcome.UNMEASURED, answers) for site in sites]
    yield from zip(sites, answers, strict=True)


def _without_our_own_trouble(answers: list[ProbeAnswer], county: County) -> list[ProbeAnswer]:
    """Where nobody answered at all, a failure counts only if a host that has nothing to do with the county could be
    connected to: otherwise the fault may be ours, and nobody has seen that the site does not open."""
    failed = any(answer.outcome is Outcome.FAILED for answer in answers)
    if not failed or any(answer.answered for answer in answers) or any_reachable(county.probe.witnesses):
        return answers
    return [
        replace(answer, outcome=Outcome.UNMEASURED, reason=OUR_NETWORK) if answer.outcome is Outcome.FAILED else answer
        for answer in answers
    ]


def _recorded(site: SiteHome, answer: ProbeAnswer, started: str, county: County) -> ProbeVisit:
    outcome, reason = answer.outcome, answer.reason
    if answer.missing and not site.declared:
        outcome, reason = Outcome.UNMEASURED, _NO_HOME_PAGE
    return ProbeVisit(
        round=started,
        portal=site.portal,
        home=mask_address(site.url),
        unit=site.unit,
        at=answer.at,
        day=dt.datetime.fromisoformat(answer.at).astimezone(ZoneInfo(county.calendar.timezone)).date(),
        outcome=outcome,
        reason=reason,
        seconds=answer.seconds,
    )


def _today(county: County) -> dt.date:
    return dt.datetime.now(ZoneInfo(county.calendar.timezone)).date()
